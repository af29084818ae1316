"""Belarusian adjectives and participles by their citation form's ending."""

from __future__ import annotations

import re

from ontology.build.phrases import CASES, GENDERS, PLURAL, Adjective

ENDINGS: tuple[tuple[tuple[str, ...], str, dict[str, tuple[str, ...]]], ...] = (
    (("ая", "яя"), "femn", {"nomn": ("ая",), "gent": ("ай", "ае"), "datv": ("ай",), "accs": ("ую",),
                            "ablt": ("ай", "аю"), "loct": ("ай",)}),
    (("ае", "яе", "ое"), "neut", {"nomn": ("ае",), "gent": ("ага",), "datv": ("аму",), "accs": ("ае",), "ablt": ("ым",),
                                  "loct": ("ым",)}),
    (("ыя", "ія"), PLURAL, {"nomn": ("ыя",), "gent": ("ых",), "datv": ("ым",), "accs": ("ыя", "ых"), "ablt": ("ымі",),
                            "loct": ("ых",)}),
    (("ы", "і"), "masc", {"nomn": ("ы",), "gent": ("ага",), "datv": ("аму",), "accs": ("ы", "ага"), "ablt": ("ым",),
                          "loct": ("ым",)}),
)  # fmt: skip
"""Adjective endings: those of the citation form, what it agrees with, the hard endings by case."""

ADJECTIVAL = re.compile(r"(к|н|в|ўск|ск|цк|зк|т|л|ш|ч|м|дн|рв|ст|аг|х|ўн|оўн)(ы|і|ая|яя|ае|яе|ое|ыя)$|(к|г|х|шн|жн)ія$")


def _adjective_forms(stem: str, endings: dict[str, tuple[str, ...]], citation: str) -> dict[str, tuple[str, ...]]:
    """The forms of one gender; soft stems and stems in г, к, х respell the hard endings."""
    velar = stem[-1] in "гкх"
    soft = not velar and citation[len(stem) :][:1] in "іья"
    forms = {}
    for case, hard in endings.items():
        spelled = [e.replace("ы", "і") if velar or soft else e for e in hard]
        if soft:
            spelled = [{"а": "я", "у": "ю"}.get(e[0], e[0]) + e[1:] for e in spelled]
        stressed = [e.replace("а", "о", 1) for e in spelled if stem[-1] in "гх" and e.startswith("а") and e != "ая"]
        forms[case] = tuple(stem + e for e in (*spelled, *stressed))
    return forms


def paradigm(word: str) -> Adjective | None:
    """The word as an adjective in any gender's nominative; ``None`` if it does not end as one."""
    if len(word) < 4 or not ADJECTIVAL.search(word):  # noqa: PLR2004
        return None
    for suffixes, agreement, _ in ENDINGS:
        if word.endswith(suffixes):
            suffix = next(s for s in suffixes if word.endswith(s))
            stem = word.removesuffix(suffix)
            columns = {gender: _adjective_forms(stem, table, word) for _, gender, table in ENDINGS}
            forms: dict[tuple[str, str], tuple[str, ...]] = {
                (g, case): columns[g][case] for g in (*GENDERS, PLURAL) for case in CASES
            }
            return Adjective(agreement, forms)
    return None
