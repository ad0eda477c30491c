# Written by `gen-lock generate`; do not edit.
{
  "audio-debs" = {
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "amd64";
        "package" = "ffmpeg";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/ffmpeg_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "fontconfig";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/f/fontconfig/fontconfig_2.14.1-4_amd64.deb";
        "version" = "2.14.1-4";
      }
      {
        "architecture" = "amd64";
        "package" = "fontconfig-config";
        "scripts" = [
          "config"
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/main/f/fontconfig/fontconfig-config_2.14.1-4_amd64.deb";
        "version" = "2.14.1-4";
      }
      {
        "architecture" = "all";
        "package" = "fonts-dejavu-core";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/fonts-dejavu/fonts-dejavu-core_2.37-6_all.deb";
        "version" = "2.37-6";
      }
      {
        "architecture" = "amd64";
        "package" = "libaom3";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/a/aom/libaom3_3.6.0-1+deb12u3_amd64.deb";
        "version" = "3.6.0-1+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libasound2";
        "scripts" = [ ];
        "source" = "debian:pool/main/a/alsa-lib/libasound2_1.2.8-1+b1_amd64.deb";
        "version" = "1.2.8-1+b1";
      }
      {
        "architecture" = "all";
        "package" = "libasound2-data";
        "scripts" = [ ];
        "source" = "debian:pool/main/a/alsa-lib/libasound2-data_1.2.8-1_all.deb";
        "version" = "1.2.8-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libass9";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/liba/libass/libass9_0.17.1-1+deb12u1_amd64.deb";
        "version" = "1:0.17.1-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libasyncns0";
        "scripts" = [ ];
        "source" = "debian:pool/main/liba/libasyncns/libasyncns0_0.8-6+b3_amd64.deb";
        "version" = "0.8-6+b3";
      }
      {
        "architecture" = "amd64";
        "package" = "libavc1394-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/liba/libavc1394/libavc1394-0_0.5.4-5_amd64.deb";
        "version" = "0.5.4-5";
      }
      {
        "architecture" = "amd64";
        "package" = "libavcodec59";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libavcodec59_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libavdevice59";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libavdevice59_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libavfilter8";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libavfilter8_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libavformat59";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libavformat59_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libavutil57";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libavutil57_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libblas3";
        "scripts" = [
          "postinst"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/main/l/lapack/libblas3_3.11.0-2_amd64.deb";
        "version" = "3.11.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libblkid1";
        "scripts" = [ ];
        "source" = "debian:pool/main/u/util-linux/libblkid1_2.38.1-5+deb12u3_amd64.deb";
        "version" = "2.38.1-5+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libbluray2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libb/libbluray/libbluray2_1.3.4-1_amd64.deb";
        "version" = "1:1.3.4-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libbs2b0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libb/libbs2b/libbs2b0_3.1.0+dfsg-7_amd64.deb";
        "version" = "3.1.0+dfsg-7";
      }
      {
        "architecture" = "amd64";
        "package" = "libbsd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libb/libbsd/libbsd0_0.11.7-2_amd64.deb";
        "version" = "0.11.7-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libcaca0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcaca/libcaca0_0.99.beta20-3+deb12u1_amd64.deb";
        "version" = "0.99.beta20-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcairo-gobject2";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/cairo/libcairo-gobject2_1.16.0-7_amd64.deb";
        "version" = "1.16.0-7";
      }
      {
        "architecture" = "amd64";
        "package" = "libcairo2";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/cairo/libcairo2_1.16.0-7_amd64.deb";
        "version" = "1.16.0-7";
      }
      {
        "architecture" = "amd64";
        "package" = "libcap2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcap2/libcap2_2.66-4+deb12u3+b1_amd64.deb";
        "version" = "1:2.66-4+deb12u3+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcdio-cdda2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcdio-paranoia/libcdio-cdda2_10.2+2.0.1-1_amd64.deb";
        "version" = "10.2+2.0.1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcdio-paranoia2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcdio-paranoia/libcdio-paranoia2_10.2+2.0.1-1_amd64.deb";
        "version" = "10.2+2.0.1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcdio19";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcdio/libcdio19_2.1.0-4_amd64.deb";
        "version" = "2.1.0-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libchromaprint1";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/chromaprint/libchromaprint1_1.5.1-2+b1_amd64.deb";
        "version" = "1.5.1-2+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcjson1";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/cjson/libcjson1_1.7.15-1+deb12u4_amd64.deb";
        "version" = "1.7.15-1+deb12u4";
      }
      {
        "architecture" = "amd64";
        "package" = "libcodec2-1.0";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/codec2/libcodec2-1.0_1.0.5-1_amd64.deb";
        "version" = "1.0.5-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdatrie1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdatrie/libdatrie1_0.2.13-2+b1_amd64.deb";
        "version" = "0.2.13-2+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdav1d6";
        "scripts" = [ ];
        "source" = "debian:pool/main/d/dav1d/libdav1d6_1.0.0-2+deb12u1_amd64.deb";
        "version" = "1.0.0-2+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdbus-1-3";
        "scripts" = [ ];
        "source" = "debian:pool/main/d/dbus/libdbus-1-3_1.14.10-1~deb12u1_amd64.deb";
        "version" = "1.14.10-1~deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdc1394-25";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdc1394/libdc1394-25_2.2.6-4_amd64.deb";
        "version" = "2.2.6-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libdecor-0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdecor-0/libdecor-0-0_0.1.1-2_amd64.deb";
        "version" = "0.1.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libdeflate0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdeflate/libdeflate0_1.14-1_amd64.deb";
        "version" = "1.14-1";
      }
      {
        "architecture" = "all";
        "package" = "libdrm-common";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdrm/libdrm-common_2.4.114-1_all.deb";
        "version" = "2.4.114-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdrm2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdrm/libdrm2_2.4.114-1+b1_amd64.deb";
        "version" = "2.4.114-1+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libepoxy0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libe/libepoxy/libepoxy0_1.5.10-1_amd64.deb";
        "version" = "1.5.10-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libflac12";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/flac/libflac12_1.4.2+ds-2_amd64.deb";
        "version" = "1.4.2+ds-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libflite1";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/flite/libflite1_2.2-5_amd64.deb";
        "version" = "2.2-5";
      }
      {
        "architecture" = "amd64";
        "package" = "libfontconfig1";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/fontconfig/libfontconfig1_2.14.1-4_amd64.deb";
        "version" = "2.14.1-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libfreetype6";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/freetype/libfreetype6_2.12.1+dfsg-5+deb12u4_amd64.deb";
        "version" = "2.12.1+dfsg-5+deb12u4";
      }
      {
        "architecture" = "amd64";
        "package" = "libfribidi0";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/fribidi/libfribidi0_1.0.8-2.1_amd64.deb";
        "version" = "1.0.8-2.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgbm1";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mesa/libgbm1_22.3.6-1+deb12u2_amd64.deb";
        "version" = "22.3.6-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libgcrypt20";
        "scripts" = [
          "postinst"
        ];
        "source" = "debian:pool/main/libg/libgcrypt20/libgcrypt20_1.10.1-3+deb12u1_amd64.deb";
        "version" = "1.10.1-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgdk-pixbuf-2.0-0";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/g/gdk-pixbuf/libgdk-pixbuf-2.0-0_2.42.10+dfsg-1+deb12u4_amd64.deb";
        "version" = "2.42.10+dfsg-1+deb12u4";
      }
      {
        "architecture" = "all";
        "package" = "libgdk-pixbuf2.0-common";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gdk-pixbuf/libgdk-pixbuf2.0-common_2.42.10+dfsg-1+deb12u4_all.deb";
        "version" = "2.42.10+dfsg-1+deb12u4";
      }
      {
        "architecture" = "amd64";
        "package" = "libgfortran5";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libgfortran5_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgl1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libglvnd/libgl1_1.6.0-1_amd64.deb";
        "version" = "1.6.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libglapi-mesa";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mesa/libglapi-mesa_22.3.6-1+deb12u2_amd64.deb";
        "version" = "22.3.6-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libglib2.0-0";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/g/glib2.0/libglib2.0-0_2.74.6-2+deb12u9_amd64.deb";
        "version" = "2.74.6-2+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "libglvnd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libglvnd/libglvnd0_1.6.0-1_amd64.deb";
        "version" = "1.6.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libglx-mesa0";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mesa/libglx-mesa0_22.3.6-1+deb12u2_amd64.deb";
        "version" = "22.3.6-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libglx0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libglvnd/libglx0_1.6.0-1_amd64.deb";
        "version" = "1.6.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgme0";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/game-music-emu/libgme0_0.6.3-6_amd64.deb";
        "version" = "0.6.3-6";
      }
      {
        "architecture" = "amd64";
        "package" = "libgomp1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libgomp1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgpg-error0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libgpg-error/libgpg-error0_1.46-1_amd64.deb";
        "version" = "1.46-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgraphite2-3";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/graphite2/libgraphite2-3_1.3.14-1+deb12u1_amd64.deb";
        "version" = "1.3.14-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgsm1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libgsm/libgsm1_1.0.22-1_amd64.deb";
        "version" = "1.0.22-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libharfbuzz0b";
        "scripts" = [ ];
        "source" = "debian:pool/main/h/harfbuzz/libharfbuzz0b_6.0.0+dfsg-3_amd64.deb";
        "version" = "6.0.0+dfsg-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libhwy1";
        "scripts" = [ ];
        "source" = "debian:pool/main/h/highway/libhwy1_1.0.3-3+deb12u1_amd64.deb";
        "version" = "1.0.3-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libicu72";
        "scripts" = [ ];
        "source" = "debian:pool/main/i/icu/libicu72_72.1-3+deb12u1_amd64.deb";
        "version" = "72.1-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libiec61883-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libi/libiec61883/libiec61883-0_1.2.0-6+b1_amd64.deb";
        "version" = "1.2.0-6+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libjack-jackd2-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/j/jackd2/libjack-jackd2-0_1.9.21~dfsg-3_amd64.deb";
        "version" = "1.9.21~dfsg-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libjbig0";
        "scripts" = [ ];
        "source" = "debian:pool/main/j/jbigkit/libjbig0_2.1-6.1_amd64.deb";
        "version" = "2.1-6.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libjpeg62-turbo";
        "scripts" = [ ];
        "source" = "debian:pool/main/libj/libjpeg-turbo/libjpeg62-turbo_2.1.5-2_amd64.deb";
        "version" = "1:2.1.5-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libjxl0.7";
        "scripts" = [ ];
        "source" = "debian:pool/main/j/jpeg-xl/libjxl0.7_0.7.0-10+deb12u1_amd64.deb";
        "version" = "0.7.0-10+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "liblapack3";
        "scripts" = [
          "postinst"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/main/l/lapack/liblapack3_3.11.0-2_amd64.deb";
        "version" = "3.11.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "liblcms2-2";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lcms2/liblcms2-2_2.14-2+deb12u1_amd64.deb";
        "version" = "2.14-2+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "liblerc4";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lerc/liblerc4_4.0.0+ds-2_amd64.deb";
        "version" = "4.0.0+ds-2";
      }
      {
        "architecture" = "amd64";
        "package" = "liblilv-0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lilv/liblilv-0-0_0.24.14-1_amd64.deb";
        "version" = "0.24.14-1";
      }
      {
        "architecture" = "amd64";
        "package" = "liblz4-1";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lz4/liblz4-1_1.9.4-1_amd64.deb";
        "version" = "1.9.4-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmbedcrypto7";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mbedtls/libmbedcrypto7_2.28.3-1_amd64.deb";
        "version" = "2.28.3-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libm/libmd/libmd0_1.0.4-2_amd64.deb";
        "version" = "1.0.4-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libmfx1";
        "scripts" = [ ];
        "source" = "debian:pool/main/i/intel-mediasdk/libmfx1_22.5.4-1_amd64.deb";
        "version" = "22.5.4-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmount1";
        "scripts" = [ ];
        "source" = "debian:pool/main/u/util-linux/libmount1_2.38.1-5+deb12u3_amd64.deb";
        "version" = "2.38.1-5+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libmp3lame0";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lame/libmp3lame0_3.100-6_amd64.deb";
        "version" = "3.100-6";
      }
      {
        "architecture" = "amd64";
        "package" = "libmpg123-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mpg123/libmpg123-0_1.31.2-1+deb12u1_amd64.deb";
        "version" = "1.31.2-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmysofa1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libm/libmysofa/libmysofa1_1.3.1~dfsg0-1_amd64.deb";
        "version" = "1.3.1~dfsg0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libnorm1";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/norm/libnorm1_1.5.9+dfsg-2_amd64.deb";
        "version" = "1.5.9+dfsg-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libnuma1";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/numactl/libnuma1_2.0.16-1_amd64.deb";
        "version" = "2.0.16-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libogg0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libo/libogg/libogg0_1.3.5-3_amd64.deb";
        "version" = "1.3.5-3";
      }
      {
        "architecture" = "all";
        "package" = "libopenal-data";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/openal-soft/libopenal-data_1.19.1-2_all.deb";
        "version" = "1:1.19.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libopenal1";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/openal-soft/libopenal1_1.19.1-2_amd64.deb";
        "version" = "1:1.19.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libopenjp2-7";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/openjpeg2/libopenjp2-7_2.5.0-2+deb12u3_amd64.deb";
        "version" = "2.5.0-2+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libopenmpt0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libo/libopenmpt/libopenmpt0_0.6.9-1_amd64.deb";
        "version" = "0.6.9-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libopus0";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/opus/libopus0_1.3.1-3_amd64.deb";
        "version" = "1.3.1-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libpango-1.0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/pango1.0/libpango-1.0-0_1.50.12+ds-1_amd64.deb";
        "version" = "1.50.12+ds-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libpangocairo-1.0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/pango1.0/libpangocairo-1.0-0_1.50.12+ds-1_amd64.deb";
        "version" = "1.50.12+ds-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libpangoft2-1.0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/pango1.0/libpangoft2-1.0-0_1.50.12+ds-1_amd64.deb";
        "version" = "1.50.12+ds-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libpgm-5.3-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libp/libpgm/libpgm-5.3-0_5.3.128~dfsg-2_amd64.deb";
        "version" = "5.3.128~dfsg-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libpixman-1-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/pixman/libpixman-1-0_0.42.2-1_amd64.deb";
        "version" = "0.42.2-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libplacebo208";
        "scripts" = [ ];
        "source" = "debian:pool/main/libp/libplacebo/libplacebo208_4.208.0-3_amd64.deb";
        "version" = "4.208.0-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libpng16-16";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/libp/libpng1.6/libpng16-16_1.6.39-2+deb12u6_amd64.deb";
        "version" = "1.6.39-2+deb12u6";
      }
      {
        "architecture" = "amd64";
        "package" = "libpocketsphinx3";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/pocketsphinx/libpocketsphinx3_0.8+5prealpha+1-15_amd64.deb";
        "version" = "0.8+5prealpha+1-15";
      }
      {
        "architecture" = "amd64";
        "package" = "libportaudio2";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/portaudio19/libportaudio2_19.6.0-1.2_amd64.deb";
        "version" = "19.6.0-1.2";
      }
      {
        "architecture" = "amd64";
        "package" = "libpostproc56";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libpostproc56_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libpulse0";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/main/p/pulseaudio/libpulse0_16.1+dfsg1-2+b1_amd64.deb";
        "version" = "16.1+dfsg1-2+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libquadmath0";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libquadmath0_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "librabbitmq4";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/libr/librabbitmq/librabbitmq4_0.11.0-1+deb12u3_amd64.deb";
        "version" = "0.11.0-1+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "librav1e0";
        "scripts" = [ ];
        "source" = "debian:pool/main/r/rust-rav1e/librav1e0_0.5.1-6_amd64.deb";
        "version" = "0.5.1-6";
      }
      {
        "architecture" = "amd64";
        "package" = "libraw1394-11";
        "scripts" = [ ];
        "source" = "debian:pool/main/libr/libraw1394/libraw1394-11_2.1.2-2_amd64.deb";
        "version" = "2.1.2-2";
      }
      {
        "architecture" = "amd64";
        "package" = "librist4";
        "scripts" = [ ];
        "source" = "debian:pool/main/libr/librist/librist4_0.2.7+dfsg-1_amd64.deb";
        "version" = "0.2.7+dfsg-1";
      }
      {
        "architecture" = "amd64";
        "package" = "librsvg2-2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libr/librsvg/librsvg2-2_2.54.7+dfsg-1~deb12u1_amd64.deb";
        "version" = "2.54.7+dfsg-1~deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "librubberband2";
        "scripts" = [ ];
        "source" = "debian:pool/main/r/rubberband/librubberband2_3.1.2+dfsg0-1_amd64.deb";
        "version" = "3.1.2+dfsg0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsamplerate0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libsamplerate/libsamplerate0_0.2.2-3_amd64.deb";
        "version" = "0.2.2-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libsdl2-2.0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libsdl2/libsdl2-2.0-0_2.26.5+dfsg-1_amd64.deb";
        "version" = "2.26.5+dfsg-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libserd-0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/serd/libserd-0-0_0.30.16-1_amd64.deb";
        "version" = "0.30.16-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libshine3";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/shine/libshine3_3.1.1-2_amd64.deb";
        "version" = "3.1.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libslang2";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/slang2/libslang2_2.3.3-3_amd64.deb";
        "version" = "2.3.3-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libsnappy1v5";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/snappy/libsnappy1v5_1.1.9-3_amd64.deb";
        "version" = "1.1.9-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libsndfile1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libsndfile/libsndfile1_1.2.0-1+deb12u1_amd64.deb";
        "version" = "1.2.0-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsndio7.0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/sndio/libsndio7.0_1.9.0-0.3+b2_amd64.deb";
        "version" = "1.9.0-0.3+b2";
      }
      {
        "architecture" = "amd64";
        "package" = "libsodium23";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libsodium/libsodium23_1.0.18-1+deb12u1_amd64.deb";
        "version" = "1.0.18-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsord-0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/sord/libsord-0-0_0.16.14+git221008-1_amd64.deb";
        "version" = "0.16.14+git221008-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsoxr0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libsoxr/libsoxr0_0.1.3-4_amd64.deb";
        "version" = "0.1.3-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libspeex1";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/speex/libspeex1_1.2.1-2_amd64.deb";
        "version" = "1.2.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libsphinxbase3";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/sphinxbase/libsphinxbase3_0.8+5prealpha+1-16_amd64.deb";
        "version" = "0.8+5prealpha+1-16";
      }
      {
        "architecture" = "amd64";
        "package" = "libsratom-0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/sratom/libsratom-0-0_0.6.14-1_amd64.deb";
        "version" = "0.6.14-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsrt1.5-gnutls";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/s/srt/libsrt1.5-gnutls_1.5.1-1+deb12u2_amd64.deb";
        "version" = "1.5.1-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libssh-gcrypt-4";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/libs/libssh/libssh-gcrypt-4_0.10.6-0+deb12u3_amd64.deb";
        "version" = "0.10.6-0+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libsvtav1enc1";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/svt-av1/libsvtav1enc1_1.4.1+dfsg-1_amd64.deb";
        "version" = "1.4.1+dfsg-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libswresample4";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libswresample4_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libswscale6";
        "scripts" = [ ];
        "source" = "debian:pool/main/f/ffmpeg/libswscale6_5.1.9-0+deb12u1_amd64.deb";
        "version" = "7:5.1.9-0+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsystemd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/systemd/libsystemd0_252.39-1~deb12u2_amd64.deb";
        "version" = "252.39-1~deb12u2";
      }
      {
        "architecture" = "all";
        "package" = "libthai-data";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libthai/libthai-data_0.1.29-1_all.deb";
        "version" = "0.1.29-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libthai0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libthai/libthai0_0.1.29-1_amd64.deb";
        "version" = "0.1.29-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtheora0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libtheora/libtheora0_1.1.1+dfsg.1-16.1+deb12u1_amd64.deb";
        "version" = "1.1.1+dfsg.1-16.1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtiff6";
        "scripts" = [ ];
        "source" = "debian:pool/main/t/tiff/libtiff6_4.5.0-6+deb12u4_amd64.deb";
        "version" = "4.5.0-6+deb12u4";
      }
      {
        "architecture" = "amd64";
        "package" = "libtwolame0";
        "scripts" = [ ];
        "source" = "debian:pool/main/t/twolame/libtwolame0_0.4.0-2_amd64.deb";
        "version" = "0.4.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libudev1";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/systemd/libudev1_252.39-1~deb12u2_amd64.deb";
        "version" = "252.39-1~deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libudfread0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libu/libudfread/libudfread0_1.1.2-1_amd64.deb";
        "version" = "1.1.2-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libusb-1.0-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libu/libusb-1.0/libusb-1.0-0_1.0.26-1_amd64.deb";
        "version" = "2:1.0.26-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libva-drm2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libva/libva-drm2_2.17.0-1_amd64.deb";
        "version" = "2.17.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libva-x11-2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libva/libva-x11-2_2.17.0-1_amd64.deb";
        "version" = "2.17.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libva2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libva/libva2_2.17.0-1_amd64.deb";
        "version" = "2.17.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libvdpau1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libvdpau/libvdpau1_1.5-2_amd64.deb";
        "version" = "1.5-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libvidstab1.1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libvidstab/libvidstab1.1_1.1.0-2+b1_amd64.deb";
        "version" = "1.1.0-2+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libvorbis0a";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libvorbis/libvorbis0a_1.3.7-1_amd64.deb";
        "version" = "1.3.7-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libvorbisenc2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libvorbis/libvorbisenc2_1.3.7-1_amd64.deb";
        "version" = "1.3.7-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libvorbisfile3";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libvorbis/libvorbisfile3_1.3.7-1_amd64.deb";
        "version" = "1.3.7-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libvpx7";
        "scripts" = [ ];
        "source" = "debian:pool/main/libv/libvpx/libvpx7_1.12.0-1+deb12u5_amd64.deb";
        "version" = "1.12.0-1+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "libvulkan1";
        "scripts" = [ ];
        "source" = "debian:pool/main/v/vulkan-loader/libvulkan1_1.3.239.0-1_amd64.deb";
        "version" = "1.3.239.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libwayland-client0";
        "scripts" = [ ];
        "source" = "debian:pool/main/w/wayland/libwayland-client0_1.21.0-1_amd64.deb";
        "version" = "1.21.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libwayland-cursor0";
        "scripts" = [ ];
        "source" = "debian:pool/main/w/wayland/libwayland-cursor0_1.21.0-1_amd64.deb";
        "version" = "1.21.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libwayland-egl1";
        "scripts" = [ ];
        "source" = "debian:pool/main/w/wayland/libwayland-egl1_1.21.0-1_amd64.deb";
        "version" = "1.21.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libwayland-server0";
        "scripts" = [ ];
        "source" = "debian:pool/main/w/wayland/libwayland-server0_1.21.0-1_amd64.deb";
        "version" = "1.21.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libwebp7";
        "scripts" = [ ];
        "source" = "debian:pool/main/libw/libwebp/libwebp7_1.2.4-0.2+deb12u1_amd64.deb";
        "version" = "1.2.4-0.2+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libwebpmux3";
        "scripts" = [ ];
        "source" = "debian:pool/main/libw/libwebp/libwebpmux3_1.2.4-0.2+deb12u1_amd64.deb";
        "version" = "1.2.4-0.2+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libx11-6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libx11/libx11-6_1.8.4-2+deb12u2_amd64.deb";
        "version" = "2:1.8.4-2+deb12u2";
      }
      {
        "architecture" = "all";
        "package" = "libx11-data";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libx11/libx11-data_1.8.4-2+deb12u2_all.deb";
        "version" = "2:1.8.4-2+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libx11-xcb1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libx11/libx11-xcb1_1.8.4-2+deb12u2_amd64.deb";
        "version" = "2:1.8.4-2+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libx264-164";
        "scripts" = [ ];
        "source" = "debian:pool/main/x/x264/libx264-164_0.164.3095+gitbaee400-3_amd64.deb";
        "version" = "2:0.164.3095+gitbaee400-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libx265-199";
        "scripts" = [ ];
        "source" = "debian:pool/main/x/x265/libx265-199_3.5-2+b1_amd64.deb";
        "version" = "3.5-2+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxau6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxau/libxau6_1.0.9-1_amd64.deb";
        "version" = "1:1.0.9-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-dri2-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-dri2-0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-dri3-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-dri3-0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-glx0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-glx0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-present0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-present0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-randr0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-randr0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-render0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-render0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-shape0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-shape0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-shm0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-shm0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-sync1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-sync1_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-xfixes0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-xfixes0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb1_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcursor1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcursor/libxcursor1_1.2.1-1_amd64.deb";
        "version" = "1:1.2.1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxdmcp6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxdmcp/libxdmcp6_1.1.2-3_amd64.deb";
        "version" = "1:1.1.2-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libxext6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxext/libxext6_1.3.4-1+b1_amd64.deb";
        "version" = "2:1.3.4-1+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxfixes3";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxfixes/libxfixes3_6.0.0-2_amd64.deb";
        "version" = "1:6.0.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libxi6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxi/libxi6_1.8-1+b1_amd64.deb";
        "version" = "2:1.8-1+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxkbcommon0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxkbcommon/libxkbcommon0_1.5.0-1_amd64.deb";
        "version" = "1.5.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxml2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxml2/libxml2_2.9.14+dfsg-1.3~deb12u6_amd64.deb";
        "version" = "2.9.14+dfsg-1.3~deb12u6";
      }
      {
        "architecture" = "amd64";
        "package" = "libxrandr2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxrandr/libxrandr2_1.5.2-2+b1_amd64.deb";
        "version" = "2:1.5.2-2+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxrender1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxrender/libxrender1_0.9.10-1.1_amd64.deb";
        "version" = "1:0.9.10-1.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxshmfence1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxshmfence/libxshmfence1_1.3-1_amd64.deb";
        "version" = "1.3-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxss1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxss/libxss1_1.2.3-1_amd64.deb";
        "version" = "1:1.2.3-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxv1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxv/libxv1_1.0.11-1.1_amd64.deb";
        "version" = "2:1.0.11-1.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxvidcore4";
        "scripts" = [ ];
        "source" = "debian:pool/main/x/xvidcore/libxvidcore4_1.3.7-1_amd64.deb";
        "version" = "2:1.3.7-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxxf86vm1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxxf86vm/libxxf86vm1_1.1.4-1+b2_amd64.deb";
        "version" = "1:1.1.4-1+b2";
      }
      {
        "architecture" = "amd64";
        "package" = "libzimg2";
        "scripts" = [ ];
        "source" = "debian:pool/main/z/zimg/libzimg2_3.0.4+ds1-1_amd64.deb";
        "version" = "3.0.4+ds1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libzmq5";
        "scripts" = [ ];
        "source" = "debian:pool/main/z/zeromq3/libzmq5_4.3.4-6_amd64.deb";
        "version" = "4.3.4-6";
      }
      {
        "architecture" = "all";
        "package" = "libzvbi-common";
        "scripts" = [ ];
        "source" = "debian:pool/main/z/zvbi/libzvbi-common_0.2.41-1+deb12u1_all.deb";
        "version" = "0.2.41-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libzvbi0";
        "scripts" = [ ];
        "source" = "debian:pool/main/z/zvbi/libzvbi0_0.2.41-1+deb12u1_amd64.deb";
        "version" = "0.2.41-1+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "ocl-icd-libopencl1";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/ocl-icd/ocl-icd-libopencl1_2.3.1-1_amd64.deb";
        "version" = "2.3.1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "shared-mime-info";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/s/shared-mime-info/shared-mime-info_2.2-1_amd64.deb";
        "version" = "2.2-1";
      }
      {
        "architecture" = "all";
        "package" = "xkb-data";
        "scripts" = [ ];
        "source" = "debian:pool/main/x/xkeyboard-config/xkb-data_2.35.1-1_all.deb";
        "version" = "2.35.1-1";
      }
    ];
    "description" = "Debian packages for audio";
    "links" = [
      {
        "path" = "usr/lib/x86_64-linux-gnu/libblas.so.3";
        "target" = "blas/libblas.so.3";
      }
      {
        "path" = "usr/lib/x86_64-linux-gnu/liblapack.so.3";
        "target" = "lapack/liblapack.so.3";
      }
    ];
  };
  "base-cpu-pydeps-wheels" = {
    "description" = "Python packages of base-cpu-pydeps";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:annotated-types/annotated_types-0.7.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:anyio/anyio-4.4.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:certifi/certifi-2024.6.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:click/click-8.1.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:dnspython/dnspython-2.6.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:email-validator/email_validator-2.1.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:fastapi/fastapi-0.111.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:fastapi-cli/fastapi_cli-0.0.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:h11/h11-0.14.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:httpcore/httpcore-1.0.5-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:httptools/httptools-0.6.1-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:httpx/httpx-0.27.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:idna/idna-3.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:jinja2/jinja2-3.1.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:markdown-it-py/markdown_it_py-3.0.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:markupsafe/MarkupSafe-2.1.5-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:mdurl/mdurl-0.1.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:numpy/numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:orjson/orjson-3.10.5-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pydantic/pydantic-2.7.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pydantic-core/pydantic_core-2.18.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pygments/pygments-2.18.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:python-dotenv/python_dotenv-1.0.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:python-multipart/python_multipart-0.0.9-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pyyaml/PyYAML-6.0.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:rich/rich-13.7.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:shellingham/shellingham-1.5.4-py2.py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sniffio/sniffio-1.3.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:starlette/starlette-0.37.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:typer/typer-0.12.3-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:typing-extensions/typing_extensions-4.12.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:ujson/ujson-5.10.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:uvicorn/uvicorn-0.30.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:uvloop/uvloop-0.19.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:watchfiles/watchfiles-0.22.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:websockets/websockets-12.0-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
    ];
  };
  "base-gpu-cu121-wheels" = {
    "description" = "Python packages of base-gpu-cu121";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cuda-nvrtc-cu12/nvidia_cuda_nvrtc_cu12-12.1.105-py3-none-manylinux1_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cuda-runtime-cu12/nvidia_cuda_runtime_cu12-12.1.105-py3-none-manylinux1_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-nvjitlink-cu12/nvidia_nvjitlink_cu12-12.1.105-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "base-python-debs" = {
    "copies" = [
      {
        "append" = "";
        "from" = "usr/share/libc-bin/nsswitch.conf";
        "mode" = "0644";
        "to" = "etc/nsswitch.conf";
      }
      {
        "append" = "appuser:x:10001:10001:appuser:/home/appuser:/usr/sbin/nologin\n";
        "from" = "usr/share/base-passwd/passwd.master";
        "mode" = "0644";
        "to" = "etc/passwd";
      }
      {
        "append" = "appuser:x:10001:\n";
        "from" = "usr/share/base-passwd/group.master";
        "mode" = "0644";
        "to" = "etc/group";
      }
    ];
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "amd64";
        "package" = "base-files";
        "scripts" = [
          "postinst"
        ];
        "source" = "debian:pool/main/b/base-files/base-files_12.4+deb12u15_amd64.deb";
        "version" = "12.4+deb12u15";
      }
      {
        "architecture" = "amd64";
        "package" = "base-passwd";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
        ];
        "source" = "debian:pool/main/b/base-passwd/base-passwd_3.6.1_amd64.deb";
        "version" = "3.6.1";
      }
      {
        "architecture" = "amd64";
        "package" = "coreutils";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/c/coreutils/coreutils_9.1-1_amd64.deb";
        "version" = "9.1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "dash";
        "scripts" = [
          "postinst"
          "postrm"
          "prerm"
        ];
        "source" = "debian:pool/main/d/dash/dash_0.5.12-2_amd64.deb";
        "version" = "0.5.12-2";
      }
      {
        "architecture" = "amd64";
        "package" = "debianutils";
        "scripts" = [
          "postinst"
          "postrm"
          "prerm"
        ];
        "source" = "debian:pool/main/d/debianutils/debianutils_5.7-0.5~deb12u1_amd64.deb";
        "version" = "5.7-0.5~deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "gcc-12-base";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/gcc-12-base_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libacl1";
        "scripts" = [ ];
        "source" = "debian:pool/main/a/acl/libacl1_2.3.1-3_amd64.deb";
        "version" = "2.3.1-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libattr1";
        "scripts" = [ ];
        "source" = "debian:pool/main/a/attr/libattr1_2.5.1-4_amd64.deb";
        "version" = "1:2.5.1-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libbz2-1.0";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/bzip2/libbz2-1.0_1.0.8-5+b1_amd64.deb";
        "version" = "1.0.8-5+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libc-bin";
        "scripts" = [
          "postinst"
        ];
        "source" = "debian:pool/main/g/glibc/libc-bin_2.36-9+deb12u14_amd64.deb";
        "version" = "2.36-9+deb12u14";
      }
      {
        "architecture" = "amd64";
        "package" = "libc6";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
        ];
        "source" = "debian:pool/main/g/glibc/libc6_2.36-9+deb12u14_amd64.deb";
        "version" = "2.36-9+deb12u14";
      }
      {
        "architecture" = "amd64";
        "package" = "libcom-err2";
        "scripts" = [ ];
        "source" = "debian:pool/main/e/e2fsprogs/libcom-err2_1.47.0-2+b2_amd64.deb";
        "version" = "1.47.0-2+b2";
      }
      {
        "architecture" = "amd64";
        "package" = "libcrypt1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcrypt/libcrypt1_4.4.33-2_amd64.deb";
        "version" = "1:4.4.33-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libdb5.3";
        "scripts" = [ ];
        "source" = "debian:pool/main/d/db5.3/libdb5.3_5.3.28+dfsg2-1_amd64.deb";
        "version" = "5.3.28+dfsg2-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdebconfclient0";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/cdebconf/libdebconfclient0_0.270_amd64.deb";
        "version" = "0.270";
      }
      {
        "architecture" = "amd64";
        "package" = "libexpat1";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/e/expat/libexpat1_2.5.0-1+deb12u5_amd64.deb";
        "version" = "2.5.0-1+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "libffi8";
        "scripts" = [ ];
        "source" = "debian:pool/main/libf/libffi/libffi8_3.4.4-1_amd64.deb";
        "version" = "3.4.4-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgcc-s1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libgcc-s1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgmp10";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gmp/libgmp10_6.2.1+dfsg1-1.1_amd64.deb";
        "version" = "2:6.2.1+dfsg1-1.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgssapi-krb5-2";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/k/krb5/libgssapi-krb5-2_1.20.1-2+deb12u5_amd64.deb";
        "version" = "1.20.1-2+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "libk5crypto3";
        "scripts" = [ ];
        "source" = "debian:pool/main/k/krb5/libk5crypto3_1.20.1-2+deb12u5_amd64.deb";
        "version" = "1.20.1-2+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "libkeyutils1";
        "scripts" = [ ];
        "source" = "debian:pool/main/k/keyutils/libkeyutils1_1.6.3-2_amd64.deb";
        "version" = "1.6.3-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libkrb5-3";
        "scripts" = [ ];
        "source" = "debian:pool/main/k/krb5/libkrb5-3_1.20.1-2+deb12u5_amd64.deb";
        "version" = "1.20.1-2+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "libkrb5support0";
        "scripts" = [ ];
        "source" = "debian:pool/main/k/krb5/libkrb5support0_1.20.1-2+deb12u5_amd64.deb";
        "version" = "1.20.1-2+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "liblzma5";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/x/xz-utils/liblzma5_5.4.1-1+deb12u2_amd64.deb";
        "version" = "5.4.1-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libncursesw6";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/ncurses/libncursesw6_6.4-4_amd64.deb";
        "version" = "6.4-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libnsl2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libn/libnsl/libnsl2_1.3.0-2_amd64.deb";
        "version" = "1.3.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libpcre2-8-0";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/p/pcre2/libpcre2-8-0_10.42-1+deb12u2_amd64.deb";
        "version" = "10.42-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libpython3.11-minimal";
        "scripts" = [
          "postinst"
          "postrm"
          "prerm"
        ];
        "source" = "debian:pool/updates/main/p/python3.11/libpython3.11-minimal_3.11.2-6+deb12u9_amd64.deb";
        "version" = "3.11.2-6+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "libpython3.11-stdlib";
        "scripts" = [
          "prerm"
        ];
        "source" = "debian:pool/updates/main/p/python3.11/libpython3.11-stdlib_3.11.2-6+deb12u9_amd64.deb";
        "version" = "3.11.2-6+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "libreadline8";
        "scripts" = [ ];
        "source" = "debian:pool/main/r/readline/libreadline8_8.2-1.3_amd64.deb";
        "version" = "8.2-1.3";
      }
      {
        "architecture" = "amd64";
        "package" = "libselinux1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libselinux/libselinux1_3.4-1+b6_amd64.deb";
        "version" = "3.4-1+b6";
      }
      {
        "architecture" = "amd64";
        "package" = "libsqlite3-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/sqlite3/libsqlite3-0_3.40.1-2+deb12u2_amd64.deb";
        "version" = "3.40.1-2+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libssl3";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/o/openssl/libssl3_3.0.22-1~deb12u2_amd64.deb";
        "version" = "3.0.22-1~deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libstdc++6";
        "scripts" = [
          "prerm"
        ];
        "source" = "debian:pool/main/g/gcc-12/libstdc++6_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtinfo6";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/ncurses/libtinfo6_6.4-4_amd64.deb";
        "version" = "6.4-4";
      }
      {
        "architecture" = "all";
        "package" = "libtirpc-common";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libtirpc/libtirpc-common_1.3.3+ds-1_all.deb";
        "version" = "1.3.3+ds-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtirpc3";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libtirpc/libtirpc3_1.3.3+ds-1_amd64.deb";
        "version" = "1.3.3+ds-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libuuid1";
        "scripts" = [ ];
        "source" = "debian:pool/main/u/util-linux/libuuid1_2.38.1-5+deb12u3_amd64.deb";
        "version" = "2.38.1-5+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "mawk";
        "scripts" = [
          "postinst"
          "prerm"
        ];
        "source" = "debian:pool/main/m/mawk/mawk_1.3.4.20200120-3.1_amd64.deb";
        "version" = "1.3.4.20200120-3.1";
      }
      {
        "architecture" = "all";
        "package" = "media-types";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/media-types/media-types_10.0.0_all.deb";
        "version" = "10.0.0";
      }
      {
        "architecture" = "all";
        "package" = "netbase";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/n/netbase/netbase_6.4_all.deb";
        "version" = "6.4";
      }
      {
        "architecture" = "amd64";
        "package" = "python3.11";
        "scripts" = [
          "postinst"
          "prerm"
        ];
        "source" = "debian:pool/updates/main/p/python3.11/python3.11_3.11.2-6+deb12u9_amd64.deb";
        "version" = "3.11.2-6+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "python3.11-minimal";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/updates/main/p/python3.11/python3.11-minimal_3.11.2-6+deb12u9_amd64.deb";
        "version" = "3.11.2-6+deb12u9";
      }
      {
        "architecture" = "all";
        "package" = "readline-common";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/r/readline/readline-common_8.2-1.3_all.deb";
        "version" = "8.2-1.3";
      }
      {
        "architecture" = "amd64";
        "package" = "tini";
        "scripts" = [ ];
        "source" = "debian:pool/main/t/tini/tini_0.19.0-1+b3_amd64.deb";
        "version" = "0.19.0-1+b3";
      }
      {
        "architecture" = "amd64";
        "package" = "zlib1g";
        "scripts" = [ ];
        "source" = "debian:pool/main/z/zlib/zlib1g_1.2.13.dfsg-1_amd64.deb";
        "version" = "1:1.2.13.dfsg-1";
      }
    ];
    "description" = "Debian packages of base-python";
    "dirs" = [
      {
        "gid" = 0;
        "mode" = "0755";
        "path" = "app";
        "uid" = 0;
      }
      {
        "gid" = 10001;
        "mode" = "0755";
        "path" = "home/appuser";
        "uid" = 10001;
      }
      {
        "gid" = 10001;
        "mode" = "0755";
        "path" = "home/appuser/.cache";
        "uid" = 10001;
      }
    ];
    "links" = [
      {
        "path" = "bin";
        "target" = "usr/bin";
      }
      {
        "path" = "lib";
        "target" = "usr/lib";
      }
      {
        "path" = "lib64";
        "target" = "usr/lib64";
      }
      {
        "path" = "sbin";
        "target" = "usr/sbin";
      }
      {
        "path" = "usr/bin/awk";
        "target" = "mawk";
      }
      {
        "path" = "usr/bin/python";
        "target" = "python3.11";
      }
      {
        "path" = "usr/bin/python3";
        "target" = "python3.11";
      }
    ];
  };
  "base-utils-debs" = {
    "certificates" = true;
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "all";
        "package" = "ca-certificates";
        "scripts" = [
          "config"
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/updates/main/c/ca-certificates/ca-certificates_20250419~deb12u2_all.deb";
        "version" = "20250419~deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "curl";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/curl/curl_7.88.1-10+deb12u15_amd64.deb";
        "version" = "7.88.1-10+deb12u15";
      }
      {
        "architecture" = "amd64";
        "package" = "dumb-init";
        "scripts" = [ ];
        "source" = "debian:pool/main/d/dumb-init/dumb-init_1.2.5-2_amd64.deb";
        "version" = "1.2.5-2";
      }
      {
        "architecture" = "amd64";
        "package" = "gosu";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gosu/gosu_1.14-1+b10_amd64.deb";
        "version" = "1.14-1+b10";
      }
      {
        "architecture" = "amd64";
        "package" = "jq";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/j/jq/jq_1.6-2.1+deb12u3_amd64.deb";
        "version" = "1.6-2.1+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libbrotli1";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/b/brotli/libbrotli1_1.0.9-2+deb12u1_amd64.deb";
        "version" = "1.0.9-2+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcurl4";
        "scripts" = [ ];
        "source" = "debian:pool/main/c/curl/libcurl4_7.88.1-10+deb12u15_amd64.deb";
        "version" = "7.88.1-10+deb12u15";
      }
      {
        "architecture" = "amd64";
        "package" = "libgnutls30";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gnutls28/libgnutls30_3.7.9-2+deb12u7_amd64.deb";
        "version" = "3.7.9-2+deb12u7";
      }
      {
        "architecture" = "amd64";
        "package" = "libhogweed6";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/nettle/libhogweed6_3.8.1-2_amd64.deb";
        "version" = "3.8.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libidn2-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libi/libidn2/libidn2-0_2.3.3-1+b1_amd64.deb";
        "version" = "2.3.3-1+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libjq1";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/j/jq/libjq1_1.6-2.1+deb12u3_amd64.deb";
        "version" = "1.6-2.1+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libldap-2.5-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/openldap/libldap-2.5-0_2.5.13+dfsg-5_amd64.deb";
        "version" = "2.5.13+dfsg-5";
      }
      {
        "architecture" = "amd64";
        "package" = "libnettle8";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/nettle/libnettle8_3.8.1-2_amd64.deb";
        "version" = "3.8.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libnghttp2-14";
        "scripts" = [ ];
        "source" = "debian:pool/main/n/nghttp2/libnghttp2-14_1.52.0-1+deb12u3_amd64.deb";
        "version" = "1.52.0-1+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libonig5";
        "scripts" = [ ];
        "source" = "debian:pool/main/libo/libonig/libonig5_6.9.8-1_amd64.deb";
        "version" = "6.9.8-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libp11-kit0";
        "scripts" = [ ];
        "source" = "debian:pool/main/p/p11-kit/libp11-kit0_0.24.1-2_amd64.deb";
        "version" = "0.24.1-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libpsl5";
        "scripts" = [ ];
        "source" = "debian:pool/main/libp/libpsl/libpsl5_0.21.2-1_amd64.deb";
        "version" = "0.21.2-1";
      }
      {
        "architecture" = "amd64";
        "package" = "librtmp1";
        "scripts" = [ ];
        "source" = "debian:pool/main/r/rtmpdump/librtmp1_2.4+20151223.gitfa8646d.1-2+b2_amd64.deb";
        "version" = "2.4+20151223.gitfa8646d.1-2+b2";
      }
      {
        "architecture" = "amd64";
        "package" = "libsasl2-2";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/c/cyrus-sasl2/libsasl2-2_2.1.28+dfsg-10+deb12u1_amd64.deb";
        "version" = "2.1.28+dfsg-10+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libsasl2-modules-db";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/c/cyrus-sasl2/libsasl2-modules-db_2.1.28+dfsg-10+deb12u1_amd64.deb";
        "version" = "2.1.28+dfsg-10+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libssh2-1";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/libs/libssh2/libssh2-1_1.10.0-3+deb12u1_amd64.deb";
        "version" = "1.10.0-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtasn1-6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libtasn1-6/libtasn1-6_4.19.0-2+deb12u1_amd64.deb";
        "version" = "4.19.0-2+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libunistring2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libu/libunistring/libunistring2_1.0-2_amd64.deb";
        "version" = "1.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libzstd1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libz/libzstd/libzstd1_1.5.4+dfsg2-5_amd64.deb";
        "version" = "1.5.4+dfsg2-5";
      }
      {
        "architecture" = "all";
        "package" = "tzdata";
        "scripts" = [
          "config"
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/updates/main/t/tzdata/tzdata_2026f-0+deb12u1_all.deb";
        "version" = "2026f-0+deb12u1";
      }
    ];
    "description" = "Debian packages of base-utils";
    "files" = [
      {
        "gid" = 0;
        "mode" = "0644";
        "path" = "etc/timezone";
        "text" = "Etc/UTC\n";
        "uid" = 0;
      }
    ];
    "links" = [
      {
        "path" = "etc/localtime";
        "target" = "/usr/share/zoneinfo/Etc/UTC";
      }
    ];
  };
  "cross-machine-gpu-scheduler-code" = {
    "description" = "Code of CrossMachineGPUScheduler";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/cross-machine-gpu-scheduler";
      }
    ];
  };
  "cross-machine-gpu-scheduler-wheels" = {
    "description" = "Python packages of cross-machine-gpu-scheduler";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-ml-py/nvidia_ml_py-12.555.43-py3-none-any.whl";
      }
    ];
  };
  "docker-proxy-code" = {
    "description" = "Code of DockerProxy";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/docker-proxy";
      }
    ];
  };
  "docker-proxy-debs" = {
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "amd64";
        "package" = "haproxy";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/updates/main/h/haproxy/haproxy_2.6.12-1+deb12u4_amd64.deb";
        "version" = "2.6.12-1+deb12u4";
      }
      {
        "architecture" = "amd64";
        "package" = "libcap2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcap2/libcap2_2.66-4+deb12u3+b1_amd64.deb";
        "version" = "1:2.66-4+deb12u3+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgcrypt20";
        "scripts" = [
          "postinst"
        ];
        "source" = "debian:pool/main/libg/libgcrypt20/libgcrypt20_1.10.1-3+deb12u1_amd64.deb";
        "version" = "1.10.1-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgpg-error0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libgpg-error/libgpg-error0_1.46-1_amd64.deb";
        "version" = "1.46-1";
      }
      {
        "architecture" = "amd64";
        "package" = "liblua5.3-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lua5.3/liblua5.3-0_5.3.6-2_amd64.deb";
        "version" = "5.3.6-2";
      }
      {
        "architecture" = "amd64";
        "package" = "liblz4-1";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lz4/liblz4-1_1.9.4-1_amd64.deb";
        "version" = "1.9.4-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libopentracing-c-wrapper0";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/opentracing-c-wrapper/libopentracing-c-wrapper0_1.1.3-3+b1_amd64.deb";
        "version" = "1.1.3-3+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libopentracing1";
        "scripts" = [ ];
        "source" = "debian:pool/main/o/opentracing-cpp/libopentracing1_1.6.0-4_amd64.deb";
        "version" = "1.6.0-4";
      }
      {
        "architecture" = "amd64";
        "package" = "libsystemd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/systemd/libsystemd0_252.39-1~deb12u2_amd64.deb";
        "version" = "252.39-1~deb12u2";
      }
    ];
    "description" = "Debian packages for docker-proxy";
  };
  "family-llm-cu121-debs" = {
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "amd64";
        "package" = "binutils";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/binutils_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "binutils-common";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/binutils-common_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "binutils-x86-64-linux-gnu";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/binutils-x86-64-linux-gnu_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "cpp";
        "scripts" = [
          "postinst"
          "prerm"
        ];
        "source" = "debian:pool/main/g/gcc-defaults/cpp_12.2.0-3_amd64.deb";
        "version" = "4:12.2.0-3";
      }
      {
        "architecture" = "amd64";
        "package" = "cpp-12";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/cpp-12_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "gcc";
        "scripts" = [
          "postinst"
          "prerm"
        ];
        "source" = "debian:pool/main/g/gcc-defaults/gcc_12.2.0-3_amd64.deb";
        "version" = "4:12.2.0-3";
      }
      {
        "architecture" = "amd64";
        "package" = "gcc-12";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/gcc-12_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libasan8";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libasan8_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libatomic1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libatomic1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libbinutils";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/libbinutils_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libc-dev-bin";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/glibc/libc-dev-bin_2.36-9+deb12u14_amd64.deb";
        "version" = "2.36-9+deb12u14";
      }
      {
        "architecture" = "amd64";
        "package" = "libc6-dev";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/glibc/libc6-dev_2.36-9+deb12u14_amd64.deb";
        "version" = "2.36-9+deb12u14";
      }
      {
        "architecture" = "amd64";
        "package" = "libcc1-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libcc1-0_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcrypt-dev";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/main/libx/libxcrypt/libcrypt-dev_4.4.33-2_amd64.deb";
        "version" = "1:4.4.33-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libctf-nobfd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/libctf-nobfd0_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libctf0";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/libctf0_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libexpat1-dev";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/e/expat/libexpat1-dev_2.5.0-1+deb12u5_amd64.deb";
        "version" = "2.5.0-1+deb12u5";
      }
      {
        "architecture" = "amd64";
        "package" = "libgcc-12-dev";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libgcc-12-dev_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgomp1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libgomp1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgprofng0";
        "scripts" = [ ];
        "source" = "debian:pool/main/b/binutils/libgprofng0_2.40-2_amd64.deb";
        "version" = "2.40-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libisl23";
        "scripts" = [ ];
        "source" = "debian:pool/main/i/isl/libisl23_0.25-1.1_amd64.deb";
        "version" = "0.25-1.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libitm1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libitm1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libjansson4";
        "scripts" = [ ];
        "source" = "debian:pool/main/j/jansson/libjansson4_2.14-2_amd64.deb";
        "version" = "2.14-2";
      }
      {
        "architecture" = "amd64";
        "package" = "liblsan0";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/liblsan0_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmpc3";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mpclib3/libmpc3_1.3.1-1_amd64.deb";
        "version" = "1.3.1-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmpfr6";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mpfr4/libmpfr6_4.2.0-1_amd64.deb";
        "version" = "4.2.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libnsl-dev";
        "scripts" = [ ];
        "source" = "debian:pool/main/libn/libnsl/libnsl-dev_1.3.0-2_amd64.deb";
        "version" = "1.3.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libpython3.11";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/p/python3.11/libpython3.11_3.11.2-6+deb12u9_amd64.deb";
        "version" = "3.11.2-6+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "libpython3.11-dev";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/p/python3.11/libpython3.11-dev_3.11.2-6+deb12u9_amd64.deb";
        "version" = "3.11.2-6+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "libquadmath0";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libquadmath0_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtirpc-dev";
        "scripts" = [ ];
        "source" = "debian:pool/main/libt/libtirpc/libtirpc-dev_1.3.3+ds-1_amd64.deb";
        "version" = "1.3.3+ds-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libtsan2";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libtsan2_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libubsan1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libubsan1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "linux-libc-dev";
        "scripts" = [ ];
        "source" = "debian:pool/updates/main/l/linux/linux-libc-dev_6.1.192-2_amd64.deb";
        "version" = "6.1.192-2";
      }
      {
        "architecture" = "amd64";
        "package" = "rpcsvc-proto";
        "scripts" = [ ];
        "source" = "debian:pool/main/r/rpcsvc-proto/rpcsvc-proto_1.4.3-1_amd64.deb";
        "version" = "1.4.3-1";
      }
      {
        "architecture" = "amd64";
        "package" = "zlib1g-dev";
        "scripts" = [ ];
        "source" = "debian:pool/main/z/zlib/zlib1g-dev_1.2.13.dfsg-1_amd64.deb";
        "version" = "1:1.2.13.dfsg-1";
      }
    ];
    "description" = "Debian packages of family-llm-cu121";
    "links" = [
      {
        "path" = "usr/bin/cc";
        "target" = "gcc";
      }
    ];
  };
  "family-llm-cu121-wheels" = {
    "description" = "Python packages of family-llm-cu121";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:accelerate/accelerate-0.31.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:aiosignal/aiosignal-1.3.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:annotated-types/annotated_types-0.7.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:anyio/anyio-4.4.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:attrs/attrs-23.2.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:certifi/certifi-2024.6.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:charset-normalizer/charset_normalizer-3.3.2-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:click/click-8.1.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:cloudpickle/cloudpickle-3.0.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:cmake/cmake-3.29.5.1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:diskcache/diskcache-5.6.3-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:dnspython/dnspython-2.6.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:email-validator/email_validator-2.1.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:fastapi/fastapi-0.111.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:fastapi-cli/fastapi_cli-0.0.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:frozenlist/frozenlist-1.4.1-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:h11/h11-0.14.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:httpcore/httpcore-1.0.5-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:httptools/httptools-0.6.1-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:httpx/httpx-0.27.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:huggingface-hub/huggingface_hub-0.23.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:idna/idna-3.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:interegular/interegular-0.3.3-py37-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:joblib/joblib-1.4.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:jsonschema/jsonschema-4.22.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:jsonschema-specifications/jsonschema_specifications-2023.12.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:lark/lark-1.1.9-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:llvmlite/llvmlite-0.43.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:lm-format-enforcer/lm_format_enforcer-0.9.8-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:markdown-it-py/markdown_it_py-3.0.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:mdurl/mdurl-0.1.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:msgpack/msgpack-1.0.8-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:nest-asyncio/nest_asyncio-1.6.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:ninja/ninja-1.11.1-py2.py3-none-manylinux_2_12_x86_64.manylinux2010_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:numba/numba-0.60.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-ml-py/nvidia_ml_py-12.555.43-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:orjson/orjson-3.10.5-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:outlines/outlines-0.0.34-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:packaging/packaging-24.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:prometheus-client/prometheus_client-0.20.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:protobuf/protobuf-5.27.1-cp38-abi3-manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:psutil/psutil-5.9.8-cp36-abi3-manylinux_2_12_x86_64.manylinux2010_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:py-cpuinfo/py_cpuinfo-9.0.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pydantic/pydantic-2.7.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pydantic-core/pydantic_core-2.18.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pygments/pygments-2.18.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:python-dotenv/python_dotenv-1.0.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:python-multipart/python_multipart-0.0.9-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pyyaml/PyYAML-6.0.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:referencing/referencing-0.35.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:regex/regex-2024.5.15-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:requests/requests-2.32.3-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:rich/rich-13.7.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:rpds-py/rpds_py-0.18.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:safetensors/safetensors-0.4.3-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:scipy/scipy-1.13.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sentencepiece/sentencepiece-0.2.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:shellingham/shellingham-1.5.4-py2.py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sniffio/sniffio-1.3.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:starlette/starlette-0.37.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:tiktoken/tiktoken-0.6.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:tokenizers/tokenizers-0.19.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:tqdm/tqdm-4.66.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:transformers/transformers-4.41.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:typer/typer-0.12.3-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:ujson/ujson-5.10.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:urllib3/urllib3-2.2.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:uvicorn/uvicorn-0.30.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:uvloop/uvloop-0.19.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:watchfiles/watchfiles-0.22.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:websockets/websockets-12.0-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
    ];
  };
  "family-torch-cu121-wheels" = {
    "description" = "Python packages of family-torch-cu121";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:filelock/filelock-3.15.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:fsspec/fsspec-2024.6.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:jinja2/jinja2-3.1.4-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:markupsafe/MarkupSafe-2.1.5-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:mpmath/mpmath-1.3.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:networkx/networkx-3.3-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:numpy/numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cuda-cupti-cu12/nvidia_cuda_cupti_cu12-12.1.105-py3-none-manylinux1_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-nvtx-cu12/nvidia_nvtx_cu12-12.1.105-py3-none-manylinux1_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pillow/pillow-10.3.0-cp311-cp311-manylinux_2_28_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:setuptools/setuptools-70.0.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sympy/sympy-1.12.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:torchvision/torchvision-0.17.2-cp311-cp311-manylinux1_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:typing-extensions/typing_extensions-4.12.2-py3-none-any.whl";
      }
    ];
  };
  "family-vision-cu121-debs" = {
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "amd64";
        "package" = "libblkid1";
        "scripts" = [ ];
        "source" = "debian:pool/main/u/util-linux/libblkid1_2.38.1-5+deb12u3_amd64.deb";
        "version" = "2.38.1-5+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libbsd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libb/libbsd/libbsd0_0.11.7-2_amd64.deb";
        "version" = "0.11.7-2";
      }
      {
        "architecture" = "all";
        "package" = "libdrm-common";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdrm/libdrm-common_2.4.114-1_all.deb";
        "version" = "2.4.114-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libdrm2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libd/libdrm/libdrm2_2.4.114-1+b1_amd64.deb";
        "version" = "2.4.114-1+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgl1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libglvnd/libgl1_1.6.0-1_amd64.deb";
        "version" = "1.6.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libglapi-mesa";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mesa/libglapi-mesa_22.3.6-1+deb12u2_amd64.deb";
        "version" = "22.3.6-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libglib2.0-0";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/main/g/glib2.0/libglib2.0-0_2.74.6-2+deb12u9_amd64.deb";
        "version" = "2.74.6-2+deb12u9";
      }
      {
        "architecture" = "amd64";
        "package" = "libglvnd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libglvnd/libglvnd0_1.6.0-1_amd64.deb";
        "version" = "1.6.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libglx-mesa0";
        "scripts" = [ ];
        "source" = "debian:pool/main/m/mesa/libglx-mesa0_22.3.6-1+deb12u2_amd64.deb";
        "version" = "22.3.6-1+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libglx0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libglvnd/libglx0_1.6.0-1_amd64.deb";
        "version" = "1.6.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libice6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libi/libice/libice6_1.0.10-1_amd64.deb";
        "version" = "2:1.0.10-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libmd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libm/libmd/libmd0_1.0.4-2_amd64.deb";
        "version" = "1.0.4-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libmount1";
        "scripts" = [ ];
        "source" = "debian:pool/main/u/util-linux/libmount1_2.38.1-5+deb12u3_amd64.deb";
        "version" = "2.38.1-5+deb12u3";
      }
      {
        "architecture" = "amd64";
        "package" = "libsm6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libs/libsm/libsm6_1.2.3-1_amd64.deb";
        "version" = "2:1.2.3-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libx11-6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libx11/libx11-6_1.8.4-2+deb12u2_amd64.deb";
        "version" = "2:1.8.4-2+deb12u2";
      }
      {
        "architecture" = "all";
        "package" = "libx11-data";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libx11/libx11-data_1.8.4-2+deb12u2_all.deb";
        "version" = "2:1.8.4-2+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libx11-xcb1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libx11/libx11-xcb1_1.8.4-2+deb12u2_amd64.deb";
        "version" = "2:1.8.4-2+deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "libxau6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxau/libxau6_1.0.9-1_amd64.deb";
        "version" = "1:1.0.9-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-dri2-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-dri2-0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-dri3-0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-dri3-0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-glx0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-glx0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-present0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-present0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-randr0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-randr0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-shm0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-shm0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-sync1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-sync1_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb-xfixes0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb-xfixes0_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxcb1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxcb/libxcb1_1.15-1_amd64.deb";
        "version" = "1.15-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxdmcp6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxdmcp/libxdmcp6_1.1.2-3_amd64.deb";
        "version" = "1:1.1.2-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libxext6";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxext/libxext6_1.3.4-1+b1_amd64.deb";
        "version" = "2:1.3.4-1+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxfixes3";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxfixes/libxfixes3_6.0.0-2_amd64.deb";
        "version" = "1:6.0.0-2";
      }
      {
        "architecture" = "amd64";
        "package" = "libxrender1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxrender/libxrender1_0.9.10-1.1_amd64.deb";
        "version" = "1:0.9.10-1.1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxshmfence1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxshmfence/libxshmfence1_1.3-1_amd64.deb";
        "version" = "1.3-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libxxf86vm1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libx/libxxf86vm/libxxf86vm1_1.1.4-1+b2_amd64.deb";
        "version" = "1:1.1.4-1+b2";
      }
    ];
    "description" = "Debian packages of family-vision-cu121";
  };
  "family-vision-cu121-wheels" = {
    "description" = "Python packages of family-vision-cu121";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:coloredlogs/coloredlogs-15.0.1-py2.py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:flatbuffers/flatbuffers-25.2.10-py2.py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:humanfriendly/humanfriendly-10.0-py2.py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:mpmath/mpmath-1.3.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:numpy/numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:opencv-python-headless/opencv_python_headless-4.10.0.84-cp37-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:packaging/packaging-25.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:protobuf/protobuf-6.31.1-cp39-abi3-manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sympy/sympy-1.14.0-py3-none-any.whl";
      }
    ];
  };
  "family-web-wheels" = {
    "description" = "Python packages of family-web";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:gunicorn/gunicorn-22.0.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:packaging/packaging-24.1-py3-none-any.whl";
      }
    ];
  };
  "legacy-py311-cpu-wheels" = {
    "description" = "Python packages of legacy-py311-cpu";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:anyio/anyio-4.4.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:fastapi/fastapi-0.110.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:idna/idna-3.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:pydantic/pydantic-1.10.15-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sniffio/sniffio-1.3.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:starlette/starlette-0.36.3-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:typing-extensions/typing_extensions-4.12.2-py3-none-any.whl";
      }
    ];
  };
  "mainpc-profile" = {
    "description" = "Machine profile of mainpc";
    "files" = [
      {
        "gid" = 0;
        "mode" = "0644";
        "path" = "etc/machine-profile.json";
        "text" = "{\n  \"CUDA_VISIBLE_DEVICES\": \"0\",\n  \"GPU_VISIBLE_DEVICES\": \"0\",\n  \"MODEL_EVICT_THRESHOLD_PCT\": 90,\n  \"OMP_NUM_THREADS\": 16,\n  \"PYTORCH_CUDA_ALLOC_CONF\": \"max_split_size_mb:64\",\n  \"TORCH_CUDA_ALLOC_CONF\": \"max_split_size_mb:64\",\n  \"TORCH_CUDA_ARCH_LIST\": \"8.9\",\n  \"UVICORN_WORKERS\": 32\n}\n";
        "uid" = 0;
      }
    ];
  };
  "pc2-profile" = {
    "description" = "Machine profile of pc2";
    "files" = [
      {
        "gid" = 0;
        "mode" = "0644";
        "path" = "etc/machine-profile.json";
        "text" = "{\n  \"CUDA_VISIBLE_DEVICES\": \"0\",\n  \"GPU_VISIBLE_DEVICES\": \"0\",\n  \"MODEL_EVICT_THRESHOLD_PCT\": 70,\n  \"OMP_NUM_THREADS\": 4,\n  \"PYTORCH_CUDA_ALLOC_CONF\": \"max_split_size_mb:32\",\n  \"TORCH_CUDA_ALLOC_CONF\": \"max_split_size_mb:32\",\n  \"TORCH_CUDA_ARCH_LIST\": \"8.6\",\n  \"UVICORN_WORKERS\": 8\n}\n";
        "uid" = 0;
      }
    ];
  };
  "redis-code" = {
    "description" = "Code of Redis";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/redis";
      }
    ];
  };
  "redis-debs" = {
    "debPolicy" = {
      "exclude" = [
        "usr/share/bug/"
        "usr/share/doc-base/"
        "usr/share/doc/"
        "usr/share/info/"
        "usr/share/lintian/"
        "usr/share/locale/"
        "usr/share/man/"
      ];
      "keep" = [
        "usr/share/doc/*/copyright"
      ];
    };
    "debs" = [
      {
        "architecture" = "amd64";
        "package" = "libatomic1";
        "scripts" = [ ];
        "source" = "debian:pool/main/g/gcc-12/libatomic1_12.2.0-14+deb12u1_amd64.deb";
        "version" = "12.2.0-14+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libcap2";
        "scripts" = [ ];
        "source" = "debian:pool/main/libc/libcap2/libcap2_2.66-4+deb12u3+b1_amd64.deb";
        "version" = "1:2.66-4+deb12u3+b1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgcrypt20";
        "scripts" = [
          "postinst"
        ];
        "source" = "debian:pool/main/libg/libgcrypt20/libgcrypt20_1.10.1-3+deb12u1_amd64.deb";
        "version" = "1.10.1-3+deb12u1";
      }
      {
        "architecture" = "amd64";
        "package" = "libgpg-error0";
        "scripts" = [ ];
        "source" = "debian:pool/main/libg/libgpg-error/libgpg-error0_1.46-1_amd64.deb";
        "version" = "1.46-1";
      }
      {
        "architecture" = "amd64";
        "package" = "libjemalloc2";
        "scripts" = [ ];
        "source" = "debian:pool/main/j/jemalloc/libjemalloc2_5.3.0-1_amd64.deb";
        "version" = "5.3.0-1";
      }
      {
        "architecture" = "amd64";
        "package" = "liblz4-1";
        "scripts" = [ ];
        "source" = "debian:pool/main/l/lz4/liblz4-1_1.9.4-1_amd64.deb";
        "version" = "1.9.4-1";
      }
      {
        "architecture" = "amd64";
        "package" = "liblzf1";
        "scripts" = [ ];
        "source" = "debian:pool/main/libl/liblzf/liblzf1_3.6-3_amd64.deb";
        "version" = "3.6-3";
      }
      {
        "architecture" = "amd64";
        "package" = "libsystemd0";
        "scripts" = [ ];
        "source" = "debian:pool/main/s/systemd/libsystemd0_252.39-1~deb12u2_amd64.deb";
        "version" = "252.39-1~deb12u2";
      }
      {
        "architecture" = "amd64";
        "package" = "redis-server";
        "scripts" = [
          "postinst"
          "postrm"
          "preinst"
          "prerm"
        ];
        "source" = "debian:pool/updates/main/r/redis/redis-server_7.0.15-1~deb12u10_amd64.deb";
        "version" = "5:7.0.15-1~deb12u10";
      }
      {
        "architecture" = "amd64";
        "package" = "redis-tools";
        "scripts" = [
          "postinst"
          "postrm"
        ];
        "source" = "debian:pool/updates/main/r/redis/redis-tools_7.0.15-1~deb12u10_amd64.deb";
        "version" = "5:7.0.15-1~deb12u10";
      }
    ];
    "description" = "Debian packages for redis";
  };
  "runtime" = {
    "description" = "The runtime with its own wheels, out of the service's way";
    "prefix" = "opt/gen-lock/lib";
    "tree" = [
      {
        "at" = "opt/gen-lock/runtime";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/runtime";
      }
    ];
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:anyio/anyio-4.4.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:click/click-8.1.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:h11/h11-0.14.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:idna/idna-3.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sniffio/sniffio-1.3.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:starlette/starlette-0.37.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:uvicorn/uvicorn-0.30.1-py3-none-any.whl";
      }
    ];
  };
  "self-healing-supervisor-code" = {
    "description" = "Code of SelfHealingSupervisor";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/self-healing-supervisor";
      }
    ];
  };
  "speech-relay-service-code" = {
    "description" = "Code of SpeechRelayService";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/relay";
      }
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/speech-relay-service";
      }
    ];
  };
  "speech-relay-service-wheels" = {
    "description" = "Python packages of speech-relay-service";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:anyio/anyio-4.4.0-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:idna/idna-3.7-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:sniffio/sniffio-1.3.1-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:starlette/starlette-0.37.2-py3-none-any.whl";
      }
      {
        "admit" = [ ];
        "source" = "pypi:websockets/websockets-12.0-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
    ];
  };
  "streaming-translation-proxy-code" = {
    "description" = "Code of StreamingTranslationProxy";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/relay";
      }
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/streaming-translation-proxy";
      }
    ];
  };
  "unified-observability-center-code" = {
    "description" = "Code of UnifiedObservabilityCenter";
    "tree" = [
      {
        "at" = "app";
        "ignore" = [
          ".cache"
          ".pytest_cache"
          "*.log"
          "*.pyc"
          "__pycache__"
          "data"
          "logs"
          "models"
          "requirements.in"
          "pylock.toml"
          "README.md"
          "runtime.toml"
          "tests"
        ];
        "path" = "services/unified-observability-center";
      }
    ];
  };
  "wheel-nvidia-cublas-cu12-12.1.3.1" = {
    "description" = "nvidia-cublas-cu12 12.1.3.1";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cublas-cu12/nvidia_cublas_cu12-12.1.3.1-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-cudnn-cu12-8.9.2.26" = {
    "description" = "nvidia-cudnn-cu12 8.9.2.26";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cudnn-cu12/nvidia_cudnn_cu12-8.9.2.26-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-cudnn-cu12-9.1.1.17" = {
    "description" = "nvidia-cudnn-cu12 9.1.1.17";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cudnn-cu12/nvidia_cudnn_cu12-9.1.1.17-py3-none-manylinux2014_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-cufft-cu12-11.0.2.54" = {
    "description" = "nvidia-cufft-cu12 11.0.2.54";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cufft-cu12/nvidia_cufft_cu12-11.0.2.54-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-curand-cu12-10.3.2.106" = {
    "description" = "nvidia-curand-cu12 10.3.2.106";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-curand-cu12/nvidia_curand_cu12-10.3.2.106-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-cusolver-cu12-11.4.5.107" = {
    "description" = "nvidia-cusolver-cu12 11.4.5.107";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cusolver-cu12/nvidia_cusolver_cu12-11.4.5.107-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-cusparse-cu12-12.1.0.106" = {
    "description" = "nvidia-cusparse-cu12 12.1.0.106";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-cusparse-cu12/nvidia_cusparse_cu12-12.1.0.106-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-nvidia-nccl-cu12-2.19.3" = {
    "description" = "nvidia-nccl-cu12 2.19.3";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:nvidia-nccl-cu12/nvidia_nccl_cu12-2.19.3-py3-none-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-onnxruntime-gpu-1.20.2" = {
    "description" = "onnxruntime-gpu 1.20.2";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:onnxruntime-gpu/onnxruntime_gpu-1.20.2-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl";
      }
    ];
  };
  "wheel-ray-2.24.0" = {
    "description" = "ray 2.24.0";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:ray/ray-2.24.0-cp311-cp311-manylinux2014_x86_64.whl";
      }
    ];
  };
  "wheel-torch-2.2.2" = {
    "description" = "torch 2.2.2";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:torch/torch-2.2.2-cp311-cp311-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-triton-2.2.0" = {
    "description" = "triton 2.2.0";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:triton/triton-2.2.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
      }
    ];
  };
  "wheel-vllm-0.4.1" = {
    "description" = "vllm 0.4.1";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:vllm/vllm-0.4.1-cp311-cp311-manylinux1_x86_64.whl";
      }
    ];
  };
  "wheel-xformers-0.0.25.post1" = {
    "description" = "xformers 0.0.25.post1";
    "wheels" = [
      {
        "admit" = [ ];
        "source" = "pypi:xformers/xformers-0.0.25.post1-cp311-cp311-manylinux2014_x86_64.whl";
      }
    ];
  };
}
