"""The view that the web sees: the questions go to a worker, the answers come back as bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse

from ontology.errors import StoreDamaged, Unavailable
from server.engine.running import LostError
from server.engine.view import UNION, Description
from server.language.query import PreparedQuery
from server.language.update import PreparedUpdate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from server.engine.pin import Pin
    from server.engine.workers.lease import Lease
    from server.engine.workers.pool import Pool
    from server.language.query import Dataset

_ATTEMPTS = 3
_OF_A_QUERY = tuple(field.name for field in fields(PreparedQuery))


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom a view asks.

    Attributes:
        client: the address that it is counted under.
        seconds: how long it may take; None for the pool's own limit.
        is_gone: whether the client has gone.
        enter: lets the client in, or raises; what it gives is called with the processor seconds that it has cost.
        enter_at_once: the same without any waiting; None where the client has to wait, or is not let in.
    """

    client: str = ""
    seconds: float | None = None
    is_gone: Callable[[], bool] = lambda: False
    enter: Callable[[], Callable[[float], None]] = lambda: lambda _: None
    enter_at_once: Callable[[], Callable[[float], None] | None] = lambda: lambda _: None


class RemoteAnswer:
    """An answer that a worker writes when it is asked for."""

    def __init__(self, ask: Callable[[str], Iterator[bytes]]) -> None:
        self._ask = ask

    def pieces(self, format_: RdfFormat | QueryResultsFormat) -> Iterator[bytes]:
        """The bytes in that format, as the worker writes them; it waits while they are not taken."""
        return self._ask(format_.media_type)

    def write(self, output: IO[bytes], format_: RdfFormat | QueryResultsFormat) -> None:
        """Write the bytes in that format."""
        output.writelines(self.pieces(format_))


class RemoteView:
    """One generation, read through a worker that is leased at the first question and kept until `close`.

    Until then the view follows what is published: if the generation that it began with is gone when the worker is
    leased, it goes on with the one that has taken its place.
    """

    def __init__(self, pool: Pool, current: Callable[[], Pin], asking: Asking, pin: Pin | None = None) -> None:
        """A view that has asked nothing yet.

        Args:
            pool: where its worker comes from.
            current: tells what is published at a moment.
            asking: for whom.
            pin: what was published when the request came, if somebody has looked.
        """
        self._pool = pool
        self._current = current
        self._asking = asking
        self._pin = pin or current()
        self._lease: Lease | None = None
        self._leave: Callable[[float], None] | None = None

    @property
    def generation(self) -> int:
        """The number of the publication; 0 before the first."""
        return self._pin.generation

    @property
    def version(self) -> str:
        """Differs whenever the data may differ."""
        return self._pin.version

    @property
    def lease(self) -> Lease | None:
        """The worker that it uses; None before the first question."""
        return self._lease

    def query(self, query: PreparedQuery, dataset: Dataset = UNION) -> RemoteAnswer:
        """What a query gives; it runs when the answer is taken."""
        return RemoteAnswer(lambda format_: self._ask(_request(query, dataset, format_), query.text))

    def prepare(self, text: str) -> PreparedQuery:
        """What `server.language.query.prepare` gives, done by the worker: a long text takes time that all share here."""
        return PreparedQuery(**json.loads(self._all({"do": "prepare", "text": text}, text)))

    def prepare_update(
        self, text: str, using: list[str], using_named: list[str], *, base: str, prefixes: Mapping[str, str]
    ) -> PreparedUpdate:
        """What `server.language.update.prepare_update` gives, done by the worker."""
        request = {"do": "prepare update", "text": text, "using": using, "using_named": using_named}
        return PreparedUpdate.of(json.loads(self._all({**request, "base": base, "prefixes": {**prefixes}}, text)))

    def begin(self, query: PreparedQuery, dataset: Dataset, format_: RdfFormat | QueryResultsFormat) -> bool | None:
        """Have a worker that is idle run a query, and wait for nothing.

        Whoever takes the pieces of that query in that format afterwards gets what it has begun.

        Returns:
            Whether there was such a worker; None if the client may not ask at this moment.
        """
        if not self._pool.has_idle():
            return False
        leave = self._asking.enter_at_once()
        if leave is None:
            return None
        asking = self._asking
        lease = self._pool.lease_at_once(self._pin, client=asking.client, text=query.text, seconds=asking.seconds)
        if lease is None:
            leave(0.0)
            return False
        self._leave, self._lease = leave, lease
        lease.begin(_request(query, dataset, format_.media_type))
        return True

    def describe(self, iri: str, *, incoming: int) -> Description:
        """What the named graphs say about an IRI, see `View`."""
        told: dict[str, Any] = json.loads(self._all({"do": "describe", "iri": iri, "incoming": incoming}))
        return Description(_triples(told["outgoing"]), _triples(told["incoming"]), told["graphs"])

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        found: list[str] = json.loads(self._all({"do": "graphs"}))
        return found

    def write_graph(self, graph: str, output: IO[bytes], format_: RdfFormat) -> None:
        """The triples of one named graph, see `View`."""
        output.writelines(self.graph_pieces(graph, format_))

    def graph_pieces(self, graph: str, format_: RdfFormat) -> Iterator[bytes]:
        """The triples of one named graph, as the worker writes them."""
        return self._ask({"do": "graph", "iri": graph, "format": format_.media_type})

    def write_all(self, output: IO[bytes], format_: RdfFormat) -> None:
        """Everything, see `View`."""
        output.writelines(self.all_pieces(format_))

    def all_pieces(self, format_: RdfFormat) -> Iterator[bytes]:
        """Everything, as the worker writes it."""
        return self._ask({"do": "all", "format": format_.media_type})

    def close(self) -> None:
        """Give the worker back. What it is still writing is ended."""
        if self._lease is not None:
            self._lease.close()
        if self._leave is not None:
            self._leave(0.0 if self._lease is None else self._lease.cpu())
            self._leave = None

    def _all(self, request: dict[str, object], text: str = "") -> bytes:
        return b"".join(self._ask(request, text))

    def _ask(self, request: dict[str, object], text: str = "") -> Iterator[bytes]:
        lost: LostError | None = None
        for _ in range(_ATTEMPTS):
            lease = self._lease or self._leased(text or str(request.get("iri", request["do"])))
            try:
                yield from lease.ask(request, text=text, is_gone=self._asking.is_gone)
            except LostError as error:
                lost = error
                lease.close()
                self._lease = None
            else:
                return
        raise Unavailable("the workers are being killed; come back later") from lost

    def _leased(self, text: str) -> Lease:
        if self._leave is None:
            self._leave = self._asking.enter()
        problem: OSError | None = None
        for _ in range(_ATTEMPTS):
            try:
                asking = self._asking
                self._lease = self._pool.lease(
                    self._pin, client=asking.client, text=text, seconds=asking.seconds, is_gone=asking.is_gone
                )
            except OSError as error:
                problem = error
                self._pin = self._current()
            else:
                return self._lease
        raise StoreDamaged(f"the published snapshot cannot be opened ({problem}); run `comity load` to publish anew")


def _request(query: PreparedQuery, dataset: Dataset, media_type: str) -> dict[str, object]:
    return {
        "do": "query",
        "query": {name: getattr(query, name) for name in _OF_A_QUERY},
        "default": [node.value for node in dataset.default],
        "named": [node.value for node in dataset.named],
        "format": media_type,
    }


def _triples(lines: str) -> list[Triple]:
    quads: Iterable[Any] = parse(lines.encode(), RdfFormat.N_TRIPLES, lenient=True)
    return [quad.triple for quad in quads]
