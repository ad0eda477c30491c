"""Entry point of every service image: `python -I -S main.py`.

Started isolated and without `site`, so `sys.path` holds the standard library alone. What else belongs on it is decided
here for the supervisor and in `runtime/worker.py` for the processes that serve an app.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).absolute().parent


def main(arguments: list[str]) -> int:
    sys.path.append(str(FOLDER))
    from runtime.layout import Layout

    layout = Layout.around(FOLDER)
    if arguments[:1] == ["worker"]:
        from runtime import worker

        return worker.main(layout, *arguments[1:])
    sys.path.append(str(layout.lib))
    from runtime import supervisor

    return supervisor.main(layout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
