"""The five seed documents, loaded by the command and asked by SPARQL: every row of the table, and nothing else."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from ontology.terms import PREFIXES

CASES = tomllib.loads((Path(__file__).parent / "cases" / "seeds.toml").read_text(encoding="utf-8"))
HEADLINE = Path(__file__).parent.parent / "server" / "queries" / "01-agreements-belarus-china.rq"
EVENT = """
SELECT ?event ?kind ?status ?date ?place ?ordinal ?quoted WHERE {
  ?article dcterms:identifier "%s" ; c:mentions ?event . ?event a c:%s ; c:kind ?kind ; c:status ?status .
  OPTIONAL { ?event c:signedOn|c:heldOn ?date }
  OPTIONAL { ?event c:signedAt|c:heldAt ?place }
  OPTIONAL { ?event c:ordinal ?ordinal }
  OPTIONAL { ?event c:quoted ?quoted }
}"""
DCTERMS = {"dcterms": "http://purl.org/dc/terms/", **PREFIXES}


def ask(store: Store, query: str):
    return list(store.query(query, prefixes=DCTERMS))


def code(term) -> str:
    return term.value.rsplit("/", 1)[-1] if term is not None else ""


def targets(store: Store, event: str, path: str) -> set[str]:
    return {code(row["x"]) for row in ask(store, f"SELECT DISTINCT ?x WHERE {{ <{event}> {path} ?x }}")}


def people(store: Store, event: str) -> list[set[str]]:
    """For each person of an event, every form of the name."""
    rows = ask(
        store,
        f"SELECT ?p ?n WHERE {{ <{event}> c:participant|c:signatory ?p . ?p a c:Person ; rdfs:label|skos:altLabel ?n }}",
    )
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(row["p"].value, set()).add(row["n"].value)
    return list(names.values())


def described(store: Store, row, wanted) -> dict:
    """The event as the case describes one, with the keys that the case has."""
    event = row["event"].value
    found = {
        "kind": code(row["kind"]),
        "status": code(row["status"]),
        "date": row["date"].value if row["date"] is not None else "",
        "place": code(row["place"]),
        "ordinal": int(row["ordinal"].value) if row["ordinal"] is not None else 0,
        "quoted": row["quoted"] is not None,
        "states": targets(store, event, "c:partyState|c:participantState"),
        "threats": targets(store, event, "c:addresses|c:discusses"),
        "parties": targets(store, event, "c:party"),
        "participants": {slug for slug in targets(store, event, "c:participant") if (store, slug)},
    }
    return {key: found[key] for key in wanted if key in found}


def fits(store: Store, row, wanted: dict) -> bool:
    expected = {
        key: set(value) if isinstance(value, list) else value for key, value in wanted.items() if key != "people"
    }
    found = described(store, row, expected)
    if "participants" in expected:
        found["participants"] &= expected["participants"]
    names = people(store, row["event"].value)
    everyone = all(
        any(set(name.split()) <= set(form.split()) for forms in names for form in forms)
        for name in wanted.get("people", [])
    )
    return found == expected and everyone and ("people" not in wanted or len(names) == len(wanted["people"]))


@pytest.fixture(scope="module")
def store(seeds_home: Path) -> Store:
    return Store.read_only(str((seeds_home / "current").resolve()))


@pytest.mark.parametrize("identifier", CASES)
@pytest.mark.parametrize(("type_", "key"), [("Agreement", "agreements"), ("Meeting", "meetings")])
def test_a_seed_tells_these_events_and_no_other(store: Store, identifier: str, type_: str, key: str) -> None:
    rows = ask(store, EVENT % (identifier, type_))
    wanted = CASES[identifier][key]
    missing = [case for case in wanted if not any(fits(store, row, case) for row in rows)]
    told = [
        {
            **described(
                store,
                row,
                ["kind", "status", "date", "place", "ordinal", "states", "threats", "parties", "participants"],
            ),
            "people": people(store, row["event"].value),
        }
        for row in rows
    ]
    assert not missing, f"found {told}"
    assert len(rows) == len(wanted), f"found {told}"


@pytest.mark.parametrize(("state", "count"), [("CN", 2), ("VN", 1)])
def test_the_headline_question_has_exactly_these_answers(seeds_comity, state: str, count: int) -> None:
    query = HEADLINE.read_text(encoding="utf-8").replace("country:CN", f"country:{state}")
    rows = json.loads(seeds_comity("query", "--format", "json", query).out)["results"]["bindings"]
    assert len(rows) == count
    assert all(row["label"]["value"].startswith(("Programme", "Declaration", "Memorandum")) for row in rows)


def test_the_evidence_is_the_text_at_its_offsets_in_the_file(store: Store, seeds: Path) -> None:
    rows = ask(
        store,
        """SELECT ?identifier ?exact ?start ?end ?event WHERE {
        ?event a ?class ; c:evidence ?e . VALUES ?class { c:Agreement c:Meeting }
        ?e oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:hasSource ?article . ?article dcterms:identifier ?identifier }""",
    )
    events = {
        row["event"].value
        for row in ask(store, "SELECT ?event WHERE { ?event a ?class . VALUES ?class { c:Agreement c:Meeting } }")
    }
    assert {row["event"].value for row in rows} == events
    for row in rows:
        text = (seeds / row["identifier"].value.split("#")[0]).read_text(encoding="utf-8")
        assert text[int(row["start"].value) : int(row["end"].value)] == row["exact"].value


def test_no_participant_leaks_from_one_story_to_another(store: Store) -> None:
    rows = ask(
        store,
        """SELECT DISTINCT ?name WHERE { ?article dcterms:identifier ?id . FILTER(STRSTARTS(?id, "002"))
        ?article c:mentions ?meeting . ?meeting a c:Meeting ; c:participantState country:VN ; c:participant ?p . ?p a c:Person ; rdfs:label ?name }""",
    )
    assert {row["name"].value for row in rows} == {"Alexander Lukashenko", "Lương Tam Quang"}


EXTERNAL = sorted((Path(__file__).parent / "cases" / "external").glob("*.rq"))


@pytest.mark.parametrize("path", EXTERNAL, ids=lambda path: path.stem)
def test_a_query_in_other_vocabularies_alone_answers(seeds_comity, path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    expected = query.splitlines()[0].removeprefix("# answers: ").split(" | ")
    assert "comity#" not in query, "the query must not need our terms"
    rows = json.loads(seeds_comity("query", "--format", "json", query).out)["results"]["bindings"]
    answers = [" ".join(cell["value"] for cell in row.values()) for row in rows]
    for part in expected:
        assert any(part in answer for answer in answers), answers


def test_there_are_ten_such_queries() -> None:
    assert len(EXTERNAL) >= 10


def test_two_loads_dump_the_same_bytes_and_a_store_rebuilt_from_them_answers_the_same(
    seeds_comity, comity, seeds: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.ttl", tmp_path / "second.ttl"
    comity("load", seeds)
    seeds_comity("dump", "-o", first)
    comity("dump", "-o", second)
    assert first.read_bytes() == second.read_bytes()
    assert len(rdflib.Graph().parse(first)) > 1000
    rebuilt = Store()
    rebuilt.load(path=str(first), format=RdfFormat.TURTLE)
    for path in (HEADLINE, *EXTERNAL):
        query = path.read_text(encoding="utf-8")
        published = json.loads(seeds_comity("query", "--format", "json", query).out)["results"]["bindings"]
        answers = [{str(v).removeprefix("?"): t.value for v, t in zip(solutions.variables, row, strict=True) if t is not None}
                   for solutions in [rebuilt.query(query, prefixes=PREFIXES)] for row in solutions]  # fmt: skip
        assert sorted(map(str, answers)) == sorted(str({k: v["value"] for k, v in row.items()}) for row in published)
