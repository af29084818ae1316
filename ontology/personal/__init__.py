"""Personal names: what their spellings in several scripts share."""

from ontology.personal.key import is_han, is_patronymic, name_key, same_name, skeleton, stem

__all__ = ["is_han", "is_patronymic", "name_key", "same_name", "skeleton", "stem"]
