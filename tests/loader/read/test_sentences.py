"""Every paragraph of cases/sentences.txt falls into the sentences under it; and what must hold for any text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_support import CASES, document_of

from loader.model import Block, Role, Span, Story
from loader.read import language, sentences, stories


def _cases() -> list[list[str]]:
    text = (CASES / "sentences.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [case.splitlines() for case in "\n".join(lines).split("\n\n") if case.strip()]


def _story(text: str) -> Story:
    blocks = (Block(Span(0, len(text)), Role.BODY),)
    return Story(document=document_of(text), number=0, blocks=blocks, language=language(text))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[0][:60])
def test_sentences_of_a_paragraph(case: list[str]) -> None:
    paragraph = next(line for line in case if line.startswith(">"))[2:]
    expected = [line for line in case if line[:2] in ("- ", "+ ")]
    found = sentences(_story(paragraph))
    assert [f"{'+' if s.quoted else '-'} {paragraph[s.span.start : s.span.end]}" for s in found] == expected


def test_an_open_quotation_ends_with_its_story_and_does_not_swallow_what_follows() -> None:
    text = "Title of the story\n\nHe said, “We will go.\n\nThe ministers met in Minsk. They signed.\n\nThey left.”"
    story = stories(document_of(text))[0]
    said = {text[s.span.start : s.span.end]: s.quoted for s in sentences(story)}
    assert not said["The ministers met in Minsk."]
    assert not said["They signed."]


def test_a_quotation_over_two_paragraphs_is_one() -> None:
    text = "A headline of the story\n\nHe said, “We will go. Soon.\n\nNobody knows. We go,” he said. They left."
    story = stories(document_of(text))[0]
    said = {text[s.span.start : s.span.end]: s.quoted for s in sentences(story)}
    assert said["Soon."]
    assert said["Nobody knows."]
    assert not said["They left."]


@pytest.mark.parametrize(
    "unit",
    [
        "We signed “it” today. Mr. A. B. Smith met U.S. envoys. ",
        "中国和白俄罗斯签署协议。",
        "т. д. ",
        "1. ",
        "«а ",
        '"a" ',
        "a",
    ],
)
def test_a_line_of_a_megabyte_is_read_in_seconds(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begin = time.perf_counter()
    for story in stories(document_of(text)):
        sentences(story)
    assert time.perf_counter() - begin < 20  # about two seconds alone; slower where the machine is shared


_TEXTS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from('\n.!?…“”«»"。：: ,-|/(1aZЖж中'))
).filter(lambda text: bool(text.strip()))


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_any_text_gives_ordered_blocks_and_sentences_inside_it(text: str) -> None:
    document = document_of(text)
    for story in stories(document):
        assert story.blocks
        for block in story.blocks:
            assert 0 <= block.span.start < block.span.end <= len(text)
        for one, other in pairwise(story.blocks):
            assert one.span.end <= other.span.start
        found = sentences(story)
        for sentence in found:
            block = story.blocks[sentence.block]
            assert block.span.start <= sentence.span.start < sentence.span.end <= block.span.end
            assert sentence.role is block.role
        for one, other in pairwise(found):
            assert one.span.end <= other.span.start
        said = "".join(text[s.span.start : s.span.end] for s in found)
        whole = "".join(text[b.span.start : b.span.end] for b in story.blocks)
        assert "".join(said.split()) == "".join(whole.split())
