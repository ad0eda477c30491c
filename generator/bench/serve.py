"""A folder as an index that pip may cache: `serve.py FOLDER PORT_FILE`; any free port, written to the file."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, *_) -> None:
        pass


folder, port_file = sys.argv[1:]
with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
    Path(port_file).write_text(str(server.server_port))
    server.serve_forever()
