"""What a load did: the counts, and everything that was not taken, with its reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

SET_ASIDE = 3
SIGNAL_EXIT = 128


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken: which, and why in one line."""

    source: str
    """Where it was read: the path as given, with `:<line>` for a record."""
    reason: str
    report: str | None = None
    """The folder with its triples and its report, for an article that was set aside."""


@dataclass(slots=True)
class Summary:
    """The result of one load."""

    documents: int = 0
    """Read, the unchanged ones included, the unreadable ones not."""
    unchanged_documents: int = 0
    """Stored before from the same bytes by the same software and lexicon."""
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    """Articles extracted again with the same result."""
    dropped: int = 0
    """Articles that their document no longer holds."""
    rejected: list[Refusal] = field(default_factory=list)
    """Articles that violate a shape, and documents in which the software failed: set aside under HOME/rejected."""
    unreadable: list[Refusal] = field(default_factory=list)
    ignored: list[Refusal] = field(default_factory=list)
    """Documents that hold no article, and files of a folder whose ending is not read."""
    articles: int = 0
    """Articles, agreements and meetings in the store after the load."""
    agreements: int = 0
    meetings: int = 0
    generation: int = 0
    """The published generation."""
    seconds: float = 0.0
    signal: int | None = None
    """The signal that ended the load early."""

    @property
    def exit_code(self) -> int:
        """0 done; 3 something was set aside or unreadable; 128 + signal if interrupted."""
        if self.signal is not None:
            return SIGNAL_EXIT + self.signal
        return SET_ASIDE if self.rejected or self.unreadable else 0

    def as_json(self) -> dict[str, Any]:
        """All fields, in a form that `json.dumps` takes."""
        return asdict(self) | {"seconds": round(self.seconds, 3)}

    def lines(self) -> Iterator[str]:
        """The summary for a reader. What was not taken is told as it happens, and not again."""
        yield f"{_counted(self.documents, 'document')} read, {self.unchanged_documents} of them unchanged"
        yield (
            f"{_counted(self.added, 'article')} added, {self.replaced} replaced, "
            f"{self.unchanged} extracted with the same result, {self.dropped} dropped"
        )
        if self.rejected:
            yield f"{len(self.rejected)} set aside; see the reports"
        if self.unreadable:
            yield f"{len(self.unreadable)} unreadable"
        if self.ignored:
            yield f"{len(self.ignored)} ignored"
        if self.signal is not None:
            yield f"Interrupted: {_counted(self.documents, 'document')} loaded; run the same command again to go on"
        yield (
            f"Published generation {self.generation}: {_counted(self.articles, 'article')}, "
            f"{_counted(self.agreements, 'agreement')}, {_counted(self.meetings, 'meeting')} ({self.seconds:.1f} s)"
        )


class Progress(Protocol):
    """Who is told how a load goes."""

    def advance(self, summary: Summary, source: str) -> None:
        """A document is done; `source` says which."""

    def refuse(self, what: str, refusal: Refusal) -> None:
        """Something was not taken; `what` says in which way: set aside, unreadable, ignored."""


class Silent:
    """A progress that tells nobody."""

    def advance(self, summary: Summary, source: str) -> None:
        """Nothing."""

    def refuse(self, what: str, refusal: Refusal) -> None:
        """Nothing."""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
