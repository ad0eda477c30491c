# A folder of the repository in the store, without what its ignore list names:
# a change in an ignored file, or in another folder, changes no layer.
{ root, ignore, store-name }:
tree:
builtins.path {
  name = store-name tree.path;
  path = root + "/${tree.path}";
  filter = ignore (tree.ignore or [ ]);
}
