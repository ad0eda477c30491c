"""Shows what runs where, from which lock, whether it is healthy and whether it is what was expected."""
