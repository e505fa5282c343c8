"""A server that is a few lines of Python, in the place of the archive's."""

import sys
from collections.abc import Callable
from pathlib import Path

ANSWERS = """
import json, os, pathlib, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

config = pathlib.Path(os.environ["ES_PATH_CONF"]) / "elasticsearch.yml"
settings = dict(line.split(": ", 1) for line in config.read_text().splitlines())

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

HTTPServer(("127.0.0.1", int(settings["http.port"])), Handler).serve_forever()
"""
DIES = """
print("[INFO ] starting")
print("[ERROR] [node-1] fatal exception while booting Elasticsearch java.lang."
      "IllegalArgumentException: unknown setting [foo.bar]")
print("ERROR: Elasticsearch died while starting up, with exit code 1")
raise SystemExit(1)
"""
NEVER_READY = """
import time
print("[INFO ] still thinking", flush=True)
time.sleep(600)
"""


def archive_of(program: str) -> Callable[[Path], Path]:
    """What takes the place of ``archive.unpacked``, with this program as server."""

    def unpacked(folder: Path) -> Path:
        home = folder / "home"
        (home / "bin").mkdir(parents=True)
        (home / "config/jvm.options.d").mkdir(parents=True)
        (home / "config/jvm.options").write_text("-XX:+UseG1GC\n")
        server = home / "bin/elasticsearch"
        server.write_text(f"#!{sys.executable}\n{program}")
        server.chmod(0o755)
        return home

    return unpacked
