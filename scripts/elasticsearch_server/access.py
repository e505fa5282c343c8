"""How a server is asked: openly, or through TLS with a password."""

import base64
import http.client
import json
import ssl
from pathlib import Path
from typing import Any

SECONDS = 10.0
"""For one answer."""


class Refused(Exception):
    """The server answered, with a status that is no success."""


class Access:
    """Asks the nodes of one cluster. ``ca``: file of the authority behind their TLS."""

    def __init__(self, ca: Path | None = None, user: str = "", password: str = ""):
        self.ca = ca
        self._context = (
            None if ca is None else ssl.create_default_context(cafile=str(ca))
        )
        self._headers = {"Content-Type": "application/json"}
        if ca is not None:
            pair = base64.b64encode(f"{user}:{password}".encode()).decode()
            self._headers["Authorization"] = f"Basic {pair}"

    def url(self, port: int) -> str:
        scheme = "http" if self.ca is None else "https"
        return f"{scheme}://127.0.0.1:{port}"

    def ask(self, port: int, method: str, path: str, body: object = None) -> Any:
        """What the node answers, read from its JSON.

        Raises Refused, OSError or http.client.HTTPException, and ValueError for an
        answer that broke off.
        """
        connection = self._connection(port)
        try:
            content = None if body is None else json.dumps(body)
            connection.request(method, path, content, self._headers)
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise Refused(f"{method} {path}: {response.status} {answer.decode()}")
        return json.loads(answer)

    def succeeds(self, port: int, path: str) -> bool:
        """Whether the node answers, and with success."""
        try:
            self.ask(port, "GET", path)
        except (Refused, OSError, http.client.HTTPException, ValueError):
            return False
        return True

    def _connection(self, port: int) -> http.client.HTTPConnection:
        if self._context is None:
            return http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        return http.client.HTTPSConnection(
            "127.0.0.1", port, timeout=SECONDS, context=self._context
        )
