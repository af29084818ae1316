"""Personal names: what their spellings in several scripts share."""

from ontology.personal.key import (
    CHINESE,
    coarse,
    is_han,
    is_patronymic,
    latin,
    name_key,
    one_letter_apart,
    same_name,
    skeleton,
    stem,
)
from ontology.personal.slavic import nominative

__all__ = [
    "CHINESE",
    "coarse",
    "is_han",
    "is_patronymic",
    "latin",
    "name_key",
    "nominative",
    "one_letter_apart",
    "same_name",
    "skeleton",
    "stem",
]
