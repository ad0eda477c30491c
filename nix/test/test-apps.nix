let
  gen-lock = { outPath = "/tool"; meta.description = "A tool"; };
  apps = import ../apps.nix { inherit gen-lock; };
in
{
  program = { expr = apps.gen-lock.program; expected = "/tool/bin/gen-lock"; };
  default = { expr = apps.default; expected = apps.gen-lock; };
  description = { expr = apps.default.meta.description; expected = "A tool"; };
}
