"""Which of the candidates that overlap are taken."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate, settle

_CANDIDATES = st.builds(
    Candidate,
    start_cp=st.integers(0, 30),
    end_cp=st.integers(0, 30),
    kind=st.sampled_from([MentionKind.ORG, MentionKind.LAW]),
    entity=st.none(),
    rank=st.integers(0, 1),
    trust=st.integers(0, 2),
)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start_cp < other.end_cp and other.start_cp < one.end_cp


def _strength(one: Candidate) -> tuple[int, int, int, int]:
    return one.rank, one.end_cp - one.start_cp, one.trust, -one.start_cp


@given(st.lists(_CANDIDATES, max_size=12))
def test_those_taken_never_overlap_and_whoever_is_left_out_overlaps_one_at_least_as_strong(
    candidates: list[Candidate],
) -> None:
    taken = settle(candidates)
    assert all(one.end_cp <= other.start_cp for one, other in pairwise(taken))
    assert all(one.start_cp < one.end_cp for one in taken)
    for left in candidates:
        if left not in taken and left.start_cp < left.end_cp:
            assert any(_overlap(left, one) and _strength(one) >= _strength(left) for one in taken)
