# Written by `gen-lock generate`; do not edit.
{
  "codec" = "zstd";
  "crates" = {
    "gen-lock" = [
      {
        "source" = "cargo:aho-corasick-1.1.5.crate";
      }
      {
        "source" = "cargo:annotate-snippets-0.12.18.crate";
      }
      {
        "source" = "cargo:anstream-1.0.0.crate";
      }
      {
        "source" = "cargo:anstyle-1.0.14.crate";
      }
      {
        "source" = "cargo:anstyle-parse-1.0.0.crate";
      }
      {
        "source" = "cargo:anstyle-query-1.1.5.crate";
      }
      {
        "source" = "cargo:anstyle-wincon-3.0.11.crate";
      }
      {
        "source" = "cargo:anyhow-1.0.104.crate";
      }
      {
        "source" = "cargo:ar_archive_writer-0.5.5.crate";
      }
      {
        "source" = "cargo:arraydeque-0.5.1.crate";
      }
      {
        "source" = "cargo:arrayvec-0.7.8.crate";
      }
      {
        "source" = "cargo:atomic-waker-1.1.2.crate";
      }
      {
        "source" = "cargo:attribute-derive-0.10.5.crate";
      }
      {
        "source" = "cargo:attribute-derive-macro-0.10.5.crate";
      }
      {
        "source" = "cargo:autocfg-1.5.1.crate";
      }
      {
        "source" = "cargo:base64-0.22.1.crate";
      }
      {
        "source" = "cargo:base64-0.23.1.crate";
      }
      {
        "source" = "cargo:bitflags-2.13.2.crate";
      }
      {
        "source" = "cargo:block-buffer-0.10.4.crate";
      }
      {
        "source" = "cargo:boxcar-0.2.14.crate";
      }
      {
        "source" = "cargo:bstr-1.14.0.crate";
      }
      {
        "source" = "cargo:bumpalo-3.20.4.crate";
      }
      {
        "source" = "cargo:bytes-1.12.2.crate";
      }
      {
        "source" = "cargo:bzip2-0.6.1.crate";
      }
      {
        "source" = "cargo:castaway-0.2.4.crate";
      }
      {
        "source" = "cargo:cc-1.11.3.crate";
      }
      {
        "source" = "cargo:cfg-if-1.0.5.crate";
      }
      {
        "source" = "cargo:cfg_aliases-0.2.2.crate";
      }
      {
        "source" = "cargo:chacha20-0.10.2.crate";
      }
      {
        "source" = "cargo:char_str-0.0.2.crate";
      }
      {
        "source" = "cargo:clap-4.6.9.crate";
      }
      {
        "source" = "cargo:clap_builder-4.6.7.crate";
      }
      {
        "source" = "cargo:clap_complete-4.6.11.crate";
      }
      {
        "source" = "cargo:clap_derive-4.6.9.crate";
      }
      {
        "source" = "cargo:clap_lex-1.1.2.crate";
      }
      {
        "source" = "cargo:collection_literals-1.0.3.crate";
      }
      {
        "source" = "cargo:colorchoice-1.0.5.crate";
      }
      {
        "source" = "cargo:combine-4.6.9.crate";
      }
      {
        "source" = "cargo:compact_str-0.10.0.crate";
      }
      {
        "source" = "cargo:console-0.16.6.crate";
      }
      {
        "source" = "cargo:constant_time_eq-0.6.1.crate";
      }
      {
        "source" = "cargo:content_inspector-0.2.4.crate";
      }
      {
        "source" = "cargo:core-foundation-0.10.1.crate";
      }
      {
        "source" = "cargo:core-foundation-0.9.4.crate";
      }
      {
        "source" = "cargo:core-foundation-sys-0.8.7.crate";
      }
      {
        "source" = "cargo:core_detect-1.0.0.crate";
      }
      {
        "source" = "cargo:cpufeatures-0.2.17.crate";
      }
      {
        "source" = "cargo:cpufeatures-0.3.1.crate";
      }
      {
        "source" = "cargo:crc32fast-1.5.5.crate";
      }
      {
        "source" = "cargo:crossbeam-deque-0.8.8.crate";
      }
      {
        "source" = "cargo:crossbeam-epoch-0.9.21.crate";
      }
      {
        "source" = "cargo:crossbeam-utils-0.8.23.crate";
      }
      {
        "source" = "cargo:crypto-common-0.1.7.crate";
      }
      {
        "source" = "cargo:cvss-3.0.0.crate";
      }
      {
        "source" = "cargo:derive-where-1.7.0.crate";
      }
      {
        "source" = "cargo:digest-0.10.7.crate";
      }
      {
        "source" = "cargo:displaydoc-0.2.7.crate";
      }
      {
        "source" = "cargo:drop_bomb-0.1.5.crate";
      }
      {
        "source" = "cargo:dunce-1.0.5.crate";
      }
      {
        "source" = "cargo:either-1.19.0.crate";
      }
      {
        "source" = "cargo:encode_unicode-1.0.0.crate";
      }
      {
        "source" = "cargo:equivalent-1.0.3.crate";
      }
      {
        "source" = "cargo:errno-0.3.15.crate";
      }
      {
        "source" = "cargo:fastrand-2.5.0.crate";
      }
      {
        "source" = "cargo:filetime-0.2.29.crate";
      }
      {
        "source" = "cargo:find-msvc-tools-0.1.15.crate";
      }
      {
        "source" = "cargo:flate2-1.1.11.crate";
      }
      {
        "source" = "cargo:form_urlencoded-1.2.2.crate";
      }
      {
        "source" = "cargo:futures-channel-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-core-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-io-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-sink-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-task-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-util-0.3.34.crate";
      }
      {
        "source" = "cargo:generic-array-0.14.7.crate";
      }
      {
        "source" = "cargo:get-size-derive2-0.10.3.crate";
      }
      {
        "source" = "cargo:get-size2-0.10.3.crate";
      }
      {
        "source" = "cargo:getopts-0.2.24.crate";
      }
      {
        "source" = "cargo:getrandom-0.2.17.crate";
      }
      {
        "source" = "cargo:getrandom-0.4.3.crate";
      }
      {
        "source" = "cargo:glob-0.3.4.crate";
      }
      {
        "source" = "cargo:hashbrown-0.17.1.crate";
      }
      {
        "source" = "cargo:heck-0.5.0.crate";
      }
      {
        "source" = "cargo:hex-0.4.3.crate";
      }
      {
        "source" = "cargo:html5gum-0.9.0.crate";
      }
      {
        "source" = "cargo:http-1.5.0.crate";
      }
      {
        "source" = "cargo:http-auth-0.1.10.crate";
      }
      {
        "source" = "cargo:http-body-1.1.0.crate";
      }
      {
        "source" = "cargo:http-body-util-0.1.5.crate";
      }
      {
        "source" = "cargo:httparse-1.10.1.crate";
      }
      {
        "source" = "cargo:humantime-2.4.0.crate";
      }
      {
        "source" = "cargo:humantime-serde-1.1.1.crate";
      }
      {
        "source" = "cargo:hyper-1.12.0.crate";
      }
      {
        "source" = "cargo:hyper-rustls-0.27.10.crate";
      }
      {
        "source" = "cargo:hyper-util-0.1.21.crate";
      }
      {
        "source" = "cargo:icu_collections-2.4.0.crate";
      }
      {
        "source" = "cargo:icu_locale_core-2.4.0.crate";
      }
      {
        "source" = "cargo:icu_normalizer-2.4.0.crate";
      }
      {
        "source" = "cargo:icu_normalizer_data-2.4.0.crate";
      }
      {
        "source" = "cargo:icu_properties-2.4.0.crate";
      }
      {
        "source" = "cargo:icu_properties_data-2.4.0.crate";
      }
      {
        "source" = "cargo:icu_provider-2.4.0.crate";
      }
      {
        "source" = "cargo:idna-1.1.0.crate";
      }
      {
        "source" = "cargo:idna_adapter-1.2.2.crate";
      }
      {
        "source" = "cargo:indexmap-2.14.2.crate";
      }
      {
        "source" = "cargo:indicatif-0.18.6.crate";
      }
      {
        "source" = "cargo:insta-1.49.0.crate";
      }
      {
        "source" = "cargo:interpolator-0.5.0.crate";
      }
      {
        "source" = "cargo:ipnet-2.12.2.crate";
      }
      {
        "source" = "cargo:is-macro-0.3.8.crate";
      }
      {
        "source" = "cargo:is_terminal_polyfill-1.70.2.crate";
      }
      {
        "source" = "cargo:itertools-0.13.0.crate";
      }
      {
        "source" = "cargo:itertools-0.15.0.crate";
      }
      {
        "source" = "cargo:itoa-1.0.19.crate";
      }
      {
        "source" = "cargo:jni-0.22.4.crate";
      }
      {
        "source" = "cargo:jni-macros-0.22.4.crate";
      }
      {
        "source" = "cargo:jni-sys-0.4.1.crate";
      }
      {
        "source" = "cargo:jni-sys-macros-0.4.1.crate";
      }
      {
        "source" = "cargo:jobserver-0.1.35.crate";
      }
      {
        "source" = "cargo:js-sys-0.3.107.crate";
      }
      {
        "source" = "cargo:libbz2-rs-sys-0.2.6.crate";
      }
      {
        "source" = "cargo:libc-0.2.191.crate";
      }
      {
        "source" = "cargo:liblzma-0.4.9.crate";
      }
      {
        "source" = "cargo:liblzma-sys-0.4.9.crate";
      }
      {
        "source" = "cargo:linux-raw-sys-0.12.1.crate";
      }
      {
        "source" = "cargo:litemap-0.8.3.crate";
      }
      {
        "source" = "cargo:log-0.4.35.crate";
      }
      {
        "source" = "cargo:manyhow-0.11.4.crate";
      }
      {
        "source" = "cargo:manyhow-macros-0.11.4.crate";
      }
      {
        "source" = "cargo:md-5-0.10.6.crate";
      }
      {
        "source" = "cargo:memchr-2.8.3.crate";
      }
      {
        "source" = "cargo:mio-1.2.5.crate";
      }
      {
        "source" = "cargo:nix-0.31.3.crate";
      }
      {
        "source" = "cargo:normalize-line-endings-0.3.0.crate";
      }
      {
        "source" = "cargo:num-traits-0.2.19.crate";
      }
      {
        "source" = "cargo:object-0.39.1.crate";
      }
      {
        "source" = "cargo:object-0.40.0.crate";
      }
      {
        "source" = "cargo:once_cell-1.21.4.crate";
      }
      {
        "source" = "cargo:once_cell_polyfill-1.70.2.crate";
      }
      {
        "source" = "cargo:openssl-probe-0.2.2.crate";
      }
      {
        "source" = "cargo:ordermap-1.2.2.crate";
      }
      {
        "source" = "cargo:os_pipe-1.2.3.crate";
      }
      {
        "source" = "cargo:pep440_rs-0.7.3.crate";
      }
      {
        "source" = "cargo:pep508_rs-0.9.2.crate";
      }
      {
        "source" = "cargo:percent-encoding-2.3.2.crate";
      }
      {
        "source" = "cargo:phf-0.11.3.crate";
      }
      {
        "source" = "cargo:phf_codegen-0.11.3.crate";
      }
      {
        "source" = "cargo:phf_generator-0.11.3.crate";
      }
      {
        "source" = "cargo:phf_shared-0.11.3.crate";
      }
      {
        "source" = "cargo:pin-project-lite-0.2.18.crate";
      }
      {
        "source" = "cargo:pkg-config-0.3.34.crate";
      }
      {
        "source" = "cargo:portable-atomic-1.15.0.crate";
      }
      {
        "source" = "cargo:potential_utf-0.1.6.crate";
      }
      {
        "source" = "cargo:ppv-lite86-0.2.21.crate";
      }
      {
        "source" = "cargo:proc-macro-utils-0.10.0.crate";
      }
      {
        "source" = "cargo:proc-macro2-1.0.107.crate";
      }
      {
        "source" = "cargo:proptest-1.12.0.crate";
      }
      {
        "source" = "cargo:psm-0.1.32.crate";
      }
      {
        "source" = "cargo:quote-1.0.47.crate";
      }
      {
        "source" = "cargo:quote-use-0.8.4.crate";
      }
      {
        "source" = "cargo:quote-use-macros-0.8.4.crate";
      }
      {
        "source" = "cargo:r-efi-6.0.0.crate";
      }
      {
        "source" = "cargo:rand-0.10.4.crate";
      }
      {
        "source" = "cargo:rand-0.8.8.crate";
      }
      {
        "source" = "cargo:rand_chacha-0.3.1.crate";
      }
      {
        "source" = "cargo:rand_core-0.10.1.crate";
      }
      {
        "source" = "cargo:rand_core-0.6.4.crate";
      }
      {
        "source" = "cargo:rand_xorshift-0.5.0.crate";
      }
      {
        "source" = "cargo:rayon-1.12.0.crate";
      }
      {
        "source" = "cargo:rayon-core-1.13.0.crate";
      }
      {
        "source" = "cargo:regex-1.13.2.crate";
      }
      {
        "source" = "cargo:regex-automata-0.4.19.crate";
      }
      {
        "source" = "cargo:regex-syntax-0.8.12.crate";
      }
      {
        "source" = "cargo:reqwest-0.13.5.crate";
      }
      {
        "source" = "cargo:ring-0.17.14.crate";
      }
      {
        "source" = "cargo:ruff_python_ast-0.0.10.crate";
      }
      {
        "source" = "cargo:ruff_python_parser-0.0.10.crate";
      }
      {
        "source" = "cargo:ruff_python_trivia-0.0.10.crate";
      }
      {
        "source" = "cargo:ruff_source_file-0.0.10.crate";
      }
      {
        "source" = "cargo:ruff_text_size-0.0.10.crate";
      }
      {
        "source" = "cargo:rustc-hash-2.1.3.crate";
      }
      {
        "source" = "cargo:rustc_version-0.4.1.crate";
      }
      {
        "source" = "cargo:rustix-1.1.6.crate";
      }
      {
        "source" = "cargo:rustls-0.23.46.crate";
      }
      {
        "source" = "cargo:rustls-native-certs-0.8.5.crate";
      }
      {
        "source" = "cargo:rustls-pki-types-1.16.0.crate";
      }
      {
        "source" = "cargo:rustls-platform-verifier-0.7.1.crate";
      }
      {
        "source" = "cargo:rustls-platform-verifier-android-0.2.0.crate";
      }
      {
        "source" = "cargo:rustls-webpki-0.103.17.crate";
      }
      {
        "source" = "cargo:rustversion-1.0.23.crate";
      }
      {
        "source" = "cargo:ryu-1.0.23.crate";
      }
      {
        "source" = "cargo:same-file-1.0.6.crate";
      }
      {
        "source" = "cargo:saphyr-parser-0.3.4.crate";
      }
      {
        "source" = "cargo:schannel-0.1.30.crate";
      }
      {
        "source" = "cargo:security-framework-3.7.0.crate";
      }
      {
        "source" = "cargo:security-framework-sys-2.17.0.crate";
      }
      {
        "source" = "cargo:semver-1.0.28.crate";
      }
      {
        "source" = "cargo:serde-1.0.229.crate";
      }
      {
        "source" = "cargo:serde_core-1.0.229.crate";
      }
      {
        "source" = "cargo:serde_derive-1.0.229.crate";
      }
      {
        "source" = "cargo:serde_json-1.0.154.crate";
      }
      {
        "source" = "cargo:serde_spanned-1.1.3.crate";
      }
      {
        "source" = "cargo:sha1-0.10.7.crate";
      }
      {
        "source" = "cargo:sha2-0.10.9.crate";
      }
      {
        "source" = "cargo:shlex-1.3.0.crate";
      }
      {
        "source" = "cargo:shlex-2.0.1.crate";
      }
      {
        "source" = "cargo:signal-hook-0.4.6.crate";
      }
      {
        "source" = "cargo:signal-hook-registry-1.4.8.crate";
      }
      {
        "source" = "cargo:simd-adler32-0.3.10.crate";
      }
      {
        "source" = "cargo:simd_cesu8-1.2.0.crate";
      }
      {
        "source" = "cargo:simdutf8-0.1.5.crate";
      }
      {
        "source" = "cargo:similar-2.7.0.crate";
      }
      {
        "source" = "cargo:similar-3.2.1.crate";
      }
      {
        "source" = "cargo:siphasher-1.0.4.crate";
      }
      {
        "source" = "cargo:slab-0.4.12.crate";
      }
      {
        "source" = "cargo:smallvec-1.16.6.crate";
      }
      {
        "source" = "cargo:snapbox-1.2.2.crate";
      }
      {
        "source" = "cargo:snapbox-macros-1.1.0.crate";
      }
      {
        "source" = "cargo:socket2-0.6.5.crate";
      }
      {
        "source" = "cargo:spdx-0.13.6.crate";
      }
      {
        "source" = "cargo:stable_deref_trait-1.2.1.crate";
      }
      {
        "source" = "cargo:stacker-0.1.25.crate";
      }
      {
        "source" = "cargo:static_assertions-1.1.0.crate";
      }
      {
        "source" = "cargo:strsim-0.11.1.crate";
      }
      {
        "source" = "cargo:subtle-2.6.1.crate";
      }
      {
        "source" = "cargo:syn-2.0.119.crate";
      }
      {
        "source" = "cargo:syn-3.0.10.crate";
      }
      {
        "source" = "cargo:sync_wrapper-1.0.2.crate";
      }
      {
        "source" = "cargo:synstructure-0.14.0.crate";
      }
      {
        "source" = "cargo:system-configuration-0.7.0.crate";
      }
      {
        "source" = "cargo:system-configuration-sys-0.6.0.crate";
      }
      {
        "source" = "cargo:tar-0.4.46.crate";
      }
      {
        "source" = "cargo:tempfile-3.27.0.crate";
      }
      {
        "source" = "cargo:terminal_size-0.4.4.crate";
      }
      {
        "source" = "cargo:thin-vec-0.2.21.crate";
      }
      {
        "source" = "cargo:thiserror-1.0.69.crate";
      }
      {
        "source" = "cargo:thiserror-2.0.21.crate";
      }
      {
        "source" = "cargo:thiserror-impl-1.0.69.crate";
      }
      {
        "source" = "cargo:thiserror-impl-2.0.21.crate";
      }
      {
        "source" = "cargo:tinystr-0.8.5.crate";
      }
      {
        "source" = "cargo:tinyvec-1.13.3.crate";
      }
      {
        "source" = "cargo:tokio-1.54.1.crate";
      }
      {
        "source" = "cargo:tokio-rustls-0.26.6.crate";
      }
      {
        "source" = "cargo:toml_datetime-1.1.3+spec-1.1.0.crate";
      }
      {
        "source" = "cargo:toml_edit-0.25.18+spec-1.1.0.crate";
      }
      {
        "source" = "cargo:toml_parser-1.1.5+spec-1.1.0.crate";
      }
      {
        "source" = "cargo:toml_writer-1.2.0+spec-1.1.0.crate";
      }
      {
        "source" = "cargo:tower-0.5.3.crate";
      }
      {
        "source" = "cargo:tower-http-0.6.11.crate";
      }
      {
        "source" = "cargo:tower-layer-0.3.3.crate";
      }
      {
        "source" = "cargo:tower-service-0.3.3.crate";
      }
      {
        "source" = "cargo:tracing-0.1.44.crate";
      }
      {
        "source" = "cargo:tracing-core-0.1.36.crate";
      }
      {
        "source" = "cargo:try-lock-0.2.5.crate";
      }
      {
        "source" = "cargo:trycmd-1.2.1.crate";
      }
      {
        "source" = "cargo:typed-path-0.13.0.crate";
      }
      {
        "source" = "cargo:typenum-1.20.1.crate";
      }
      {
        "source" = "cargo:unarray-0.1.4.crate";
      }
      {
        "source" = "cargo:unicode-ident-1.0.27.crate";
      }
      {
        "source" = "cargo:unicode-normalization-0.1.26.crate";
      }
      {
        "source" = "cargo:unicode-width-0.2.3.crate";
      }
      {
        "source" = "cargo:unicode_names2-1.3.0.crate";
      }
      {
        "source" = "cargo:unicode_names2_generator-1.3.0.crate";
      }
      {
        "source" = "cargo:unit-prefix-0.5.2.crate";
      }
      {
        "source" = "cargo:unscanny-0.1.0.crate";
      }
      {
        "source" = "cargo:untrusted-0.9.0.crate";
      }
      {
        "source" = "cargo:url-2.5.8.crate";
      }
      {
        "source" = "cargo:urlencoding-2.1.3.crate";
      }
      {
        "source" = "cargo:utf8_iter-1.1.0.crate";
      }
      {
        "source" = "cargo:utf8parse-0.2.2.crate";
      }
      {
        "source" = "cargo:utf_types-1.0.0.crate";
      }
      {
        "source" = "cargo:version-ranges-0.1.3.crate";
      }
      {
        "source" = "cargo:version_check-0.9.5.crate";
      }
      {
        "source" = "cargo:wait-timeout-0.2.1.crate";
      }
      {
        "source" = "cargo:walkdir-2.5.0.crate";
      }
      {
        "source" = "cargo:want-0.3.2.crate";
      }
      {
        "source" = "cargo:wasi-0.11.1+wasi-snapshot-preview1.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-0.2.130.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-futures-0.4.80.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-macro-0.2.130.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-macro-support-0.2.130.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-shared-0.2.130.crate";
      }
      {
        "source" = "cargo:web-sys-0.3.107.crate";
      }
      {
        "source" = "cargo:web-time-1.1.0.crate";
      }
      {
        "source" = "cargo:webpki-root-certs-1.0.11.crate";
      }
      {
        "source" = "cargo:winapi-util-0.1.11.crate";
      }
      {
        "source" = "cargo:windows-link-0.2.1.crate";
      }
      {
        "source" = "cargo:windows-registry-0.6.1.crate";
      }
      {
        "source" = "cargo:windows-result-0.4.1.crate";
      }
      {
        "source" = "cargo:windows-strings-0.5.1.crate";
      }
      {
        "source" = "cargo:windows-sys-0.52.0.crate";
      }
      {
        "source" = "cargo:windows-sys-0.61.2.crate";
      }
      {
        "source" = "cargo:windows-targets-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_aarch64_gnullvm-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_aarch64_msvc-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_i686_gnu-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_i686_gnullvm-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_i686_msvc-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_x86_64_gnu-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_x86_64_gnullvm-0.52.6.crate";
      }
      {
        "source" = "cargo:windows_x86_64_msvc-0.52.6.crate";
      }
      {
        "source" = "cargo:winnow-1.0.5.crate";
      }
      {
        "source" = "cargo:writeable-0.6.4.crate";
      }
      {
        "source" = "cargo:yoke-0.8.4.crate";
      }
      {
        "source" = "cargo:yoke-derive-0.8.4.crate";
      }
      {
        "source" = "cargo:zerocopy-0.8.64.crate";
      }
      {
        "source" = "cargo:zerocopy-derive-0.8.64.crate";
      }
      {
        "source" = "cargo:zerofrom-0.1.8.crate";
      }
      {
        "source" = "cargo:zerofrom-derive-0.1.8.crate";
      }
      {
        "source" = "cargo:zeroize-1.9.2.crate";
      }
      {
        "source" = "cargo:zeroize_derive-1.5.0.crate";
      }
      {
        "source" = "cargo:zerotrie-0.2.5.crate";
      }
      {
        "source" = "cargo:zerovec-0.11.9.crate";
      }
      {
        "source" = "cargo:zerovec-derive-0.11.7.crate";
      }
      {
        "source" = "cargo:zip-9.8.1.crate";
      }
      {
        "source" = "cargo:zlib-rs-0.6.8.crate";
      }
      {
        "source" = "cargo:zmij-1.0.23.crate";
      }
      {
        "source" = "cargo:zopfli-0.8.4.crate";
      }
      {
        "source" = "cargo:zstd-0.13.5.crate";
      }
      {
        "source" = "cargo:zstd-safe-7.4.1.crate";
      }
      {
        "source" = "cargo:zstd-sys-2.1.3+zstd.1.5.7.crate";
      }
    ];
    "layer-builder" = [
      {
        "source" = "cargo:block-buffer-0.10.4.crate";
      }
      {
        "source" = "cargo:bumpalo-3.20.4.crate";
      }
      {
        "source" = "cargo:bzip2-0.6.1.crate";
      }
      {
        "source" = "cargo:cc-1.11.3.crate";
      }
      {
        "source" = "cargo:cfg-if-1.0.5.crate";
      }
      {
        "source" = "cargo:cpufeatures-0.2.17.crate";
      }
      {
        "source" = "cargo:crc32fast-1.5.5.crate";
      }
      {
        "source" = "cargo:crypto-common-0.1.7.crate";
      }
      {
        "source" = "cargo:digest-0.10.7.crate";
      }
      {
        "source" = "cargo:find-msvc-tools-0.1.15.crate";
      }
      {
        "source" = "cargo:flate2-1.1.11.crate";
      }
      {
        "source" = "cargo:futures-core-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-io-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-sink-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-task-0.3.34.crate";
      }
      {
        "source" = "cargo:futures-util-0.3.34.crate";
      }
      {
        "source" = "cargo:generic-array-0.14.7.crate";
      }
      {
        "source" = "cargo:getrandom-0.4.3.crate";
      }
      {
        "source" = "cargo:hex-0.4.3.crate";
      }
      {
        "source" = "cargo:itoa-1.0.19.crate";
      }
      {
        "source" = "cargo:jobserver-0.1.35.crate";
      }
      {
        "source" = "cargo:js-sys-0.3.107.crate";
      }
      {
        "source" = "cargo:libbz2-rs-sys-0.2.6.crate";
      }
      {
        "source" = "cargo:libc-0.2.191.crate";
      }
      {
        "source" = "cargo:liblzma-0.4.9.crate";
      }
      {
        "source" = "cargo:liblzma-sys-0.4.9.crate";
      }
      {
        "source" = "cargo:md-5-0.10.6.crate";
      }
      {
        "source" = "cargo:memchr-2.8.3.crate";
      }
      {
        "source" = "cargo:once_cell-1.21.4.crate";
      }
      {
        "source" = "cargo:pep440_rs-0.7.3.crate";
      }
      {
        "source" = "cargo:pin-project-lite-0.2.18.crate";
      }
      {
        "source" = "cargo:pkg-config-0.3.34.crate";
      }
      {
        "source" = "cargo:proc-macro2-1.0.107.crate";
      }
      {
        "source" = "cargo:quote-1.0.47.crate";
      }
      {
        "source" = "cargo:r-efi-6.0.0.crate";
      }
      {
        "source" = "cargo:rand_core-0.10.1.crate";
      }
      {
        "source" = "cargo:rustversion-1.0.23.crate";
      }
      {
        "source" = "cargo:serde-1.0.229.crate";
      }
      {
        "source" = "cargo:serde_core-1.0.229.crate";
      }
      {
        "source" = "cargo:serde_derive-1.0.229.crate";
      }
      {
        "source" = "cargo:serde_json-1.0.154.crate";
      }
      {
        "source" = "cargo:sha2-0.10.9.crate";
      }
      {
        "source" = "cargo:shlex-2.0.1.crate";
      }
      {
        "source" = "cargo:slab-0.4.12.crate";
      }
      {
        "source" = "cargo:smallvec-1.16.6.crate";
      }
      {
        "source" = "cargo:syn-3.0.10.crate";
      }
      {
        "source" = "cargo:thiserror-2.0.21.crate";
      }
      {
        "source" = "cargo:thiserror-impl-2.0.21.crate";
      }
      {
        "source" = "cargo:typenum-1.20.1.crate";
      }
      {
        "source" = "cargo:unicode-ident-1.0.27.crate";
      }
      {
        "source" = "cargo:unicode-width-0.2.3.crate";
      }
      {
        "source" = "cargo:unscanny-0.1.0.crate";
      }
      {
        "source" = "cargo:version-ranges-0.1.3.crate";
      }
      {
        "source" = "cargo:version_check-0.9.5.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-0.2.130.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-macro-0.2.130.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-macro-support-0.2.130.crate";
      }
      {
        "source" = "cargo:wasm-bindgen-shared-0.2.130.crate";
      }
      {
        "source" = "cargo:zlib-rs-0.6.8.crate";
      }
      {
        "source" = "cargo:zmij-1.0.23.crate";
      }
      {
        "source" = "cargo:zstd-0.13.5.crate";
      }
      {
        "source" = "cargo:zstd-safe-7.4.1.crate";
      }
      {
        "source" = "cargo:zstd-sys-2.1.3+zstd.1.5.7.crate";
      }
    ];
  };
  "debs" = [
    "debian:pool/main/b/binutils/binutils_2.40-2_amd64.deb"
    "debian:pool/main/b/binutils/binutils-common_2.40-2_amd64.deb"
    "debian:pool/main/b/binutils/binutils-x86-64-linux-gnu_2.40-2_amd64.deb"
    "debian:pool/updates/main/r/rustc-web/cargo-web_1.96.0+dfsg1-1~deb12u2_amd64.deb"
    "debian:pool/main/g/gcc-defaults/cpp_12.2.0-3_amd64.deb"
    "debian:pool/main/g/gcc-12/cpp-12_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-defaults/gcc_12.2.0-3_amd64.deb"
    "debian:pool/main/g/gcc-12/gcc-12_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-12/gcc-12-base_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-12/libasan8_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-12/libatomic1_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/b/binutils/libbinutils_2.40-2_amd64.deb"
    "debian:pool/updates/main/b/brotli/libbrotli1_1.0.9-2+deb12u1_amd64.deb"
    "debian:pool/main/libb/libbsd/libbsd0_0.11.7-2_amd64.deb"
    "debian:pool/main/g/glibc/libc-dev-bin_2.36-9+deb12u14_amd64.deb"
    "debian:pool/main/g/glibc/libc6_2.36-9+deb12u14_amd64.deb"
    "debian:pool/main/g/glibc/libc6-dev_2.36-9+deb12u14_amd64.deb"
    "debian:pool/main/g/gcc-12/libcc1-0_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/e/e2fsprogs/libcom-err2_1.47.0-2+b2_amd64.deb"
    "debian:pool/main/libx/libxcrypt/libcrypt-dev_4.4.33-2_amd64.deb"
    "debian:pool/main/libx/libxcrypt/libcrypt1_4.4.33-2_amd64.deb"
    "debian:pool/main/b/binutils/libctf-nobfd0_2.40-2_amd64.deb"
    "debian:pool/main/b/binutils/libctf0_2.40-2_amd64.deb"
    "debian:pool/main/c/curl/libcurl4_7.88.1-10+deb12u15_amd64.deb"
    "debian:pool/main/d/db5.3/libdb5.3_5.3.28+dfsg2-1_amd64.deb"
    "debian:pool/main/libe/libedit/libedit2_3.1-20221030-2_amd64.deb"
    "debian:pool/main/libf/libffi/libffi8_3.4.4-1_amd64.deb"
    "debian:pool/main/g/gcc-12/libgcc-12-dev_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-12/libgcc-s1_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/updates/main/libg/libgit2/libgit2-1.5_1.5.1+ds-1+deb12u2_amd64.deb"
    "debian:pool/main/g/gmp/libgmp10_6.2.1+dfsg1-1.1_amd64.deb"
    "debian:pool/main/g/gnutls28/libgnutls30_3.7.9-2+deb12u7_amd64.deb"
    "debian:pool/main/g/gcc-12/libgomp1_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/b/binutils/libgprofng0_2.40-2_amd64.deb"
    "debian:pool/main/k/krb5/libgssapi-krb5-2_1.20.1-2+deb12u5_amd64.deb"
    "debian:pool/main/n/nettle/libhogweed6_3.8.1-2_amd64.deb"
    "debian:pool/main/h/http-parser/libhttp-parser2.9_2.9.4-5_amd64.deb"
    "debian:pool/main/i/icu/libicu72_72.1-3+deb12u1_amd64.deb"
    "debian:pool/main/libi/libidn2/libidn2-0_2.3.3-1+b1_amd64.deb"
    "debian:pool/main/i/isl/libisl23_0.25-1.1_amd64.deb"
    "debian:pool/main/g/gcc-12/libitm1_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/j/jansson/libjansson4_2.14-2_amd64.deb"
    "debian:pool/main/k/krb5/libk5crypto3_1.20.1-2+deb12u5_amd64.deb"
    "debian:pool/main/k/keyutils/libkeyutils1_1.6.3-2_amd64.deb"
    "debian:pool/main/k/krb5/libkrb5-3_1.20.1-2+deb12u5_amd64.deb"
    "debian:pool/main/k/krb5/libkrb5support0_1.20.1-2+deb12u5_amd64.deb"
    "debian:pool/main/o/openldap/libldap-2.5-0_2.5.13+dfsg-5_amd64.deb"
    "debian:pool/updates/main/l/llvm-toolchain-22/libllvm22_22.1.8-1~deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-12/liblsan0_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/updates/main/x/xz-utils/liblzma5_5.4.1-1+deb12u2_amd64.deb"
    "debian:pool/main/m/mbedtls/libmbedcrypto7_2.28.3-1_amd64.deb"
    "debian:pool/main/m/mbedtls/libmbedtls14_2.28.3-1_amd64.deb"
    "debian:pool/main/m/mbedtls/libmbedx509-1_2.28.3-1_amd64.deb"
    "debian:pool/main/libm/libmd/libmd0_1.0.4-2_amd64.deb"
    "debian:pool/main/m/mpclib3/libmpc3_1.3.1-1_amd64.deb"
    "debian:pool/main/m/mpfr4/libmpfr6_4.2.0-1_amd64.deb"
    "debian:pool/main/n/nettle/libnettle8_3.8.1-2_amd64.deb"
    "debian:pool/main/n/nghttp2/libnghttp2-14_1.52.0-1+deb12u3_amd64.deb"
    "debian:pool/main/libn/libnsl/libnsl-dev_1.3.0-2_amd64.deb"
    "debian:pool/main/libn/libnsl/libnsl2_1.3.0-2_amd64.deb"
    "debian:pool/main/p/p11-kit/libp11-kit0_0.24.1-2_amd64.deb"
    "debian:pool/updates/main/p/pcre2/libpcre2-8-0_10.42-1+deb12u2_amd64.deb"
    "debian:pool/main/libp/libpsl/libpsl5_0.21.2-1_amd64.deb"
    "debian:pool/main/g/gcc-12/libquadmath0_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/r/rtmpdump/librtmp1_2.4+20151223.gitfa8646d.1-2+b2_amd64.deb"
    "debian:pool/updates/main/c/cyrus-sasl2/libsasl2-2_2.1.28+dfsg-10+deb12u1_amd64.deb"
    "debian:pool/updates/main/c/cyrus-sasl2/libsasl2-modules-db_2.1.28+dfsg-10+deb12u1_amd64.deb"
    "debian:pool/main/s/sqlite3/libsqlite3-0_3.40.1-2+deb12u2_amd64.deb"
    "debian:pool/updates/main/libs/libssh2/libssh2-1_1.10.0-3+deb12u1_amd64.deb"
    "debian:pool/updates/main/o/openssl/libssl3_3.0.22-1~deb12u2_amd64.deb"
    "debian:pool/updates/main/r/rustc-web/libstd-rust-web-1.96_1.96.0+dfsg1-1~deb12u2_amd64.deb"
    "debian:pool/updates/main/r/rustc-web/libstd-rust-web-dev_1.96.0+dfsg1-1~deb12u2_amd64.deb"
    "debian:pool/main/g/gcc-12/libstdc++6_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/libt/libtasn1-6/libtasn1-6_4.19.0-2+deb12u1_amd64.deb"
    "debian:pool/main/n/ncurses/libtinfo6_6.4-4_amd64.deb"
    "debian:pool/main/libt/libtirpc/libtirpc-common_1.3.3+ds-1_all.deb"
    "debian:pool/main/libt/libtirpc/libtirpc-dev_1.3.3+ds-1_amd64.deb"
    "debian:pool/main/libt/libtirpc/libtirpc3_1.3.3+ds-1_amd64.deb"
    "debian:pool/main/g/gcc-12/libtsan2_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/g/gcc-12/libubsan1_12.2.0-14+deb12u1_amd64.deb"
    "debian:pool/main/libu/libunistring/libunistring2_1.0-2_amd64.deb"
    "debian:pool/main/libx/libxml2/libxml2_2.9.14+dfsg-1.3~deb12u6_amd64.deb"
    "debian:pool/main/z/z3/libz3-4_4.8.12-3.1_amd64.deb"
    "debian:pool/main/libz/libzstd/libzstd1_1.5.4+dfsg2-5_amd64.deb"
    "debian:pool/updates/main/l/linux/linux-libc-dev_6.1.192-2_amd64.deb"
    "debian:pool/main/p/patchelf/patchelf_0.14.3-1+b1_amd64.deb"
    "debian:pool/main/r/rpcsvc-proto/rpcsvc-proto_1.4.3-1_amd64.deb"
    "debian:pool/updates/main/r/rustc-web/rustc-web_1.96.0+dfsg1-1~deb12u2_amd64.deb"
    "debian:pool/main/z/zlib/zlib1g_1.2.13.dfsg-1_amd64.deb"
  ];
  "python" = "3.11";
  "seed" = {
    "narHash" = "sha256-SUza0DfPfQp17oFvwGC5JmPeEwlgKv9DwvnOVdreTEA=";
    "source" = "debian:pool/main/b/busybox/busybox-static_1.35.0-4+deb12u1+b1_amd64.deb";
  };
}
