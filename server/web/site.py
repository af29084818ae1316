"""What a request needs to know: the settings, the examples, the pinned view, the reader's language, and links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import current_app, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ontology.terms import C
from server.pages.labels import LANGUAGE_NAMES

if TYPE_CHECKING:
    from server.engine.view import Snapshots, View
    from server.pages.examples import Example
    from server.settings import Settings

LANGUAGES = tuple(LANGUAGE_NAMES)
_KEY = "comity"


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of the application that do not change while it runs."""

    settings: Settings
    snapshots: Snapshots
    prefixes: dict[str, str]
    examples: tuple[Example, ...]


def install(site: Site) -> None:
    """Make the site known to the current application."""
    current_app.extensions[_KEY] = site


def site() -> Site:
    """The site of the current application."""
    found: Site = current_app.extensions[_KEY]
    return found


def view() -> View:
    """The view of this request. It is opened once, so that one answer never mixes two generations."""
    if "view" not in g:
        g.view = site().snapshots.latest()
    pinned: View = g.view
    return pinned


def language() -> str:
    """The reader's language: `lang=`, else Accept-Language, else English. Only its primary subtag counts."""
    asked = request.args.get("lang", "").lower().partition("-")[0]
    if asked in LANGUAGES:
        return asked
    accepted = parse_accept_header(request.headers.get("Accept-Language"), LanguageAccept)
    return accepted.best_match(LANGUAGES, "en") or "en"


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
