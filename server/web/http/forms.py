"""Bodies of the type application/x-www-form-urlencoded, decoded a little at a time.

Specification: URL Standard (WHATWG), section 5.1. The standard library's decoder makes two objects for each percent sign
and joins them all at the end: 300 ms for a megabyte of them, of which no other thread of the server runs for 60.
"""

from __future__ import annotations

import re
from itertools import product
from typing import IO, TYPE_CHECKING, Any

from flask import Request
from werkzeug.formparser import FormDataParser

from ontology.errors import UsageError
from server.web.asked import FORM

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 1 << 13
_MOST_FIELDS = 1000
_TRIPLET = re.compile(rb"%[0-9A-Fa-f]{2}")
_BYTES = {f"%{a}{b}".encode(): bytes.fromhex(a + b) for a, b in product("0123456789abcdefABCDEF", repeat=2)}
_OF_A_TRIPLET = 3


def fields(body: bytes) -> Iterator[tuple[str, str]]:
    """The names and values of a form, in their order.

    Raises:
        UsageError: there are too many, or one is not UTF-8.
    """
    if body.count(b"&") >= _MOST_FIELDS:
        raise UsageError(f"the form has more than {_MOST_FIELDS} fields; a request needs a few")
    for field in body.split(b"&"):
        if field:
            name, _, value = field.partition(b"=")
            yield _text(name, "the name of a field"), _text(value, f"the field '{name[:40].decode(errors='replace')}'")


class PatientParser(FormDataParser):
    """Flask's parser of forms, but for those that are percent-encoded."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Any:
        """The stream, the fields, and the files, see `FormDataParser`."""
        if mimetype != FORM:
            return super().parse(stream, mimetype, content_length, options)
        return stream, self.cls(list(fields(stream.read()))), self.cls()


class PatientRequest(Request):
    """A request whose form is read by `PatientParser`."""

    form_data_parser_class = PatientParser


def _text(encoded: bytes, what: str) -> str:
    try:
        pieces = _pieces(encoded.replace(b"+", b" "))
        return b"".join(_TRIPLET.sub(lambda found: _BYTES[found[0]], piece) for piece in pieces).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"byte {error.start} of {what} is not UTF-8") from None


def _pieces(encoded: bytes) -> Iterator[bytes]:
    """Parts of it, of which none ends within a percent sign's triplet."""
    start = 0
    while start < len(encoded):
        end = start + _PIECE
        sign = encoded.rfind(b"%", end - _OF_A_TRIPLET + 1, end)
        yield encoded[start : (end if sign < 0 else sign)]
        start = end if sign < 0 else sign
