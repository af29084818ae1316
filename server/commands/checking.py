"""`comity validate`: the published articles, or RDF files, held against the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from ontology.errors import NotFound, UnreadableDocument, UsageError
from ontology.terms import C
from shapes import Report, Result, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    from ontology.home import Home
    from ontology.terms import Names


def check_store(home: Home, names: Names) -> Report:
    """Check every article that is published, and its quotations against the texts under HOME/texts.

    Raises:
        NotFound: Nothing is published there.
    """
    if not home.current.is_dir():
        raise NotFound(f"{home.root}: nothing is published there; load something first: comity load PATH")
    store = Store.read_only(str(home.current.resolve()))
    holders = store.quads_for_pattern(None, C.document, None, None)
    graphs = {quad.graph_name for quad in holders} - {DefaultGraph()}
    quads = (store.quads_for_pattern(None, None, None, graph) for graph in sorted(graphs, key=str))
    return _merged(validate(list(graph), texts=_texts(home), names=names) for graph in quads)


def check_files(paths: Iterable[Path], names: Names) -> Report:
    """Check RDF files: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, as their endings tell.

    Raises:
        UsageError: The ending is not that of an RDF format.
        NotFound: There is no such file.
        UnreadableDocument: The file is not what its ending says.
    """
    return _merged(validate(_read(path), names=names) for path in paths)


def _merged(reports: Iterable[Report]) -> Report:
    return Report(tuple(sorted((result for report in reports for result in report.results), key=Result.order)))


def _texts(home: Home) -> Callable[[str], str | None]:
    def text(sha256: str) -> str | None:
        path = home.text(sha256)
        return path.read_bytes().decode(errors="replace") if path.is_file() else None

    return text


def _read(path: Path) -> Iterator[Quad]:
    rdf = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if rdf is None:
        raise UsageError(f"{path}: no RDF format ends like that; give .ttl, .trig, .nt, .nq, .rdf or .jsonld")
    try:
        yield from parse(path=str(path), format=rdf)
    except SyntaxError as error:
        raise UnreadableDocument(f"{path}: it is not {rdf.name} ({error}); mend that place") from error
    except FileNotFoundError as error:
        raise NotFound(f"{path}: there is no such file; check the path") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"{path}: it cannot be read ({error}); check it") from error


def as_json(report: Report) -> dict[str, object]:
    """The report with plain values: what `json.dumps` takes."""
    return {
        "conforms": report.conforms,
        "violations": len(report.violations),
        "warnings": len(report.warnings),
        "results": [_result(result) for result in report.results],
    }


def _result(result: Result) -> dict[str, str | None]:
    return {
        "severity": result.severity.value,
        "graph": _iri(result.graph),
        "focus": result.focus.value,
        "label": result.label,
        "path": _iri(result.path),
        "value": None if result.value is None else result.value.value,
        "shape": result.shape.value,
        "message": result.message,
    }


def _iri(term: NamedNode | None) -> str | None:
    return None if term is None else term.value
