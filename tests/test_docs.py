"""What the documents promise: their queries answer as printed, their commands, options, settings and links exist."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from ontology import errors
from ontology.terms import PREFIXES, C
from server import documented
from server.cli import comity as command

ROOT = Path(__file__).parent.parent
README, MODEL, RUNNING = ROOT / "README.md", ROOT / "docs/model.md", ROOT / "docs/running.md"
DOCS = sorted({README, MODEL, RUNNING, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")})
COMMANDS = {name: command.get_command(click.Context(command), name) for name in command.list_commands(None)}


def named(path):
    return path.relative_to(ROOT).as_posix()


def blocks(path, language):
    """The fenced blocks of a language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [text for kind, text in found if kind == language]


def answered():
    """Each query of the README with the answer printed below it."""
    pairs = re.findall(r"```sparql\n(.*?)```\n\n```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return [pytest.param(query, answer, id=f"question-{number}") for number, (query, answer) in enumerate(pairs, 1)]


def trimmed(text):
    return [line.rstrip() for line in text.strip().splitlines()]


def options(of):
    """The options of a command, long and short."""
    return {name for option in of.params for name in (*option.opts, *option.secondary_opts) if name.startswith("-")}


def test_the_readme_asks_five_questions():
    assert len(answered()) == len(blocks(README, "sparql")) == 5


@pytest.mark.parametrize(("query", "answer"), answered())
def test_the_readmes_queries_answer_as_printed(seeds_comity, query, answer):
    assert trimmed(seeds_comity("query", "--format", "table", "-", stdin=query).out) == trimmed(answer)


@pytest.mark.parametrize(
    "query", [pytest.param(text, id=text.split("\n")[1].strip()) for text in blocks(MODEL, "sparql")]
)
def test_the_models_queries_have_answers(seeds_comity, query):
    assert len(seeds_comity("query", "--format", "csv", "-", stdin=query).out.splitlines()) > 1


def test_the_demo_prints_what_the_readme_shows(seeds_comity):
    shown = next(text for text in blocks(README, "text") if "Published generation 1" in text)
    demo = re.search(r"^demo:.*?(?=\n\n)", (ROOT / "Makefile").read_text(), re.MULTILINE | re.DOTALL)[0]
    file = ROOT / re.search(r"query --format table -f (\S+)", demo)[1]
    assert seeds_comity("query", "--format", "table", "-f", file).out in shown
    asked = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a c:%s }"
    for number, noun in re.findall(r"(\d+) (article|agreement|meeting)s[,\s]", shown.partition("generation 1:")[2]):
        counted = seeds_comity("query", "--format", "csv", asked % noun.capitalize()).out.split()[1]
        assert counted == number, noun


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_commands_and_options_of_the_docs_exist(path):
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`", text) + [line for block in blocks(path, "sh") for line in block.splitlines()]
    for line in code:
        called = re.match(r"(?:\.venv/bin/)?comity( .*)?$", line.partition("#")[0].strip())
        if called is None:
            continue
        words = (called[1] or "").split()
        name = next((word for word in words if word in COMMANDS), None)
        plain = [word for word in words if word.islower() and word.isalpha()]
        assert name or not plain, f"{line}: no such command"
        known = options(command) | {"--help", "-h"} | (options(COMMANDS[name]) if name else set())
        assert {word for word in words if word.startswith("-") and word != "-"} <= known, line


@pytest.mark.parametrize("name", COMMANDS)
def test_options_and_the_docs_agree(name):
    """Each option is told in its command's section of running.md, and each that is told there exists."""
    text = RUNNING.read_text(encoding="utf-8")
    section = re.search(rf"^## comity {name}\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)[1]
    told = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(re.findall(r"`([^`\n]+)`", section))))
    assert told - {"--home"} == options(COMMANDS[name]) - {"--home"}


def test_options_of_all_commands_are_told():
    text = RUNNING.read_text(encoding="utf-8")
    for option in options(command) | {"--home"}:
        assert re.search(rf"`(comity )?{option}\b", text), option


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_given(seeds_comity, name):
    said = seeds_comity(*name.split(), "--help").out
    assert said.startswith(f"Usage: comity {name}".rstrip())
    assert len(said.splitlines()) > 5


def test_the_readme_lists_the_commands():
    listed = re.findall(r"^\| `comity (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


def test_the_settings_table_is_that_of_the_code():
    text = RUNNING.read_text(encoding="utf-8")
    assert documented.updated(text) == text  # else: make docs


def test_variables_of_the_code_are_told():
    code = "".join(
        path.read_text() for room in ("ontology", "loader", "server") for path in (ROOT / room).rglob("*.py")
    )
    used = set(re.findall(r"\bCOMITY_[A-Z]+(?:_[A-Z]+)*\b", code))
    assert used <= set(re.findall(r"\bCOMITY_[A-Z_]+\b", RUNNING.read_text(encoding="utf-8")))


def test_exit_codes_are_those_of_the_errors():
    section = RUNNING.read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    told = {int(code) for code in re.findall(r"^\| (\d) \|", section, re.MULTILINE)}
    tree = [value for value in vars(errors).values() if isinstance(value, type)]
    assert told == {0} | {error.exit_code for error in tree if issubclass(error, errors.ComityError)}


def test_the_words_of_the_model_exist():
    for path in DOCS:
        for term in re.findall(r"(?<![\w:/-])c:([A-Za-z]\w*)", path.read_text(encoding="utf-8")):
            assert term in C.terms(), f"{path}: c:{term}"


def test_the_models_tables_are_those_of_the_ontology(seeds_comity):
    """Each row of a property names all its super-properties; each row of a class, super-classes that it has."""
    asked = "SELECT DISTINCT ?term ?super { ?term rdfs:subPropertyOf|rdfs:subClassOf ?super } ORDER BY ?term ?super"
    supers: dict[str, set[str]] = {}
    for line in seeds_comity("query", "--format", "csv", asked).out.splitlines()[1:]:
        term, broader = (short(iri) for iri in line.split(","))
        supers.setdefault(term, set()).add(broader)
    classes = re.findall(r"^\| `(c:[A-Z]\w+)` \| ([^|]*) \|", MODEL.read_text(encoding="utf-8"), re.MULTILINE)
    for term, shown in classes:
        assert set(shown.split(", ")) <= supers[term], term
    properties = re.findall(r"^\| `(c:[a-z]\w+)` \|[^|]+\|([^|]*)\|", MODEL.read_text(encoding="utf-8"), re.MULTILINE)
    for term, shown in properties:
        assert {word for word in shown.strip().split(", ") if word} == supers.get(term, set()), term
    assert len(classes) >= 11
    assert len(properties) >= 20


def short(iri):
    return next(
        (f"{prefix}:{iri.removeprefix(space)}" for prefix, space in PREFIXES.items() if iri.startswith(space)), iri
    )


def anchors(path):
    """The anchors that GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_links_resolve(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        other = (path.parent / file).resolve() if file else path
        assert other.exists(), target
        assert not anchor or anchor in anchors(other), target


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_files_that_are_named_exist(path):
    for name in re.findall(r"`((?:ontology|shapes|loader|server|tests|docs|seeds|bench)/[\w./-]*)`", path.read_text()):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_no_path_of_one_machine(path):
    assert not re.findall(r"(?<![\w.])/(?:home|root|work|tmp|Users|usr|opt)/\S*", path.read_text(encoding="utf-8"))


def test_the_backup_of_the_docs_is_a_home(seeds_comity, tmp_path):
    (tmp_path / "data").symlink_to(seeds_comity.home)
    (script,) = [text for text in blocks(RUNNING, "sh") if "backup/current" in text]
    subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, check=True)
    backup = type(seeds_comity)(tmp_path / "backup")
    assert backup("dump").out == seeds_comity("dump").out
    assert "0 articles added" in backup("load", ROOT / "seeds").out


def test_the_version_is_said_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert re.search(rf'owl:versionInfo "{re.escape(project["version"])}"', (ROOT / "ontology/comity.ttl").read_text())
