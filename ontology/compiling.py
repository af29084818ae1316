"""Lexicon files to the compiled lexicon: a trie of forms, and the concepts that they stand for."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology import terms
from ontology.errors import UsageError
from ontology.personal import is_han, name_key
from ontology.tokens import tokenize
from ontology.trie import insert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ontology.trie import Node

C = terms.C.namespace
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Property -> the kind of form that its value is.
_FORMS = {
    _SKOS + "prefLabel": "label",
    _SKOS + "altLabel": "label",
    _SKOS + "hiddenLabel": "label",
    C + "demonym": "demonym",
    C + "inhabitant": "inhabitant",
    C + "combiningForm": "combining",
    C + "shortForm": "short",
    C + "wording": "label",
}
_CHOICE = re.compile(r"\{([^{}]*)\}")
# Class -> kind of concept. A class that is not here carries no forms.
_KINDS = {
    C + "Country": "country",
    C + "Place": "place",
    C + "Function": "function",
    C + "Agency": "agency",
    C + "AgencyHead": "agency-head",
    C + "PostType": "post",
    C + "Honorific": "honorific",
    C + "Threat": "threat",
    C + "Cue": "cue",
    C + "CalendarTerm": "calendar",
    C + "Person": "person",
    C + "NameList": "name-list",
}
# Common nouns: a capital in their label is a habit of writing, not a demand on the text.
_CASELESS = frozenset({"function", "post", "cue", "threat", "agency-head"})
ANY_CASE, INITIAL, ACRONYM = 0, 1, 2
_ACRONYM_LENGTH = 9


def compile_files(files: Iterable[tuple[Path, bytes]]) -> dict[str, Any]:
    """The trie, the concepts and the keys of persons, of Turtle files and their contents; plain data throughout.

    Raises:
        UsageError: A file is not Turtle; the message has the place.

    """
    kinds: dict[str, str] = {}
    props: dict[str, dict[str, str]] = {}
    labels: dict[str, dict[str, str]] = {}
    forms: dict[tuple[str, str, str, str], None] = {}
    for subject, predicate, value in (triple for path, content in files for triple in _triples(path, content)):
        if predicate == _RDF_TYPE:
            if kind := _KINDS.get(str(value)):
                kinds[subject] = kind
        elif isinstance(value, Literal) and value.language and predicate in _FORMS:
            forms |= dict.fromkeys(
                (subject, _FORMS[predicate], label, value.language) for label in written_out(value.value)
            )
            if predicate == _SKOS + "prefLabel":
                labels.setdefault(subject, {})[value.language] = value.value
        elif isinstance(value, Literal) and not value.language:
            props.setdefault(subject, {})[_local(predicate)] = value.value
        elif isinstance(value, str):
            props.setdefault(subject, {})[_local(predicate)] = value.rsplit("/", 1)[-1]
    _add_tenures(props)
    _mark_capitals(props)
    order = {iri: at for at, iri in enumerate(sorted(kinds))}
    concepts = [(iri, kinds[iri], props.get(iri, {}), labels.get(iri, {})) for iri in order]
    trie: Node = {}
    for subject, form, label, language in sorted(forms):
        if subject in order:
            _insert_form(trie, label, (order[subject], form, language, _demand(label, kinds[subject], form)))
    persons = [(form[0], form[2]) for form in forms if kinds.get(form[0]) == "person"]
    return {"concepts": concepts, "trie": trie, "people": _people(persons, props)}


def written_out(wording: str) -> Iterator[str]:
    """Each label that a wording with choices stands for: `{fake|forged} {visa|stamp}` for four. Without one, itself."""
    parts = _CHOICE.split(wording)
    if len(parts) == 1:
        return iter(parts)
    return map("".join, product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts))))


def _people(names: Iterable[tuple[str, str]], props: dict[str, dict[str, str]]) -> dict[str, str]:
    """The keys of full names, each with the person who has it; without the keys that two persons share."""
    holders: dict[str, set[str]] = {}
    for iri, name in names:
        words = name.split()
        if len(words) > 1 or is_han(name):
            key = name_key(words, props.get(iri, {}).get("state"))
            holders.setdefault(key, set()).add(iri.rsplit("/", 1)[-1])
    return {key: min(found) for key, found in sorted(holders.items()) if len(found) == 1}


def _mark_capitals(props: dict[str, dict[str, str]]) -> None:
    """Tell each seat of government that it is one: news names it where it means the state."""
    for row in list(props.values()):
        if (seat := row.get("capital")) is not None:
            props.setdefault(f"{terms.DATA}id/place/{seat}", {})["seat"] = seat


def _add_tenures(props: dict[str, dict[str, str]]) -> None:
    """Give each person the terms of office that the lexicon knows: `function/since/until`; an end that nobody tells is empty."""
    for row in list(props.values()):
        if (holder := row.get("holder")) and (function := row.get("function")):
            person = props.setdefault(f"{terms.DATA}id/person/{holder}", {})
            term = f"{function}/{row.get('since', '')}/{row.get('until', '')}"
            person["tenures"] = " ".join(sorted({*person.get("tenures", "").split(), term}))


def _triples(path: Path, content: bytes) -> Iterator[tuple[str, str, str | Literal]]:
    try:
        for triple in parse(content, format=RdfFormat.TURTLE):
            value = triple.object
            if isinstance(triple.subject, NamedNode) and isinstance(value, NamedNode | Literal):
                yield (
                    triple.subject.value,
                    triple.predicate.value,
                    value.value if isinstance(value, NamedNode) else value,
                )
    except SyntaxError as error:
        raise UsageError(f"{path}: the lexicon is not Turtle ({error}); mend that place") from error


def _insert_form(trie: Node, label: str, entry: tuple[int, str, str, int]) -> None:
    tokens = tokenize(label)
    if not tokens:
        return
    insert(trie, tokens.norms, entry)
    joined: list[str] = []
    for at, norm in enumerate(tokens.norms):
        if tokens.is_hyphened(at):
            joined[-1] += norm
        else:
            joined.append(norm)
    insert(trie, joined, entry)


def _demand(label: str, kind: str, form: str) -> int:
    """What the label's capitals ask of the text: an acronym all capitals, a name its first one."""
    letters = [char for char in label if char.isalpha()]
    if len(letters) > 1 and len(label) <= _ACRONYM_LENGTH and all(char.isupper() for char in letters):
        return ACRONYM
    named = kind not in _CASELESS or form != "label"
    return INITIAL if named and letters and label[0].isupper() else ANY_CASE


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
