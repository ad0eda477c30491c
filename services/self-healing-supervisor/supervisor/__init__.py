"""Watches the containers of a machine, and restarts those that the engine is told not to."""
