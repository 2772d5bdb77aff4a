"""Captions become paragraphs."""

import pytest

from annotator import UserError
from annotator.reading import read_text
from unit.reading.test_forms_documents import blocks_of, read_one

VTT = """WEBVTT - a title

STYLE
::cue { color: red }

NOTE nobody says this

1
00:00:01.000 --> 00:00:03.000 align:start
The harbour is <i>open</i>
00:00:03.000 --> 00:00:05.000
again &amp; the ships

00:00:05.000 --> 00:00:07.000
may come in.

00:00:10.500 --> 00:00:12.000
We thank the Council.

00:00:12.000 --> 00:00:14.000
- And who pays?
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
<font color="red">The harbour</font> is
{\\an8}open again

2
00:00:03,000 --> 00:00:04,000
for all.
"""


def test_vtt_when_cues_follow_each_other_joins_them() -> None:
    source = read_one(VTT.encode(), "a.vtt")
    assert blocks_of(source) == [
        "The harbour is open again & the ships may come in.",
        "We thank the Council.",
        "And who pays?",
    ]
    assert source.form == "vtt"


def test_vtt_when_voices_are_tagged_names_them() -> None:
    cues = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mr. Rassendyll>We thank</v>\n\n"
        "00:02.000 --> 00:03.000\n<v.loud Mr. Rassendyll>the Council.</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Bianca>So do we. <v Mr. Rassendyll>Good.\n"
    )
    assert blocks_of(read_one(cues.encode(), "a.vtt")) == [
        "Mr. Rassendyll: We thank the Council.",
        "Bianca: So do we.",
        "Mr. Rassendyll: Good.",
    ]


def test_vtt_when_lines_roll_up_gives_each_once() -> None:
    cues = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nthe harbour\n\n00:02.000 --> 00:03.000\nthe harbour\n"
        "\n00:03.000 --> 00:04.000\nthe harbour\nis open"
    )
    assert blocks_of(read_one(cues.encode(), "a.vtt")) == ["the harbour is open"]


def test_srt_when_cues_follow_each_other_joins_them() -> None:
    assert blocks_of(read_one(SRT.replace("\n", "\r\n").encode(), "a.srt")) == ["The harbour is open again for all."]


@pytest.mark.parametrize("name", ["a.vtt", "a.srt"])
def test_captions_when_there_are_none_says_so(name: str) -> None:
    with pytest.raises(UserError, match="no captions"):
        read_one(b"WEBVTT\n\nOnly words.", name)


def test_captions_in_a_text_file_or_pasted_are_put_together_and_it_is_said() -> None:
    cues = "".join(
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{words}\n\n"
        for number, words in enumerate(["the harbour", "is open", "again for all."], 1)
    )
    for source in (read_one(cues.encode(), "talk.txt"), read_text(cues, "pasted.txt")):
        assert blocks_of(source) == ["the harbour is open again for all."]
        assert source.form == "srt"
        assert source.warnings == ("Its lines are captions with times; they were put together.",)


def test_a_text_that_tells_of_times_stays_as_it_stands() -> None:
    text = "It ran 00:00:01,000 --> 00:00:02,000, they said.\n00:00:01,000 --> 00:00:02,000\nNobody came.\n"
    assert read_text(text, "pasted.txt").text == text
    assert read_one(text.encode(), "talk.txt").text == text
