"""What a request needs to know: the settings, the examples, the pinned view, the reader's language, and links."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import current_app, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ontology.errors import Unavailable, UsageError
from ontology.home import Home
from ontology.terms import C
from server.engine.pin import damaged, pinned
from server.engine.remote import Asking, RemoteView
from server.gate import GATE
from server.pages.labels import LANGUAGE_NAMES
from server.web.repeated import PIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.engine.cache import Cache
    from server.engine.pin import Pin
    from server.engine.workers.pool import Pool
    from server.operations.metrics import Metrics
    from server.pages.examples import Example
    from server.settings import Settings
    from server.web.http.fairness import Budget, Line, Turn

BEGUN = "comity.begun"
"""Where in the WSGI environment the application finds what was begun of an answer before it was called."""
LANGUAGES = tuple(LANGUAGE_NAMES)
KEY = "comity"
_ATTEMPTS = 3
_LOOK = 0.02
_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(s|ms)?")
_GENERATION = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of the application that do not change while it runs."""

    settings: Settings
    pool: Pool
    cache: Cache[bytes]
    prefixes: dict[str, str]
    examples: tuple[Example, ...]
    budget: Budget
    line: Line
    metrics: Metrics

    def current(self) -> Pin:
        """What is published at this moment.

        Raises:
            StoreDamaged: the link points to nothing, or to something that is not a store.
        """
        home = Home(self.settings.home)
        for _ in range(_ATTEMPTS):
            try:
                return pinned(home)
            except FileNotFoundError as error:
                problem = error
        raise damaged(home, problem) from problem


def install(site: Site) -> None:
    """Make the site known to the current application."""
    current_app.extensions[KEY] = site


def site() -> Site:
    """The site of the current application."""
    found: Site = current_app.extensions[KEY]
    return found


def view(most: float | None = None) -> RemoteView:
    """The view of this request. It is opened once, so that one answer never mixes two generations.

    Args:
        most: seconds that the answer may take at most; by default the limit of a query. The client may ask for less.

    Raises:
        Unavailable: the request names a `min-version` that is not published in time, or too many wait for theirs.
        UsageError: `timeout` or `min-version` is no number.
    """
    if "view" not in g:
        if begun := request.environ.get(BEGUN):
            g.view = begun.take()
        else:
            seconds = _seconds(request.values.get("timeout"), most or site().settings.query_timeout)
            least = request.values.get("min-version")
            _await_generation(least)
            g.view = opened(site(), request.environ, seconds, None if least else request.environ.get(PIN))
    pinned_view: RemoteView = g.view
    return pinned_view


def opened(site: Site, environ: Mapping[str, Any], seconds: float | None, pin: Pin | None) -> RemoteView:
    """A view for a request.

    Args:
        site: the parts of the application.
        environ: the request's environment of WSGI.
        seconds: that the answer may take at most; None for the limit of a query.
        pin: what was published when the request came, if somebody has looked.
    """
    client = environ.get("REMOTE_ADDR", "")
    asking = Asking(
        client=client,
        seconds=seconds or site.settings.query_timeout,
        is_gone=environ.get("waitress.client_disconnected", _stays),
        enter=lambda: _leaving(site.budget.enter(client)),
        enter_at_once=lambda: None if (turn := site.budget.enter_at_once(client)) is None else _leaving(turn),
    )
    return RemoteView(site.pool, site.current, asking, pin)


def release(_: BaseException | None = None) -> None:
    """Give the request's worker back, unless the answer that is being sent still reads from it."""
    if "view" in g and "streams" not in g:
        g.view.close()


def keep_view() -> RemoteView:
    """The request's view, which from now on belongs to its answer: whoever sends that has to close the view."""
    g.streams = True
    return view()


def _leaving(turn: Turn) -> Callable[[float], None]:
    def leave(cpu_seconds: float) -> None:
        with turn:
            turn.spend(cpu_seconds)

    return leave


def _stays() -> bool:
    return False


def _seconds(given: str | None, most: float) -> float:
    """The client's own deadline, `10`, `10s` or `500ms`, if that is sooner."""
    if not given:
        return most
    match = _DURATION.fullmatch(given.strip())
    if match is None:
        raise UsageError(f"timeout={given[:40]} is no duration; give seconds, as in 10, 10s or 500ms")
    return min(most, max(0.01, float(match[1]) / (1000 if match[2] == "ms" else 1)))


def _await_generation(given: str | None) -> None:
    if not given:
        return
    if not _GENERATION.fullmatch(given):
        raise UsageError(f"min-version={given[:40]} is no generation; give the number that a write has answered")
    if site().current().generation >= int(given):
        return
    wait = site().settings.queue_timeout
    deadline = time.monotonic() + wait
    with site().line.place(request.remote_addr or ""):
        while site().current().generation < int(given):
            if time.monotonic() > deadline:
                raise Unavailable(f"generation {given} is not published yet, after {wait:g} seconds; ask again")
            with GATE.left():
                time.sleep(_LOOK)


def language() -> str:
    """The reader's language: `lang=`, else Accept-Language, else English. Only its primary subtag counts."""
    asked = request.args.get("lang", "").lower().partition("-")[0]
    if asked in LANGUAGES:
        return asked
    return _preferred_language(request.headers.get("Accept-Language", ""))


@lru_cache(256)  # a page asks several times
def _preferred_language(accepted: str) -> str:
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES, "en") or "en"


def own_url(path: str) -> str:
    """The absolute URL of a path of this server, as clients see it. A path starts with a slash."""
    root = site().settings.public_url.rstrip("/") or request.url_root.rstrip("/")
    return root + path


def href(iri: str) -> str:
    """Where a link to an IRI leads: to our own page for what we name, else to the IRI itself.

    Only web addresses are linked: another scheme in the data must not become something to click on.
    """
    base = site().settings.base
    if iri.startswith(C.Article.value.partition("#")[0] + "#"):
        return local("/ontology", fragment=iri.partition("#")[2])
    if iri.startswith((f"{base}id/", f"{base}graph/")):
        path, _, fragment = iri.removeprefix(base).partition("#")
        return local(f"/{quote(path, safe='/%:@!$&()*+,;=~')}", fragment=fragment)
    return iri if iri.startswith(("http://", "https://")) else ""


def local(path: str, *, fragment: str = "", **parameters: str) -> str:
    """A link to our own path that keeps the language which the reader has chosen by `lang=`."""
    if "lang" in request.args and "lang" not in parameters:
        parameters["lang"] = language()
    query = f"?{urlencode(parameters)}" if parameters else ""
    anchor = f"#{quote(fragment, safe='=,')}" if fragment else ""
    return f"{request.script_root}{path}{query}{anchor}"


def query_href(sparql: str) -> str:
    """A link to the page that runs a query."""
    return local("/sparql", query=sparql)


def compact(iri: str, prefixes: dict[str, str]) -> str:
    """An IRI shortened by the longest namespace that fits, as far as the rest is a plain local name."""
    fitting = [(len(namespace), prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace)]
    for length, prefix in sorted(fitting, reverse=True):
        if iri[length:] and "/" not in iri[length:] and "#" not in iri[length:]:
            return f"{prefix}:{iri[length:]}"
    return iri
