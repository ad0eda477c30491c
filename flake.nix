{
  description = "A fleet of OCI images, built bit for bit from locks: no nixpkgs, no daemon, no network";

  # No inputs: everything that a build reads is locked in build-lock.json.
  # The whole of it is a table of names and files: nix/default.nix.
  outputs = { self }: import ./nix { };
}
