"""Word, OpenDocument, RTF and Markdown files become their paragraphs, one a line."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import read_bytes
from unit.reading import made_files as made


def read_one(data: bytes, name: str) -> SourceText:
    """The only transcript of a file with these bytes; raises what reading it raises."""
    (found,) = [result for _name, result in read_bytes(data, name)]
    if isinstance(found, UserError):
        raise found
    return found


def blocks_of(source: SourceText) -> list[str]:
    return [source.text[b.start_cp : b.end_cp] for b in source.blocks]


_WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Zs", "Cf")) | st.sampled_from("&<>{}\\\"' é—“😀"),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))
_PARAGRAPHS = st.lists(_WORDS.map(lambda text: "a " + " ".join(text.split())), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", made.docx), ("a.odt", made.odt), ("a.html", made.html), ("a.rtf", made.rtf)]
)
@given(paragraphs=_PARAGRAPHS)
def test_read_when_paragraphs_are_written_gives_them_back(
    name: str, make: Callable[[Sequence[str]], bytes], paragraphs: list[str]
) -> None:
    source = read_one(make(paragraphs), name)
    assert source.text.split("\n") == paragraphs
    assert blocks_of(source) == paragraphs
    assert source.form == name[2:]


# --- Word ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>one</w:t></w:r><w:r><w:t> two</w:t></w:r></w:p>", ["one two"]),
        (
            "<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>",
            ["in"],
        ),
        ("<w:p><w:hyperlink><w:r><w:t>S/PV.1</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>", ["S/PV.1."]),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>field</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["field"]),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type='page'/><w:t>c</w:t></w:r></w:p>", ["a", "bc"]),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>", ["a\tb\u2011c"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>", ["seen"]),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>", ["seen"]),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>x</w:t></w:r></w:p>", ["x"]),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>l</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ["l"]),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback>"
            "</mc:AlternateContent><w:t>around</w:t></w:r></w:p>",
            ["around", "box"],
        ),
    ],
)
def test_docx_when_it_has_more_than_runs_gives_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert blocks_of(read_one(made.docx_of(body), "a.docx")) == expected


def test_docx_when_it_has_footnotes_says_that_they_are_left_out() -> None:
    body = "<w:p><w:r><w:t>Said.</w:t><w:footnoteReference/></w:r></w:p>"
    assert read_one(made.docx_of(body), "a.docx").warnings == ("Footnotes and endnotes were left out.",)


# --- OpenDocument ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:h>Head</text:h><text:p>  one\n <text:span>two </text:span> three</text:p>", ["Head", "one two three"]),
        ("<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>", ["item"]),
        ("<text:p>a<text:line-break/>b<text:tab/>c<text:s text:c='3'/>d</text:p>", ["a", "b\tc   d"]),
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>stays</text:p>", ["stays"]),
        ("<text:p>Said<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note>.</text:p>", ["Said."]),
        ("<text:p>a<text:s text:c='99999999999'/>b</text:p>", ["a" + " " * 1000 + "b"]),
    ],
)
def test_odt_when_it_has_more_than_text_gives_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert blocks_of(read_one(made.odt_of(body), "a.odt")) == expected


# --- RTF -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"one\\line two\\par three", ["one", "two", "three"]),
        (b"caf\\'e9 \\u8220?x\\u8221? \\emdash \\~", ["café “x” —"]),
        (b"\\u-10179?\\u-8704?", ["😀"]),
        (b'{\\field{\\*\\fldinst{HYPERLINK "https://example.org"}}{\\fldrslt the record}} ends', ["the record ends"]),
        (b"{\\*\\unknown no}{\\footnote no}{\\header no}yes", ["yes"]),
        (b"\\trowd a\\cell b\\cell\\row", ["a\tb"]),
    ],
)
def test_rtf_when_it_has_control_words_gives_what_they_stand_for(body: bytes, expected: list[str]) -> None:
    assert blocks_of(read_one(b"{\\rtf1\\ansi\\ansicpg1252 " + body + b"}", "a.rtf")) == expected


def test_rtf_when_fonts_have_other_alphabets_decodes_by_font() -> None:
    data = (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fswiss\\fcharset204"
        b"{\\*\\panose 02}Arial;}}"
        b"\\f0 caf\\'e9 \\f1 \\'ec\\'e8\\'f0\\par}"
    )
    assert blocks_of(read_one(data, "a.rtf")) == ["café мир"]


def test_rtf_when_half_a_pair_stands_alone_is_refused() -> None:
    with pytest.raises(UserError, match="broken characters"):
        read_one(b"{\\rtf1 a\\u-10179? b}", "a.rtf")


# --- Markdown --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# The *day*\n\nHe **said** [so](https://example.org).", ["The day", "He said so."]),
        ("- one\n- two\n\n7. seven\n8. eight", ["- one", "- two", "7. seven", "8. eight"]),
        ("---\ntitle: A talk\ndate: 2020-11-12\n---\nText.", ["title: A talk", "date: 2020-11-12", "Text."]),
        (
            "Ruritania · Minister · R. Rassendyll [1:02]:\nWe agree.",
            ["Ruritania · Minister · R. Rassendyll [1:02]:", "We agree."],
        ),
        (
            "**Heading without an end\n\nS/RES/2250_(2015) & A/74_9_1",
            ["**Heading without an end", "S/RES/2250_(2015) & A/74_9_1"],
        ),
        ("    indented\n\n> quoted\n\n***\n\nend<br>of line", ["indented", "quoted", "end", "of line"]),
        ("Tom &amp; Jerry \\* star", ["Tom &amp; Jerry * star"]),
    ],
)
def test_markdown_when_it_has_marks_gives_the_words(text: str, expected: list[str]) -> None:
    assert blocks_of(read_one(text.encode(), "a.md")) == expected


def test_markdown_when_lines_were_wrapped_joins_them() -> None:
    from textwrap import fill

    paragraphs = [" ".join(made.SPEECHES), " ".join(reversed(made.SPEECHES))]
    wrapped = "\n\n".join(fill(p, 72, break_on_hyphens=False) for p in paragraphs)
    assert blocks_of(read_one(wrapped.encode(), "a.md")) == paragraphs


def test_markdown_when_each_line_is_a_turn_keeps_the_lines() -> None:
    lines = [
        "**Q:** Why?",
        "**A:** " + " ".join(made.SPEECHES),
        "**Q:** And when will that be, if I may ask?",
        "**A:** No.",
    ]
    assert blocks_of(read_one("\n".join(lines).encode(), "a.md")) == [line.replace("**", "") for line in lines]
