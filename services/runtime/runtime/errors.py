"""What stops the runtime before anything is served: exit code 2."""


class CannotRun(Exception):
    """One message a line, each with its value and what was expected."""
