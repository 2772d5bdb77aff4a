"""How much of one text stands in another, by the runs of words that they share."""

_RUN = 5
"""Words in a run: long enough that two speeches on one subject share hardly any (Broder 1997, "On the resemblance and
containment of documents")."""

VERSION = 0.5
"""From this likeness on, two texts under one name are taken for versions of one."""


def likeness(one: str, other: str) -> float:
    """Give the share of the shorter text's runs of words that the other has too, from 0 to 1, whatever the white space.

    A text of fewer words than a run is one run.
    """
    some, others = _runs(one), _runs(other)
    if not some or not others:
        return float(some == others)
    return len(some & others) / min(len(some), len(others))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1))} if words else set()
