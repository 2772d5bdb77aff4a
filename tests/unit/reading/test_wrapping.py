"""Texts whose lines end where the page did: their paragraphs are the blocks, whatever the width."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from annotator.reading import read_text
from annotator.tagging import analyse

_WORDS = "the council heard a long report on the forests of zenda and those who live in them and on what they need now"
_SENTENCE = _WORDS.capitalize() + "."


def blocks(text: str) -> list[str]:
    source = read_text(text, "made up.txt")
    return [source.text[b.start_cp : b.end_cp] for b in source.blocks]


@given(st.integers(48, 100), st.lists(st.integers(3, 6), min_size=2, max_size=5))
def test_paragraphs_when_broken_at_any_width_and_set_apart_come_back(width: int, sizes: list[int]) -> None:
    paragraphs = [" ".join([_SENTENCE] * size) for size in sizes]
    broken = "\n\n".join(textwrap.fill(one, width) for one in paragraphs)
    found = blocks(broken)
    assert " ".join(found).split() == " ".join(paragraphs).split()
    # A block may end within a paragraph only where a sentence happens to end with its line.
    assert all(one.endswith(".") for one in found)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_text_with_a_paragraph_a_line_keeps_its_lines(sizes: list[int]) -> None:
    lines = [" ".join([_SENTENCE] * size) for size in sizes]
    assert blocks("\n".join(lines)) == lines


def test_list_of_half_sentences_is_no_broken_text() -> None:
    lines = [
        "The text asks States to protect the forests and:",
        "to count the trees,",
        "to name them,",
        "to plant new ones.",
    ]
    assert blocks("\n".join(lines)) == lines


_SHORT = (
    "Mr. Rassendyll (Norway) said that the Council had done\n"
    "what it could for the forests of the north. He thanked\n"
    "those who had come, and asked that they come again and\n"
    "bring others with them.\n"
    "\n"
    "The President thanked the representative of Norway.\n"
)


def test_short_text_whose_lines_are_filled_is_put_together() -> None:
    first, second = _SHORT.rstrip("\n").split("\n\n")
    assert blocks(_SHORT) == [first, second]


def test_short_text_with_room_at_the_ends_of_its_lines_keeps_them() -> None:
    lines = [
        "The text asks all States of the north and of the south",
        "to protect the forests and whoever lives there",
        "to count the trees that are left in each of them",
        "to name them all, and to plant new ones where it can be done",
    ]
    assert blocks("\n".join(lines)) == lines


@given(st.integers(48, 90), st.integers(0, 12), st.integers(22, 60))
def test_short_text_broken_at_any_width_is_put_together_or_keeps_its_lines(width: int, first: int, n: int) -> None:
    words = _WORDS.split()
    lines = textwrap.wrap(" ".join((words * 4)[first : first + n]).capitalize() + ".", width)
    text = "\n".join(lines)
    broken = sum(b[0].islower() for b in lines[1:])
    assert blocks(text) == ([text] if broken >= 3 else lines)


def test_label_within_broken_text_begins_a_block() -> None:
    text = (
        "Mr. Rassendyll (Norway): We thank the Council for what\n"
        "it has done in the forests of the north and for all\n"
        "that it will yet do there in the years to come, as it\n"
        "has said and as we have heard from so many of its own\n"
        "members here today, with so much hope.\nThe President: I thank the representative of Norway for\n"
        "what he has said about the forests and the meadows of\n"
        "the north, and give the floor to the next of those who\n"
        "have asked for it, in the order in which they asked.\n"
    )
    found = blocks(text)
    assert [one.split(":")[0] for one in found] == ["Mr. Rassendyll (Norway)", "The President"]


def test_sentence_and_mention_of_a_broken_text_go_over_its_line_ends() -> None:
    text = (
        "Mr. Rassendyll (Norway): We wish to thank the United\n"
        "Nations for all that it has done in the forests of the\n"
        "north. My delegation has one thing to ask of those who\n"
        "have come here from the Russian Federation, from South\n"
        "Africa and from other lands where forests are not what\n"
        "they were when we were young and went there every day,\n"
        "to look for berries and for mushrooms, or to hide from\n"
        "all who wished to see us at school in the town of Zenda.\n"
    )
    found = analyse(read_text(text, "made up.txt"))
    assert len(found.passages) == 1
    assert [text[s.start_cp : s.end_cp].split()[0] for s in found.statements] == ["Mr.", "My"]
    named = [text[m.start_cp : m.end_cp] for m in found.mentions]
    assert {"United\nNations", "South\nAfrica"} <= set(named)
    assert [(s.name, s.affiliation) for s in found.passages[0].speakers] == [("Rassendyll", "Norway")]
