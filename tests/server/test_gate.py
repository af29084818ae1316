"""Few threads that answer run at a time, and who waits for something keeps no place from the others."""

from __future__ import annotations

import threading
import time

import pytest

from server.gate import Gate


def many(gate, count, work):
    """That many threads, each inside the gate; gives the most that were at work at one time."""
    working, most, lock = 0, 0, threading.Lock()

    def run():
        nonlocal working, most
        with gate.entered():
            with lock:
                working += 1
                most = max(most, working)
            work()
            with lock:
                working -= 1

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
    return most


def kept(gate, done):
    """A thread that has a place until that is done."""
    has_it = threading.Event()

    def keep():
        has_it.set()
        done.wait(20)

    keeper = threading.Thread(target=many, args=(gate, 1, keep))
    keeper.start()
    assert has_it.wait(20)
    return keeper


def test_no_more_than_its_places_are_inside():
    assert many(Gate(places=2, patience=20), 12, lambda: time.sleep(0.01)) == 2


def test_who_waits_lets_others_in():
    gate, met = Gate(places=1, patience=20), threading.Barrier(4)

    def wait_for_the_others():
        with gate.left():
            met.wait(20)  # all four are here at once, though there is one place

    assert many(gate, 4, wait_for_the_others) == 4


def test_nobody_waits_for_ever_for_one_who_keeps_its_place():
    gate, done = Gate(places=1, patience=0.05), threading.Event()
    keeper = kept(gate, done)
    assert many(gate, 1, lambda: None) == 1
    assert keeper.is_alive()
    done.set()
    keeper.join(20)


def test_places_are_given_back_after_an_error():
    gate = Gate(places=1, patience=20)
    for _ in range(3):
        with pytest.raises(ValueError, match="on purpose"), gate.entered(), gate.left():
            raise ValueError("on purpose")
    assert gate.free() == 1
    with gate.left():  # a thread that never entered has none to give
        assert gate.free() == 1


def test_a_place_that_was_not_had_is_not_given_back():
    gate, done = Gate(places=1, patience=0.01), threading.Event()
    keeper = kept(gate, done)
    many(gate, 5, lambda: None)
    done.set()
    keeper.join(20)
    assert gate.free() == 1
