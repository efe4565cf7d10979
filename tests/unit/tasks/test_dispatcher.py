"""The local dispatcher: the same task waits once, errors end nothing, a stop loses nothing."""

from __future__ import annotations

import logging
import threading

import pytest

from leadminer.tasks.dispatcher import LocalDispatcher, Registry


def wait_until_idle(dispatcher: LocalDispatcher) -> None:
    pause = threading.Event()
    for _ in range(500):
        if dispatcher.idle:
            return
        pause.wait(0.01)
    raise AssertionError("the dispatcher did not become idle")


def test_what_is_due_is_carried_out() -> None:
    done: list[str] = []
    registry = Registry()
    registry.add("echo", handle=done.append, find_due=lambda: ["1", "2"])
    dispatcher = LocalDispatcher(registry, workers=2)
    assert dispatcher.sweep() == 2
    wait_until_idle(dispatcher)
    dispatcher.stop()
    assert sorted(done) == ["1", "2"]


def test_a_task_that_is_waiting_or_running_is_not_taken_twice() -> None:
    gate, done = threading.Event(), []
    registry = Registry()

    def slow(key: str) -> None:
        gate.wait(5)
        done.append(key)

    registry.add("slow", handle=slow, find_due=list)
    dispatcher = LocalDispatcher(registry, workers=1)
    for _ in range(5):
        dispatcher.defer("slow", "a")
    gate.set()
    wait_until_idle(dispatcher)
    dispatcher.stop()
    assert done == ["a"]


def test_a_failing_task_is_reported_and_the_next_one_runs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []
    registry = Registry()

    def handle(key: str) -> None:
        if key == "bad":
            raise ValueError("poison")
        done.append(key)

    registry.add("t", handle=handle, find_due=list)
    dispatcher = LocalDispatcher(registry, workers=1)
    with caplog.at_level(logging.ERROR):
        dispatcher.defer("t", "bad")
        dispatcher.defer("t", "good")
        wait_until_idle(dispatcher)
    dispatcher.stop()
    assert done == ["good"]
    assert "poison" in caplog.text


def test_after_a_stop_nothing_new_begins() -> None:
    done: list[str] = []
    registry = Registry()
    registry.add("t", handle=done.append, find_due=list)
    dispatcher = LocalDispatcher(registry, workers=1)
    dispatcher.stop()
    dispatcher.defer("t", "late")
    assert done == []
