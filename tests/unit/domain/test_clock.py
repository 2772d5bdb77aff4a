"""Stamps: one total order, whatever the wall clocks do."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.clock import Clock, is_stamp

YEAR_MS = 365 * 24 * 3600 * 1000


def wall(times: list[int]) -> Callable[[], int]:
    left = iter(times)
    return lambda: next(left)


@given(st.lists(st.integers(0, 2**47), min_size=1, max_size=50))
def test_tick_whatever_the_wall_clock_does_gives_ever_later_stamps(times: list[int]) -> None:
    clock = Clock(wall(times))
    stamps = [clock.tick() for _ in times]
    assert stamps == sorted(set(stamps))
    assert all(is_stamp(stamp) for stamp in stamps)


@given(st.integers(0, 2**47), st.integers(0, 2**47))
def test_tick_after_a_stamp_was_seen_is_later_than_it(mine: int, theirs: int) -> None:
    seen = Clock(lambda: theirs).tick()
    clock = Clock(lambda: mine)
    clock.observe(seen)
    assert clock.tick() > seen


def test_tick_when_the_counter_is_full_goes_on_with_the_next_millisecond() -> None:
    clock = Clock(lambda: 5, session="0" * 16)
    clock.observe(f"{5:012x}{0xFFFFFF:06x}{'0' * 16}")
    assert clock.tick() == f"{6:012x}{0:06x}{'0' * 16}"


def test_two_sessions_at_the_same_moment_make_different_stamps() -> None:
    assert Clock(lambda: YEAR_MS).tick() != Clock(lambda: YEAR_MS).tick()


@pytest.mark.parametrize("text", ["", "0" * 33, "0" * 35, "g" * 34, "F" * 34, "f" * 34, None, 7])
def test_is_stamp_for_anything_else_is_false(text: object) -> None:
    assert not is_stamp(text)
