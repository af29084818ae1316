"""What a write asks and what it gives, and how both pass between the server and the writer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ontology import errors
from ontology.errors import ComityError, RejectedError, UsageError
from server.language.query import QuerySyntaxError

if TYPE_CHECKING:
    from shapes import Report

_LINES_TOLD = 20


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the server tells the writer once.

    Attributes:
        home: the home directory.
        base: of the data's IRIs.
        prefixes: that updates need not declare.
        own: whether the default graph is a graph of its own.
    """

    home: str
    base: str
    prefixes: dict[str, str]
    own: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold right before a write (RFC 9110, section 13.1).

    Attributes:
        exists: whether the graph has to be there, or must not be; None if that does not matter.
        generation: the published generation; None if any will do.
    """

    exists: bool | None = None
    generation: int | None = None


ANY = Condition()


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did.

    Attributes:
        generation: the published one in which it is; if nothing changed, the one there was.
        inserted: triples that graphs did not have before; None where they were not counted.
        deleted: triples that graphs have no longer; None where they were not counted.
        created: whether a graph is new.
    """

    generation: int
    inserted: int | None = None
    deleted: int | None = None
    created: bool = False


class PreconditionFailed(UsageError):
    """What the client named as the condition of its write does not hold."""

    http_status = 412


class ShapesViolated(RejectedError):
    """A write after which a graph would violate the shapes.

    Attributes:
        report: the `sh:ValidationReport`, in Turtle.
    """

    def __init__(self, message: str, report: str = "") -> None:
        super().__init__(message)
        self.report = report

    @classmethod
    def told(cls, report: Report, turtle: bytes) -> ShapesViolated:
        """The error that tells what is violated, as far as one can read it."""
        lines = [result.line() for result in report.violations]
        more = f"\n… and {len(lines) - _LINES_TOLD} more" if len(lines) > _LINES_TOLD else ""
        shown = "\n".join(lines[:_LINES_TOLD])
        return cls(f"nothing was written, because the shapes would be violated:\n{shown}{more}", turtle.decode())


def failure(error: Exception) -> dict[str, object]:
    """An exception as plain values."""
    told: dict[str, object] = {"error": type(error).__name__, "message": str(error) or type(error).__name__}
    if isinstance(error, QuerySyntaxError):
        told |= {"offset": error.offset, "reason": error.reason}
    elif isinstance(error, ShapesViolated):
        told |= {"report": error.report}
    return told


def revived(told: dict[str, Any], text: str) -> ComityError:
    """The exception that these values tell of.

    Args:
        told: what `failure` made.
        text: of the update that it is about.
    """
    name, message = told["error"], told["message"]
    if name == "QuerySyntaxError":
        return QuerySyntaxError(text, told["offset"], told["reason"])
    if name == "ShapesViolated":
        return ShapesViolated(message, told["report"])
    if name == "PreconditionFailed":
        return PreconditionFailed(message)
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, ComityError):
        return kind(message)
    return ComityError(f"the write failed ({name}: {message})")


def as_json(written: Written) -> dict[str, object]:
    """The outcome as plain values."""
    return asdict(written)
