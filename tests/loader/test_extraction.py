"""Made-up news items against the facts that a careful reader finds in them.

The items stand in tests/cases/extraction/, a file for each language; its first lines explain how to add one. Items in
open/ are not read right yet: they are counted, and their number must not fall below the one in passing.txt.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from loader.articles import article_graphs
from loader.evaluate.gold import Article, Named, Record, found_facts
from loader.evaluate.match import kind_group, names_match
from loader.model import ArticleGraph, Document
from loader.read import read_documents
from ontology.lexicon import Lexicon, load_lexicon
from ontology.terms import NAMES, RDF, C

FOLDER = Path(__file__).parent.parent / "cases" / "extraction"
DATE = re.compile(r"(?:\d{4}|-)(?:-\d\d){0,2}")


def cases(folder: Path) -> list[dict[str, Any]]:
    return [
        {"language": path.stem, **case}
        for path in sorted(folder.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def title(case: dict[str, Any]) -> str:
    return f"{case['language']}: {case['name']}"


SOLVED, OPEN = cases(FOLDER), cases(FOLDER / "open")
FLOOR = int((FOLDER / "open" / "passing.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def record(event: Record, ordinal: str | None, group: str) -> str:
    """An event as the cases write one: `talks held BY CN 2024-03-12 #9`."""
    kind = group or event.kind
    return " ".join([kind, event.status, *sorted(event.states), *filter(None, [event.date, ordinal])])


def wanted(line: str, *, grouped: bool) -> str:
    """The same of a line in a case, its states in order."""
    kind, status, *rest = line.split()
    states = sorted(word for word in rest if re.fullmatch("[A-Z]{2}", word))
    others = [word for word in rest if DATE.fullmatch(word)] + [word for word in rest if word.startswith("#")]
    assert len(states) + len(others) == len(rest), f"what is this? {line}"
    return " ".join([kind_group(kind) if grouped else kind, status, *states, *others])


def story_graphs(case: dict[str, Any], folder: Path, lexicon: Lexicon) -> tuple[ArticleGraph, ...]:
    """The graphs of an item's stories, read from a file as a user hands it in."""
    path = folder / "item.txt"
    path.write_text("\n\n".join(filter(None, [case.get("published"), case["text"].strip()])) + "\n", encoding="utf-8")
    (document,) = read_documents([str(path)])
    assert isinstance(document, Document)
    return article_graphs(document, lexicon, NAMES)


def read(case: dict[str, Any], graph: ArticleGraph) -> tuple[Article, list[str | None], dict[str, Named]]:
    """The facts of a story; the ordinals of its meetings in the same order; its agencies by their codes."""
    nodes = {
        kind: [quad.subject for quad in graph.quads if quad.predicate == RDF.type and quad.object == kind]
        for kind in (C.Meeting, C.Agency)
    }
    ordinals = {quad.subject: f"#{quad.object.value}" for quad in graph.quads if quad.predicate == C.ordinal}
    facts = found_facts("item", case["language"], graph.quads)
    slugs = [node.value.rsplit("/", 1)[-1] for node in nodes[C.Agency]]
    return facts, [ordinals.get(node) for node in nodes[C.Meeting]], dict(zip(slugs, facts.agencies, strict=True))


def differences(case: dict[str, Any], folder: Path, lexicon: Lexicon) -> list[str]:
    """What is missing and what is too much, a line each."""
    graphs = story_graphs(case, folder, lexicon)
    if len(graphs) != case.get("stories", 1):
        return [f"stories: {len(graphs)}, not {case.get('stories', 1)}"]
    facts, ordinals, agencies = read(case, graphs[case.get("story", 1) - 1])
    named = {slug: agency for slug, agency in agencies.items() if not agency.optional}
    return [
        *compared("countries", case["countries"], facts.countries),
        *compared("threats", case["threats"], facts.threats),
        *unnamed("agencies", case["agencies"], named),
        *unnamed("people", case["people"], {person.names[0]: person for person in facts.people}),
        *events(case, facts, ordinals),
    ]


def events(case: dict[str, Any], facts: Article, ordinals: list[str | None]) -> list[str]:
    """The differences of agreements and meetings; an item of a language whose events are not read lists none."""
    agreements = [record(agreement, None, "") for agreement in facts.agreements]
    meetings = [
        record(meeting, ordinal, kind_group(meeting.kind))
        for meeting, ordinal in zip(facts.meetings, ordinals, strict=True)
    ]
    found = {"agreements": agreements, "meetings": meetings}
    return [
        difference
        for what, lines in found.items()
        if what in case
        for difference in compared(what, [wanted(line, grouped=what == "meetings") for line in case[what]], lines)
    ]


def compared(what: str, expected: Any, found: Any) -> list[str]:
    missing, extra = list(expected), list(found)
    for entry in list(missing):
        if entry in extra:
            missing.remove(entry)
            extra.remove(entry)
    return [f"{what}: missing {entry}" for entry in missing] + [f"{what}: too much {entry}" for entry in sorted(extra)]


def unnamed(what: str, expected: list[str], found: dict[str, Named]) -> list[str]:
    """Names that nothing found has, or has with another state; and what is found and not expected."""
    free, missing = dict(found), []
    for entry in expected:
        name, _, state = (part.strip() for part in entry.partition("/"))
        hit = entry if entry in free else next(
            (
                key
                for key, value in free.items()
                if value.state == (state or None) and any(names_match(name, form) or stems(name) == stems(form) for form in value.names)
            ),
            None,
        )  # fmt: skip
        if hit is None:
            missing.append(f"{what}: missing {entry}")
        else:
            del free[hit]
    return missing + [f"{what}: too much {key} {value.names} / {value.state}" for key, value in sorted(free.items())]


def stems(name: str) -> list[str]:
    """A name's words without their case endings: `Садыром Жапаровым` names `Садыр Жапаров`."""
    return [
        re.sub(r"(?<=[а-яёіўє]{3})[аяоеёыіиуюйьм]{1,3}$", "", word)
        for word in name.casefold().replace("ў", "в").split()
    ]


@pytest.mark.parametrize("case", SOLVED, ids=title)
def test_an_item_tells_these_facts_and_no_other(case: dict[str, Any], tmp_path: Path, lexicon: Lexicon) -> None:
    wrong = differences(case, tmp_path, lexicon)
    assert not wrong, "\n".join(wrong)


def test_no_fewer_open_items_are_read_right_than_before(tmp_path: Path, lexicon: Lexicon) -> None:
    right = [title(case) for case in OPEN if not differences(case, tmp_path, lexicon)]
    assert len(right) >= FLOOR, f"{len(right)} of {len(OPEN)} open items, and the floor is {FLOOR}: {right}"


def test_names_of_items_are_unique() -> None:
    titles = [title(case) for case in SOLVED + OPEN]
    assert len(titles) == len(set(titles))
