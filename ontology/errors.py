"""Every error that Comity raises on purpose.

ComityError                 exit 1, HTTP 500
├── UsageError              exit 2, HTTP 400   the caller asked for something that cannot be
│   ├── QueryError          exit 2, HTTP 400   SPARQL that does not parse or is refused
│   ├── NotAcceptable       exit 2, HTTP 406   no format in common
│   └── UnsupportedMedia    exit 2, HTTP 415   a body in a format that is not read here
├── RejectedError           exit 3, HTTP 422   input that was set aside, or violates a shape
│   └── UnreadableDocument  exit 3, HTTP 422   a file, record or page that cannot be read
├── NotFound                exit 4, HTTP 404
├── Unavailable             exit 1, HTTP 503   not now; the same request may do later
│   └── StoreBusy           exit 1, HTTP 503   another writer holds the lock
├── TooManyRequests         exit 1, HTTP 429   one client has used up its share
├── StoreDamaged            exit 1, HTTP 500   the store on disk is not what its layout promises
├── Cancelled               exit 1, HTTP 503   an operator ended it
├── TooMuch                 exit 1, HTTP 507   the answer, or the way to it, needs more room than there is
└── OutOfTime               exit 5, HTTP 504

A message is one line: it names the culprit, then the remedy.
"""

from __future__ import annotations


class ComityError(Exception):
    """The root: an error that is told in one line, without a traceback."""

    exit_code = 1
    http_status = 500


class UsageError(ComityError):
    """The request itself is wrong: an option, an argument, a parameter."""

    exit_code = 2
    http_status = 400


class QueryError(UsageError):
    """A SPARQL text that does not parse, or that the endpoint refuses."""


class NotAcceptable(UsageError):
    """None of the formats that the client accepts can be produced."""

    http_status = 406


class UnsupportedMedia(UsageError):
    """The body's media type is not one that is read here."""

    http_status = 415


class RejectedError(ComityError):
    """Input that was set aside; everything else goes on."""

    exit_code = 3
    http_status = 422


class UnreadableDocument(RejectedError):
    """A file, record or page of which no article can be read."""


class NotFound(ComityError):
    """A named thing that is not there."""

    exit_code = 4
    http_status = 404


class Unavailable(ComityError):
    """What is asked for cannot be done at this moment.

    Attributes:
        retry_after: seconds after which it is worth another try.
    """

    http_status = 503

    def __init__(self, message: str, *, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StoreBusy(Unavailable):
    """Another process writes to the same home."""


class TooManyRequests(ComityError):
    """A client asks for more than its share.

    Attributes:
        retry_after: seconds until it has some of it again.
    """

    http_status = 429

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StoreDamaged(ComityError):
    """The directory is not a store, or not one of ours."""


class OutOfTime(ComityError):
    """The deadline passed before the answer was complete."""

    exit_code = 5
    http_status = 504


class Cancelled(ComityError):
    """A running query that an operator ended."""

    http_status = 503


class TooMuch(ComityError):
    """The answer outgrew its bound, or the query its memory."""

    http_status = 507
