"""All bombs, in the order in which they are sent."""

from __future__ import annotations

from tests.bombs import chains, heads, nesting, products, reaching, uploads

BOMBS = [
    *nesting.bombs(),
    *chains.bombs(),
    *products.bombs(),
    *reaching.bombs(),
    *heads.bombs(),
    *uploads.bombs(),
]
