"""Whose press a story is: told by its address, or by the newsroom that opens the report."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ontology.outlets import outlet_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.countries.states import States
    from loader.extract.lines import Item, Line

# Outlets that write in Chinese outside China, by a part of their hosts' names.
_OUTLETS = {
    "zaobao": "SG", "8world": "SG", "shinmin": "SG", "sinchew": "MY", "chinapress": "MY", "orientaldaily": "MY", "nanyang": "MY",
    "udn": "TW", "ltn": "TW", "cna": "TW", "chinatimes": "TW", "setn": "TW", "rti": "TW", "taiwannews": "TW",
    "vovworld": "VN", "vietnamplus": "VN", "nhandan": "VN", "belta": "BY", "sputniknews": "RU", "tass": "RU", "inform": "KZ", "kazinform": "KZ",
    "montsame": "MN", "yna": "KR", "yonhapnews": "KR", "nhk": "JP", "kyodonews": "JP",
}  # fmt: skip
# Where the press writes in Chinese of its own bodies, and how these are called elsewhere; tokens are compared as simplified.
_LOCAL_PRESS, _MAINLAND = frozenset({"HK", "MO", "SG", "MY", "TW"}), "CN"
_PLACES = ("香港", "澳门", "台湾", "新加坡", "马来西亚", "大马")
_OPENING_LINES = 4
# `（中央社`: tokens before the newsroom that sends a report, and what quotes another.
_CREDIT_REACH = 1
_QUOTES = frozenset("据據引")
_COUNTRY_DOMAIN = re.compile(r"\.([a-z]{2})$")
# Sold to anybody, or of no state that exists.
_DOMAINS_NOT_STATES = frozenset({"tv", "me", "io", "co", "ai", "eu", "su"})
# The one country-code domain in use that is not the state's ISO 3166-1 code.
_UK_DOMAIN = "uk"


def credited_state(lines: Sequence[Line]) -> str | None:
    """The state of the newsroom that opens a Chinese report: `（中央社記者…`; not that which it quotes: `据…报道`."""
    if lines[0].language != "zh":
        return None
    opening = (
        item
        for line in lines[:_OPENING_LINES]
        for item in line.of("newsroom")
        if item.start <= _CREDIT_REACH and line.norm(item.start - 1) not in _QUOTES
    )
    return next((str(item.prop("state")) for item in opening), None)


def newsroom_state(lines: Sequence[Line]) -> str | None:
    """The state of the only news agency that the story names as its source: `/ТАСС/`, `сообщает БЕЛТА`."""
    named = {str(item.prop("state")) for line in lines for item in line.of("newsroom")}
    return named.pop() if len(named) == 1 else None


def host_of(url: str | None) -> str | None:
    """The host of an address; None where it has none, as what stands there may only look like an address."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def press_of_host(url: str | None, states: States) -> str | None:
    """The state of an outlet that writes in a language of another press: of its name, or of its domain."""
    host = host_of(url)
    named = next((_OUTLETS[part] for part in (host or "").split(".") if part in _OUTLETS), None)
    return named or domain_state(url, states)


def local_state(lines: Sequence[Line]) -> str | None:
    """The state outside China whose own words a Chinese story uses without its name, `律政司`, `本港`, where it tells of no body of China so."""
    if lines[0].language != "zh":
        return None
    told = Counter(
        str(item.prop("state"))
        for line in lines
        for item in line.of("agency", "home")
        if item.prop("state") and not _is_named_in_full(line, item)
    )
    local = [state for state in told if state in _LOCAL_PRESS]
    return max(local, key=lambda state: told[state]) if local and _MAINLAND not in told else None


def _is_named_in_full(line: Line, item: Item) -> bool:
    """`香港 | 律政司`, `香港警方`: a body with its place is told of by anybody's press."""
    owned = any(country.end == item.start for country in line.of("country"))
    return owned or line.glued(item.start, item.end).startswith(_PLACES)


def domain_state(url: str | None, states: States) -> str | None:
    """The state of a country-code domain, or of an outlet on another, if the story names that state at all."""
    host = host_of(url)
    state = (outlet_state(host) or _country_of(host)) if host else None
    return state if state in states.counts else None


def _country_of(host: str) -> str | None:
    match = _COUNTRY_DOMAIN.search(host)
    if match is None or match[1] in _DOMAINS_NOT_STATES:
        return None
    return "GB" if match[1] == _UK_DOMAIN else match[1].upper()
