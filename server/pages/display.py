"""How terms look to people: in the templates and on the terminal."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ontology.terms import XSD
from server.pages.labels import LANGUAGE_NAMES, words_for
from server.web.site import LANGUAGES, compact, href, language, local, query_href, site

if TYPE_CHECKING:
    from flask import Flask

_DATES = {
    XSD.date.value: re.compile(r"(?P<y>-?\d{4,})-(?P<m>\d\d)-(?P<d>\d\d)"),
    XSD.gYearMonth.value: re.compile(r"(?P<y>-?\d{4,})-(?P<m>\d\d)"),
    XSD.gMonth.value: re.compile(r"--(?P<m>\d\d)"),
    XSD.gMonthDay.value: re.compile(r"--(?P<m>\d\d)-(?P<d>\d\d)"),
}
_RIGHT_TO_LEFT = re.compile("[\u202a-\u202e\u2066-\u2069]")


def register_filters(app: Flask) -> None:
    """Give the templates their few functions."""
    app.jinja_env.globals.update(
        href=href,
        local=local,
        query_href=query_href,
        language=language,
        languages=LANGUAGES,
        language_names=LANGUAGE_NAMES,
        site=site,
        words_for=words_for,
    )
    app.jinja_env.filters.update(term=show, compact=short, sentence=sentence)
    app.jinja_env.tests["iri"] = lambda term: isinstance(term, NamedNode)


def show(term: object) -> str:
    """The text of a term: a date in words, an IRI shortened, anything else its value."""
    if isinstance(term, Literal):
        return date_in_words(term) or term.value
    if isinstance(term, NamedNode):
        return short(term.value)
    return "" if term is None else str(term)


def short(iri: str) -> str:
    """An IRI as a page shows it that has no label: by prefix, by its offsets, or without our own base."""
    _, quoted, offsets = iri.partition("#char=")
    if quoted:
        return f"characters {offsets.replace(',', '–')}"
    shortened = compact(iri, site().prefixes)
    return shortened.removeprefix(site().settings.base).removeprefix("id/") if shortened == iri else shortened


def sentence(text: str) -> str:
    """A message as a sentence: with a capital, unless it begins with a name, path or IRI."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.isalpha() else text


def date_in_words(term: Literal) -> str:
    """`9 April, year not stated` for `--04-09`; an empty text for what is not a date."""
    pattern = _DATES.get(term.datatype.value)
    match = pattern.fullmatch(term.value) if pattern else None
    if not match:
        return ""
    parts = match.groupdict()
    day, month = parts.get("d"), calendar.month_name[int(parts["m"])]
    words = f"{int(day)} {month}" if day else month
    return f"{words} {parts['y']}" if parts.get("y") else f"{words}, year not stated"


def plain(text: str) -> str:
    """A text without what would drive a terminal: control characters and changes of direction."""
    kept = _RIGHT_TO_LEFT.sub("", text)
    return "".join(char if char.isprintable() else " " for char in kept)
