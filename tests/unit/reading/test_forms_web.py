"""Web pages as browsers save them become the title and the main text."""

import pytest

from annotator import UserError
from unit.reading import made_files as made
from unit.reading.test_forms_documents import blocks_of, read_one

FIRST = (
    "The Security Council today heard two briefings on the reopened harbour of Strelsau and on what it means for trade."
)
SECOND = (
    "RUDOLF RASSENDYLL (Ruritania) said that his country had waited for that day, and that it thanked its neighbours."
)
THIRD = (
    "The representative of Syldavia recalled that pilots were still missing, and asked for help in training new ones."
)
BODY = [FIRST, SECOND, THIRD]
_PARAGRAPHS = "".join(f"<p>{p}</p>" for p in BODY)
_LINKS = "".join(f'<li><a href="/{i}">Another meeting number {i} of the Council</a></li>' for i in range(9))
_NEWS = f"""<!DOCTYPE html><html><head><title>T</title><style>p {{ }}</style><script>var a = "words";</script></head>
<body class="page has-sidebar menu-closed"><!-- a comment -->
<div id="cookie-banner"><p>We use cookies to make this site better. Please accept all of them, or choose some.</p></div>
<header><a href="/">Home</a> <form><input name=q> Search this site</form></header>
<nav><ul>{_LINKS}</ul></nav>
<main><div class="breadcrumbs"><a href="/">Home</a> <a href="/m">Meetings</a></div>
<article><header><h1>Council Hears of Harbour</h1><time>12 November 2020</time></header>
<figure><img alt="x"><figcaption>The harbour. Photo by somebody</figcaption></figure>
<div class="social-share"><a href="#">Share</a></div>
<div class="body">{_PARAGRAPHS}<h2>Related posts</h2><ul>{_LINKS}</ul></div></article>
<section class="comments">
<p>What a harbour, I was there in the year of the flood and saw nothing like it at all.</p></section>
</main><aside><p>Subscribe to our newsletter and never miss a meeting of any council in the world again.</p></aside>
<footer><p>© The News. All rights reserved, wherever they may be, now and for ever and a day longer.</p></footer>
</body></html>"""
_SOUP = f"""<html><body><table><tr><td><a href=1>One page</a><br><a href=2>Another page</a></td><td>
<h1>Council Hears of Harbour</h1><div>Press release SC/99999</div><div class=c><div>{_PARAGRAPHS}</div></div>
<div><a href=1>Previous release of the day</a> <a href=2>Next release of the day</a></div>
<div><a href=3>Top</a></div></td></tr></table></body></html>"""


def test_html_when_page_is_tagged_by_meaning_gives_title_date_and_text() -> None:
    source = read_one(_NEWS.encode(), "a.html")
    assert blocks_of(source) == ["Council Hears of Harbour", "12 November 2020", *BODY]
    assert (source.form, source.encoding) == ("html", "utf-8")


def test_html_when_page_is_laid_out_by_tables_gives_title_and_text() -> None:
    assert blocks_of(read_one(_SOUP.encode(), "a.htm")) == ["Council Hears of Harbour", "Press release SC/99999", *BODY]


def test_html_when_title_stands_before_the_main_part_takes_it_along() -> None:
    page = f"<body><div><h1>Title</h1></div><div>{_PARAGRAPHS}</div><div><p>End</p></div></body>"
    assert blocks_of(read_one(page.encode(), "a.html")) == ["Title", *BODY]


def test_html_when_title_stands_in_a_banner_takes_it_along_but_no_cookie_notice() -> None:
    page = (
        '<body><div class="cookie-popup"><h1>Your privacy</h1><p>We and our 700 partners store what you read.</p></div>'
        f'<div class="hero banner"><h1>Title</h1></div><div class="wrap with-sidebar">{_PARAGRAPHS}</div></body>'
    )
    assert blocks_of(read_one(page.encode(), "a.html")) == ["Title", *BODY]


def test_html_when_nested_too_deeply_is_refused_and_not_cut_short() -> None:
    page = f"<p>{FIRST}</p>{'<b>' * 3000}<p>{SECOND}</p>"
    with pytest.raises(UserError, match="nested too deeply"):
        read_one(page.encode(), "a.html")


def test_html_when_pictures_are_inside_the_page_is_read() -> None:
    page = f'<body><img src="data:image/png;base64,{"QUJD" * 4_000_000}">{_PARAGRAPHS}</body>'
    assert blocks_of(read_one(page.encode(), "a.html")) == BODY


def test_mhtml_gives_what_the_page_in_it_gives() -> None:
    source = read_one(made.mhtml(_NEWS.encode()), "a.mhtml")
    assert blocks_of(source) == ["Council Hears of Harbour", "12 November 2020", *BODY]
    assert source.form == "mhtml"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a\n  b&nbsp;c <b>d</b>e</p>", ["a b\xa0c de"]),
        ("<p>one<br>two</p>", ["one two"]),
        ("<p>One.<br>Two<br><br>three</p>", ["One.", "Two", "three"]),
        ("<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>", ["• a", "• b", "1. c", "2. d"]),
        ("loose<p>in<p>out", ["loose", "in", "out"]),
        ("<pre>One.\n  Two.</pre>", ["One.", "Two."]),
        ("<p style='display: none'>no</p><p hidden>no</p><p>yes</p>", ["yes"]),
        ("<p>&lt;tag&gt; &amp; &#8212; &#xD800;</p>", ["<tag> & — "]),
    ],
)
def test_html_when_page_is_short_keeps_what_is_seen(body: str, expected: list[str]) -> None:
    found = blocks_of(read_one(f"<html><body>{body}</body></html>".encode(), "a.html"))
    assert [block.rstrip("\ufffd ") for block in found] == [block.rstrip() for block in expected]


@pytest.mark.parametrize(
    ("said", "written"), [("iso-8859-2", "iso-8859-2"), ("windows-1251", "cp1251"), ("no-such-thing", "cp1252")]
)
def test_html_when_page_names_its_encoding_is_decoded_by_it(said: str, written: str) -> None:
    words = {"iso-8859-2": "Łódź said so.", "cp1251": "Мир сказал.", "cp1252": "Café said."}[written]
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={said}"></head><p>{words}</p>'
    assert blocks_of(read_one(page.encode(written), "a.html")) == [words]
