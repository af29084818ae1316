"""Text to tokens: the same whether its words were met before or not, and each token where its offsets say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontology.tokens import fold, tokenize

words = st.sampled_from(
    ["Minsk", "U", "S", "co", "operation", "Lukashenko's", "щёлк", "中", "國", "hoà", "12", "2020", "x\u00adray"]
)
marks = st.sampled_from([" ", "  ", "-", "–", ".", ",", "'s ", "/", "(", "\u200b", "\n", ""])
texts = st.lists(words | marks, max_size=30).map("".join)


@given(text=texts | st.text(max_size=60))
def test_a_text_read_twice_has_the_same_tokens(text):
    assert tokenize(text) == tokenize(text)


@given(before=texts, text=texts, after=texts)
def test_each_token_stands_where_its_offsets_say(before, text, after):
    whole = before + text + after
    tokens = tokenize(whole, len(before), len(before) + len(text))
    assert len(tokens.starts) == len(tokens.ends) == len(tokens.norms)
    places = [place for pair in zip(tokens.starts, tokens.ends, strict=True) for place in pair]
    assert places == sorted(places)
    assert all(len(before) <= place <= len(before) + len(text) for place in places)
    for start, end, norm in zip(tokens.starts, tokens.ends, tokens.norms, strict=True):
        assert start < end
        assert norm in {fold(whole[start:end]), "'s"}
