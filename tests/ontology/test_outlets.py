"""The states of outlets by their hosts: the table's rows, and parts of hosts."""

from __future__ import annotations

from collections import Counter

import pytest

from ontology.outlets import outlet_state
from tests.ontology.tables import rows, states

ROWS = rows("outlets.tsv")


def test_a_row_has_a_state_of_the_lexicon_and_hosts_that_no_other_row_has() -> None:
    assert {state for state, _ in ROWS} <= states()
    hosts = Counter(host for _, words in ROWS for host in words.split())
    assert all("." in host and host == host.lower() for host in hosts)
    assert not [host for host, count in hosts.items() if count > 1]


@pytest.mark.parametrize(
    ("host", "state"),
    [
        ("www.thehindu.com", "IN"),
        ("EN.akipress.com", "KG"),
        ("gulfnews.com.", "AE"),
        ("hindu.com.example", None),
        ("com", None),
    ],
)
def test_a_host_is_of_the_press_of_a_state(host: str, state: str | None) -> None:
    assert outlet_state(host) == state
