"""A small endpoint that is not Comity, with which the runner is proved able to fail: it can be told to answer wrongly."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox

from tests.conformance.client import QUERY, UPDATE, Endpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_POLL_SECONDS = 0.02
FORM = "application/x-www-form-urlencoded"
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:endpoint <{}> ; sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ;
  sd:namedGraph [ a sd:NamedGraph ; sd:name <https://made.example/g> ] ] ."""


class Asked(NamedTuple):
    """A request; `path` is the target's."""

    method: str
    path: str
    body: str


class Given(NamedTuple):
    """Its answer."""

    status: int
    media_type: str
    body: bytes
    location: str = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: ox.Store
    fault: Callable[[Asked, Given], Given]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(self.command, self.path, body.decode())
        try:
            given = self._store(asked) if asked.path.startswith("/store") else self._sparql(asked)
        except (SyntaxError, ValueError) as error:
            given = Given(400, "text/plain", str(error).encode())
        except OSError as error:
            given = Given(500, "text/plain", str(error).encode())
        given = type(self).fault(asked, given)
        self.send_response(given.status)
        if given.media_type:
            self.send_header("Content-Type", given.media_type)
        if given.location:
            self.send_header("Location", given.location)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        if asked.method != "HEAD":
            self.wfile.write(given.body)

    do_GET = do_HEAD = do_POST = do_PUT = _answer  # noqa: N815 - names that http.server calls

    def _sparql(self, asked: Asked) -> Given:
        sent, url = self.headers.get("Content-Type", ""), parse_qs(urlsplit(asked.path).query)
        here = f"http://{self.headers['Host']}/sparql"
        if sent == UPDATE:
            self.store.update(asked.body, base_iri=here)
            return Given(204, "", b"")
        if asked.method == "GET":
            return Given(200, "text/turtle", _DESCRIPTION.format(here).encode())
        if sent not in {QUERY, FORM}:
            return Given(415, "", b"")
        text = asked.body if sent == QUERY else parse_qs(asked.body)["query"][0]
        graphs: Any = [ox.NamedNode(name) for name in url.get("default-graph-uri", [])] or None
        return self._result(self.store.query(text, base_iri=here, default_graph=graphs))

    def _result(self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Given:
        accept = self.headers.get("Accept", "*/*")
        if isinstance(found, ox.QueryTriples):
            graph = ox.RdfFormat.from_media_type(accept) or ox.RdfFormat.N_TRIPLES
            return Given(200, graph.media_type, found.serialize(format=graph) or b"")
        table = ox.QueryResultsFormat.from_media_type(accept) or ox.QueryResultsFormat.JSON
        return Given(200, table.media_type, found.serialize(format=table) or b"")

    def _store(self, asked: Asked) -> Given:
        name = unquote(urlsplit(asked.path).query)
        new = f"http://{self.headers['Host']}/store/new"
        graph = ox.NamedNode(name.removeprefix("graph=") if name.startswith("graph=") else new)
        target = ox.DefaultGraph() if name == "default" else graph
        if asked.method in {"GET", "HEAD"}:
            name_of = ox.RdfFormat.from_media_type(self.headers["Accept"]) or ox.RdfFormat.TURTLE
            quads = list(self.store.quads_for_pattern(None, None, None, target))
            found = ox.serialize([quad.triple for quad in quads], format=name_of) or b""
            return Given(200 if quads or name == "default" else 404, name_of.media_type, found)
        was_there = bool(list(self.store.quads_for_pattern(None, None, None, target)))
        self.store.clear_graph(target)
        self.store.load(asked.body.encode(), ox.RdfFormat.TURTLE, to_graph=target)
        return Given(200 if was_there else 201, "", b"", "" if name else new)


@contextmanager
def standing_in(fault: Callable[[Asked, Given], Given] = lambda _asked, given: given) -> Iterator[Endpoint]:
    """The endpoint over an empty store on a free port; `fault` makes of each right answer the one that is sent."""
    handler = type("Handler", (_Handler,), {"store": ox.Store(), "fault": staticmethod(fault)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,))
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        yield Endpoint(f"{url}/sparql", f"{url}/store", f"{url}/store")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
