"""Pieces that the engine may read otherwise than they look."""

from __future__ import annotations

import re
from typing import Final

_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")  # "//" stands in no expression: only an IRI has it
_TELLING: Final = re.compile(r"[#'()\[\]]")  # characters after which the two readings of "<...>" part
_SCHEME: Final = r"<[A-Za-z][A-Za-z0-9+.\-]*:"
# A namespace to which any plain local name can be added without leaving what an IRI may be.
_NAMESPACE: Final = re.compile(rf"(?:{_SCHEME}(?!//)|{_SCHEME}//[^/?#\\]*[/?#]|<(?!//)[^\\]*[/#]>)[^\\]*+$")
_PLAIN_LOCAL: Final = re.compile(r"[\w.:%\-]*")


def is_comparison_or_iri(iri: str) -> bool:
    """Whether `<…>` after an operand in round brackets may as well be a comparison, with what follows read otherwise."""
    return not _ABSOLUTE.match(iri) and bool(_TELLING.search(iri))


def may_hide_service(local: str, namespace: str | None) -> bool:
    """Whether the engine may read a local name as a keyword.

    Where namespace and local name together make no IRI, the engine takes `e:SERVICE` for the name `e:` and a keyword.

    Args:
        local: what stands after the colon.
        namespace: the `<…>` that the text declares for the prefix; None if the text does not declare it.
    """
    if "SERVICE" not in local.upper():
        return False
    return not (_PLAIN_LOCAL.fullmatch(local) and (namespace is None or _NAMESPACE.match(namespace)))
