"""How a request is answered: by the application, or by a refusal that never reaches it."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from waitress.task import ErrorTask, WSGITask

from ontology.errors import NotAcceptable
from server.web.http.negotiation import PROBLEM, TEXT, negotiate


class Refusal(ErrorTask):
    """The answer to a request that does not reach the application: problem+json, or text for those who ask for it."""

    def execute(self) -> None:
        """Write it, and close the connection after it."""
        error = self.request.error
        title = HTTPStatus(error.code).phrase
        try:
            chosen = negotiate(self.request.headers.get("ACCEPT"), (PROBLEM, TEXT))
        except NotAcceptable:
            chosen = PROBLEM
        if chosen is TEXT:
            body = f"{error.code} {title}\n{error.body}\n".encode()
        else:
            problem = {"type": "about:blank", "title": title, "status": error.code, "detail": error.body}
            body = json.dumps(problem, indent=1).encode() + b"\n"
        self.status = f"{error.code} {title}"
        self.response_headers += [
            ("Content-Type", chosen.content_type),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Access-Control-Allow-Origin", "*"),
        ]
        self.content_length = len(body)
        self.set_close_on_finish()
        self.write(body)


class Answer(WSGITask):
    """The answer to a request that reaches the application."""

    def get_environment(self) -> dict[str, Any]:
        """The WSGI environment, made once for each request."""
        request = self.request
        if request.environment is None:
            request.environment = super().get_environment()
        made: dict[str, Any] = request.environment
        return made

    def set_close_on_finish(self) -> None:
        """Close the connection after this answer.

        waitress does so after every answer that tells no length. One without a body needs none (RFC 9112, 6.3), and a
        client that has been told that nothing changed will ask again.
        """
        asked = self.request.headers.get("CONNECTION", "").lower() == "close"
        if self.has_body or asked or self.version != "1.1":
            super().set_close_on_finish()
