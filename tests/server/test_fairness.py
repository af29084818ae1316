"""What one client may take of the others' processor."""

from __future__ import annotations

import contextlib

import pytest

from ontology.errors import TooManyRequests
from server.web.http.fairness import Budget

SOME = "203.0.113.1"


def test_who_has_used_up_its_time_waits_until_the_debt_is_paid():
    budget = Budget(seconds=60, queries=0)
    with budget.enter(SOME) as turn:
        turn.spend(90)
    with pytest.raises(TooManyRequests, match="60 processor seconds a minute") as error:
        budget.enter(SOME)
    assert error.value.retry_after in (30, 31)
    budget.enter("203.0.113.2")


def test_time_comes_back(monkeypatch):
    budget = Budget(seconds=60, queries=0)
    with budget.enter(SOME) as turn:
        turn.spend(75)
    with pytest.raises(TooManyRequests) as error:
        budget.enter(SOME)
    for account in budget._accounts.values():
        account.at -= error.value.retry_after  # as if so many seconds had passed
    budget.enter(SOME)


def test_nobody_saves_up_more_than_a_minute():
    budget = Budget(seconds=10, queries=0)
    with budget.enter(SOME):
        pass
    for account in budget._accounts.values():
        account.at -= 3600
    with budget.enter(SOME) as turn:
        turn.spend(10.5)
    with pytest.raises(TooManyRequests):
        budget.enter(SOME)


def test_queries_at_once_are_counted_until_they_end():
    told: list[str] = []
    budget = Budget(seconds=0, queries=2, told=told.append)
    with budget.enter(SOME):
        with budget.enter(SOME):
            with pytest.raises(TooManyRequests, match="2 queries of yours are running") as error:
                budget.enter(SOME)
            assert error.value.retry_after >= 1
        with budget.enter(SOME):
            pass
    assert told == ["client_queries"]


def test_a_query_that_fails_has_ended_and_is_charged():
    budget = Budget(seconds=1, queries=1)
    with contextlib.suppress(ZeroDivisionError), budget.enter(SOME) as turn:
        turn.spend(3)
        raise ZeroDivisionError
    with pytest.raises(TooManyRequests, match="processor seconds"):
        budget.enter(SOME)


def test_a_household_is_one_client():
    budget = Budget(seconds=0, queries=1)
    with budget.enter("2001:db8:1:1::1"):
        with pytest.raises(TooManyRequests):
            budget.enter("2001:db8:1:1:ffff::2")
        with budget.enter("2001:db8:1:2::1"):
            pass


def test_no_bounds_bound_nothing():
    budget = Budget(seconds=0, queries=0)
    for _ in range(50):
        budget.enter(SOME).spend(1000)
    assert budget.headers(SOME) == {}


def test_what_is_left_is_told():
    budget = Budget(seconds=60, queries=0)
    with budget.enter(SOME) as turn:
        turn.spend(20)
    told = budget.headers(SOME)
    assert told["RateLimit-Policy"] == '"cpu-seconds";q=60;w=60'
    assert told["RateLimit"] in ('"cpu-seconds";r=40;t=20', '"cpu-seconds";r=40;t=19')


def test_the_book_does_not_grow_and_who_runs_a_query_stays_in_it():
    budget = Budget(seconds=1, queries=1, most=100)
    with budget.enter(SOME):
        for number in range(1000):
            with budget.enter(f"198.51.{number // 250}.{number % 250}"):
                pass
        assert len(budget) <= 101
        with pytest.raises(TooManyRequests):
            budget.enter(SOME)
