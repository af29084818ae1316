"""The commands that look at extraction: `comity explain`, `comity evaluate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from loader.evaluate import evaluate, report
from loader.evaluate import floors as gate
from loader.explain import explain
from loader.read import Ignored, Unreadable, read_documents
from ontology.errors import RejectedError
from ontology.lexicon import load_lexicon
from ontology.terms import Names

if TYPE_CHECKING:
    from loader.evaluate import Evaluation, GoldArticle

lexicon_option = click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A Turtle file with further words; may be given several times.",
)


@click.command("explain")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@lexicon_option
@click.option("--triples/--no-triples", default=True, show_default=True, help="End with the article's Turtle.")
def explain_command(paths: tuple[str, ...], *, lexicons: tuple[Path, ...], triples: bool) -> None:
    """Show each stage of the extraction on documents: stories, mentions, rules, facts, near misses, triples.

    Nothing is stored. PATH is as for `comity load`.
    """
    lexicon, names = load_lexicon(lexicons), Names.from_environment()
    failed = False
    for document in read_documents(paths, sys.stdin.buffer):
        if isinstance(document, Unreadable | Ignored):
            click.echo(f"{document.source}: {document.reason}", err=True)
            failed = failed or isinstance(document, Unreadable)
            continue
        for line in explain(document, lexicon, names, triples=triples):
            click.echo(line)
    sys.exit(RejectedError.exit_code if failed else 0)


@click.command("evaluate")
@click.argument("gold", type=click.Path(path_type=Path))
@lexicon_option
@click.option("--by-language", is_flag=True, help="Also the scores of each language.")
@click.option("--errors", is_flag=True, help="Also what was missed, found falsely, or differs.")
@click.option(
    "--split",
    type=click.Choice(["all", "check", "work"]),
    default="all",
    show_default=True,
    help="Every third article is the check half.",
)
@click.option("--json", "as_json", is_flag=True, help="The scores as one JSON object.")
@click.option(
    "--floors", type=click.Path(dir_okay=False, path_type=Path), help="Scores below which none may fall: exit code 3."
)
@click.option("--raise-floors", is_flag=True, help="Pin today's scores in the file of --floors; none is lowered.")
def evaluate_command(
    gold: Path,
    *,
    lexicons: tuple[Path, ...],
    by_language: bool,
    errors: bool,
    split: str,
    as_json: bool,
    floors: Path | None,
    raise_floors: bool,
) -> None:
    """Score the extraction against annotated articles: GOLD is a gold.jsonl or its folder."""
    if raise_floors and floors is None:
        raise click.UsageError("--raise-floors wants the file to write: --floors FILE")

    def keep(article: GoldArticle, half: frozenset[Path]) -> bool:
        return split == "all" or (article.file in half) == (split == "check")

    evaluation = evaluate(gold, load_lexicon(lexicons), Names.from_environment(), keep)
    if as_json:
        click.echo(json.dumps(report.as_json(evaluation), ensure_ascii=False))
    else:
        for line in report.lines(evaluation, by_language=by_language, errors=errors):
            click.echo(line)
    if floors is not None:
        _gate(evaluation, gold, floors, raise_floors=raise_floors)


def _gate(evaluation: Evaluation, gold: Path, floors: Path, *, raise_floors: bool) -> None:
    corpus = gate.fingerprint(gold)
    if raise_floors:
        gate.raise_floors(evaluation, floors, corpus)
        return
    fallen = gate.falls(evaluation, floors, corpus)
    for fall in fallen:
        click.echo(str(fall), err=True)
    if fallen:
        sys.exit(RejectedError.exit_code)


COMMANDS: list[click.Command] = [explain_command, evaluate_command]
