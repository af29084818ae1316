"""Every file of cases/stories gives the stories and blocks under its line of %; the seeds theirs."""

from __future__ import annotations

import pytest
from read_support import CASES, SEEDS, document_of, lines_of

from loader.model import DateSource, Document, PublishedDate, Role, Story
from loader.read import read_documents, sentences, stories


def _told(story: Story) -> list[str]:
    """A story as the case files write it; `quoted` is a body of which every sentence is."""
    text = story.document.text
    lines = [f"story {story.language} {story.published.value if story.published else '-'}"]
    found = sentences(story)
    for number, block in enumerate(story.blocks):
        quoted = block.role is Role.BODY and all(s.quoted for s in found if s.block == number)
        lines.append(f"{'quoted' if quoted else block.role.value} {text[block.span.start : block.span.end]}")
    return lines


@pytest.mark.parametrize("path", sorted((CASES / "stories").iterdir()), ids=lambda path: path.name)
def test_stories(path) -> None:
    text, expected = path.read_text(encoding="utf-8").split("%%%%\n")
    told = [line for story in stories(document_of(text)) for line in _told(story)]
    starts = expected.splitlines()
    assert len(told) == len(starts), told
    for line, start in zip(told, starts, strict=True):
        assert line.startswith(start)


@pytest.mark.parametrize("case", lines_of("furniture.txt"))
def test_furniture_is_left_out_and_sentences_stay(case: str) -> None:
    kind, line = case.split(": ", 1)
    opening = "The ministers of the two states met in Minsk on Monday and spoke about the border."
    text = f"Ministers of the two states meet in Minsk\n\n{opening}\n\n{line}\n\n{opening}"
    blocks = [text[b.span.start : b.span.end] for b in stories(document_of(text))[0].blocks]
    assert (line in blocks) is (kind == "kept")


@pytest.mark.parametrize("case", lines_of("dates.txt"))
def test_publication_date(case: str) -> None:
    *above, expected, source = (part.strip() for part in case.rsplit("|", 2))
    head = "|".join(above)
    story = "The ministers of the two states met in Minsk on Monday and spoke about the border.\n\nThey left."
    if head.startswith("text: "):
        text = f"Ministers of the two states meet in Minsk\n\n{head.removeprefix('text: ')}\n\n{story}"
    else:
        text = f"{head}\n\nMinisters of the two states meet in Minsk\n\n{story}"
    published = stories(document_of(text))[0].published
    assert published == (None if expected == "none" else PublishedDate(expected, DateSource(source)))


def _seed(start: str) -> tuple[Story, ...]:
    (document,) = read_documents([str(next(SEEDS.glob(f"{start}_*.txt")))])
    assert isinstance(document, Document)
    return stories(document)


def test_seed_000_keeps_its_title_once_and_knows_who_speaks() -> None:
    (story,) = _seed("000")
    roles = [block.role for block in story.blocks]
    assert story.number == 0
    assert roles.count(Role.TITLE) == 1
    assert roles.count(Role.SPEAKER) == 5
    quoted = {story.document.text[s.span.start : s.span.end]: s.quoted for s in sentences(story)}
    assert quoted["These are the three evils against which the PRC has been actively fighting."]
    assert not quoted["On April 9, the Prosecutors General of Belarus and China signed a co-operation program."]


def test_seed_001_is_one_story_with_its_glued_sub_headings() -> None:
    (story,) = _seed("001")
    text = story.document.text
    found = [text[s.span.start : s.span.end] for s in sentences(story)]
    assert "On major tasks for CIS law enforcement officers" in found
    assert "Platform has proven its relevance" in found
    assert story.title == "A shield for right-minded citizens and a sword for the criminal world"


def test_seed_002_is_four_stories() -> None:
    found = _seed("002")
    assert [story.number for story in found] == [1, 2, 3, 4]
    assert [len(story.blocks) for story in found] == [11, 6, 5, 4]
    assert found[1].title is not None
    assert found[1].title.endswith("Lương Tam Quang")
    assert found[0].identifier.endswith(".txt#1")


def test_seed_003_has_a_caption_and_a_url() -> None:
    (story,) = _seed("003")
    assert [block.role for block in story.blocks] == [Role.TITLE, Role.CAPTION, Role.BODY]
    assert story.language == "vi"
    assert story.url is not None
    assert story.url.startswith("http://www.vietnamplus.vn/")
    assert story.published is None


def test_seed_004_is_read_without_its_furniture() -> None:
    (story,) = _seed("004")
    text = story.document.text
    assert story.title == "Belarus discusses border security cooperation with SCO countries"
    assert story.published == PublishedDate("2023-07-06", DateSource.HEADER)
    assert [block.role for block in story.blocks] == [Role.TITLE] + [Role.BODY] * 5
    assert not any("Tysenhaus" in text[b.span.start : b.span.end] for b in story.blocks)
