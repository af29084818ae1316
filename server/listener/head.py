"""One request as it arrives: what its head tells decides how much of a body is read."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import (
    BadRequest,
    Error,
    RequestEntityTooLarge,
    RequestHeaderFieldsTooLarge,
    ServerNotImplemented,
)

from server.listener.wellformed import is_chunked_once, is_host, is_target, says_transfer_encoding

if TYPE_CHECKING:
    from server.settings import Settings

_BEARER = "bearer "
# waitress keeps an unfinished line of a chunked body and looks through all of it again with each packet.
_LONGEST_CHUNK_LINE = 1 << 10
_LONGEST_TRAILER = 1 << 13
# Of one header, all its lines together; other servers take as much. What reads lists takes its time for each item.
_LONGEST_FIELD = 1 << 13
# A chunk costs the loop microseconds however small it is. Whoever streams has 64 bytes to send at a time.
_FREE_FRAMING = 1 << 16
_MOST_FRAMING = 0.1
_RECEIVED_AT_ONCE = 1 << 14
# A client that does not read fills this and the kernel's buffer; then the thread that answers waits for it.
_SENT_AHEAD = 1 << 17
_BODY_IN_MEMORY = 1 << 19
# A small answer is handed over whole. While its client does not read it, it lies on the disk beyond this.
_ANSWER_IN_MEMORY = 1 << 18


class Bounds(Adjustments):
    """What waitress is told, and what it does not know: that a body may be longer with the token for writes."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            host=f"[{settings.host}]" if ":" in settings.host else settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="comity",
            max_request_header_size=settings.max_header_bytes,
            max_request_body_size=settings.max_query_bytes + 1,
            recv_bytes=_RECEIVED_AT_ONCE,
            inbuf_overflow=_BODY_IN_MEMORY,
            outbuf_high_watermark=_SENT_AHEAD,
            outbuf_overflow=_ANSWER_IN_MEMORY,
            # A connection is read while its request runs, which is how a client that left is noticed.
            channel_request_lookahead=1,
            # server.web.http.forwarded does that, with more than one address and with networks.
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
        )
        self.settings = settings
        self.of_writers = copy.copy(self)
        self.of_writers.max_request_body_size = max(settings.max_upload_bytes, settings.max_query_bytes) + 1


class VersionNotSupported(Error):
    """The head is in another HTTP than that of this connection."""

    code = 505
    reason = "HTTP Version Not Supported"


class Request(HTTPRequestParser):
    """A request that is being received. It is refused as early as its bytes allow."""

    adj: Any
    environment: dict[str, Any] | None = None
    """That of WSGI, once somebody has asked for it."""

    def received(self, data: bytes) -> int:
        """Take bytes; how many of them were this request's."""
        consumed: int = super().received(data)
        if self.chunked and not self.completed:
            self._check_chunks()
        if self.completed:
            self.expect_continue = (
                False  # else waitress would ask for a body that is refused, or is none, and wait for it
            )
        if self.error is not None:
            self._explain()
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, see the base class.

        Raises:
            ParsingError: it is not HTTP, or two readers could disagree where its body ends (RFC 9112, section 6.3).
        """
        try:
            super().parse_header(header_plus)
        except ValueError:
            raise ParsingError("Content-Length is invalid") from None
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length and Transfer-Encoding stand together; send one of them")
        if "TRANSFER_ENCODING" in self.headers:  # the base class takes it out of HTTP/1.1
            raise ParsingError("HTTP/1.0 has no Transfer-Encoding")
        if says_transfer_encoding(header_plus) and not is_chunked_once(header_plus):
            raise ParsingError("Transfer-Encoding is chunked, once, or is left out")
        if refusal := self._refusal():
            self.error, self.completed = refusal, True
            return
        self._check_host()
        if "close" in (option.strip().lower() for option in self.headers.get("CONNECTION", "").split(",")):
            self.headers["CONNECTION"], self.connection_close = "close", True  # waitress knows it alone
        given = self.headers.get("AUTHORIZATION", "")
        if given.lower().startswith(_BEARER):
            token = given[len(_BEARER) :].strip()
            if self.adj.settings.write_token.matches(token):
                self.adj = self.adj.of_writers

    def _refusal(self) -> Error | None:
        """What is said to a head that is not for this server; None to one that is."""
        if not self.version.startswith("1."):
            return VersionNotSupported(f"HTTP/{self.version[:20]} is not spoken here; use HTTP/1.1")
        if long := next((name for name, value in self.headers.items() if len(value) > _LONGEST_FIELD), None):
            name = long[:100].replace("_", "-").title()
            return RequestHeaderFieldsTooLarge(f"the header {name} is longer than {_LONGEST_FIELD} bytes")
        if self.command == "CONNECT":
            return ServerNotImplemented("this is no proxy: CONNECT leads nowhere")
        if not is_target(self.command, self.request_uri):
            return BadRequest("the target of the request is no path and no URL, or has characters that no URL has")
        if self.request_uri == "*":
            self.path = "/"
        return None

    def _check_host(self) -> None:
        if self.proxy_netloc:  # of an absolute URL, which counts more
            self.headers["HOST"] = self.proxy_netloc
        host = self.headers.get("HOST")
        if host is None and self.version != "1.0":
            raise ParsingError("there is no Host; HTTP/1.1 asks for one")
        if host and not is_host(host):
            raise ParsingError("Host stands there more than once, or is the name of no host")

    def _check_chunks(self) -> None:
        body = self.body_rcv
        framing = self.body_bytes_received - len(body)
        if (
            len(body.control_line) > _LONGEST_CHUNK_LINE
            or len(body.trailer) > _LONGEST_TRAILER
            or framing > _FREE_FRAMING + _MOST_FRAMING * len(body)
        ):
            self.error = BadRequest("the chunks of the body are too small, or their lines too long")
            self.completed = True

    def _explain(self) -> None:
        if not self.error.body.startswith("exceeds "):
            return  # it is no error of waitress
        if isinstance(self.error, RequestEntityTooLarge):
            most = self.adj.max_request_body_size - 1
            self.error.body = f"the body is longer than {most} bytes, which is the most that is read here"
        elif isinstance(self.error, RequestHeaderFieldsTooLarge):
            most = self.adj.max_request_header_size
            self.error.body = f"the head of the request is longer than {most} bytes; send a long query by POST"
