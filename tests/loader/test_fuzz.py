"""Whatever stands in a file: no crash, graphs that conform, and quotations that stand where their offsets say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from loader.articles import article_graphs
from loader.extract.entities.bodies.citation import citation
from loader.model import Document
from loader.read import read_documents
from ontology.lexicon import load_lexicon
from ontology.terms import NAMES, OA, SKOS, C
from shapes import validate

ROOT = Path(__file__).parent.parent.parent
ARTICLES = [
    path.read_text(encoding="utf-8")
    for folder in (ROOT / "seeds", ROOT / "tests" / "gold" / "articles")
    for path in sorted(folder.glob("*.txt"))
]
# Invisible and bidirectional controls, marks, line ends of all kinds, and signs that look like others or case oddly.
ODD = (
    "\u200b\u200d\u202e\u202a\u2066\u00ad\ufeff\u0301\x00\x07\u2028\u2029\x85\x0b\x0c\u3000«»“”\"'()[]{}—–-·•.,;:!?。，、："
    "%$#@/\\|<>&\t\r\n\U00020000😀𝒜ﬁßİıŁ½²Ⅳ٣４"
)
words = st.sampled_from(sorted({word for text in ARTICLES for word in text.split()}))
odd = st.text(alphabet=ODD, min_size=1, max_size=8)


# No fixture: what is passed to a test of Hypothesis is printed with its failures, and the lexicon is megabytes.
LEXICON = load_lexicon()


@st.composite
def mutated(draw) -> str:
    """An article after a few cuts, repetitions, insertions and changes of case and spacing."""
    text = draw(st.sampled_from(ARTICLES))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([1, 10, 60, 300])))
        middle = text[start:end]
        change = draw(
            st.sampled_from(
                [
                    "",
                    middle * 3,
                    middle.upper(),
                    middle.replace(" ", ""),
                    middle.replace(" ", "\u00a0"),
                    middle.replace("\n", " "),
                    "\u0301".join(middle),
                    middle[::-1],
                ]
            )
        )
        text = text[:start] + change + draw(st.one_of(st.just(""), odd, words)) + text[end:]
    return text or "x"


def graphs_of(text: str, folder: Path):
    """The document and the graphs of its articles, read from a file as the loader reads it."""
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8", newline="")
    for document in read_documents([str(path)], None):
        if isinstance(document, Document):
            yield from ((document, graph) for graph in article_graphs(document, LEXICON, NAMES))


def check(text: str, folder: Path) -> int:
    """Check every article of a text; gives their number."""
    checked = 0
    for document, graph in graphs_of(text, folder):
        said: dict[str, dict[str, str]] = {}
        for quad in graph.quads:
            if quad.predicate in {OA.exact, OA.start, OA.end}:
                said.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
        for one in said.values():
            assert document.text[int(one[OA.start.value]) : int(one[OA.end.value])] == one[OA.exact.value]
        written = "".join(document.text.split())
        labels: dict[str, dict[str, str]] = {}
        for quad in graph.quads:
            if quad.predicate == SKOS.altLabel and "/id/agreement/" not in quad.subject.value:
                labels.setdefault(quad.subject.value, {})[quad.object.value] = quad.object.language
        for named, each in labels.items():
            stand = [label for label in each if "".join(label.split()) in written]
            whole = [citation(label, each[label], LEXICON) for label in stand if "/id/agency/" in named]
            assert each.keys() <= {*stand, *whole}
        assert any(quad.predicate == C.document for quad in graph.quads)
        checked += 1
    return checked


HOSTILE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@HOSTILE
@given(text=mutated())
def test_a_mutated_article_is_read(text, tmp_path):
    check(text, tmp_path)


@example(text="中国和越南举行会议。中越会议将")  # a word of the future with nothing behind it
@example(text="Hội nghị Việt Nam - Trung Quốc sẽ")
@HOSTILE
@given(text=st.text(max_size=400) | st.lists(words | odd, max_size=120).map(" ".join))
def test_any_text_is_read(text, tmp_path):
    check(text, tmp_path)


LONG = {
    "one line of all articles": " ".join(ARTICLES).replace("\n", " ") * 2,
    "no spaces": "".join("".join(ARTICLES).split()),
    "one letter": "a" * 1_000_000,
    "Chinese signs that name states": "中俄越" * 40_000,
    "a state's name": "China " * 60_000,
    "dates": "12 March 2020, " * 20_000,
    "brackets": "(" * 300_000,
    "quotation marks": '"A ' * 100_000,
    "empty lines": "\n" * 1_000_000,
    "stops": ". " * 200_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_very_long_text_is_read(text, tmp_path):
    check(text, tmp_path)


def test_a_mutated_article_conforms(tmp_path):
    text = ARTICLES[0].replace(" ", "\u200b ", 40).replace("\n\n", "\n\u202e\n", 2)
    quads = [quad for _, graph in graphs_of(text, tmp_path) for quad in graph.quads]
    assert quads
    assert validate(quads).conforms


@pytest.mark.parametrize("address", ["https://ww：w.vietnam.example/a", "https://[::1/a", "http://a]b.example/"])
def test_what_only_looks_like_an_address_tells_no_press(address, tmp_path):
    assert check(f"{address}\n\n{ARTICLES[0]}", tmp_path)
