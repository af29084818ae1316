"""What generators write is what the repository contains."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def generate(module: str, target: Path) -> None:
    subprocess.run([sys.executable, "-m", f"ontology.build.{module}", target], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(("module", "table"), [("pinyin", "personal/pinyin.tsv"), ("traditional", "traditional.tsv")])
def test_a_table_is_what_its_generator_writes(tmp_path, module, table):
    generate(module, tmp_path / "table.tsv")
    assert (tmp_path / "table.tsv").read_bytes() == (ONTOLOGY / table).read_bytes()


def test_the_forms_follow_the_labels(tmp_path):
    generate("inflect", tmp_path)
    forms = ONTOLOGY / "lexicon" / "forms"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in forms.iterdir()
    }
