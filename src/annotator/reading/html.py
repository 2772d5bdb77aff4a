"""Web pages (.html, .htm) as a browser saves them: the title and the main text, without the furniture around.

Three steps: what is furniture by its tag, its role or its name goes; the smallest part of the page that holds most of
the long, link-free paragraphs is the main text; of its blocks, those that are all links, and what follows a heading
such as "Related posts", go too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_TEXT = _words(
    "script style noscript template svg math canvas iframe frame frameset object embed applet audio video map head "
    "button select option input textarea datalist dialog nav aside figure picture"
)
_ROLES = _words("navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar")
_FURNITURE = _words(
    "advert advertisement ads banner breadcrumb breadcrumbs byline-share comments comment-list consent cookie cookies "
    "copyright disqus footer gdpr lang-switcher language-switcher masthead menu menus modal nav navbar navigation "
    "newsletter offcanvas overlay pager pagination popup print-link promo recommended related share sharing sidebar "
    "site-header skip skip-link skiplink social sponsored subscribe tags toc toolbar widget"
)
_NEVER_TITLED = _words("consent cookie cookies gdpr modal overlay popup sidebar")
"""Furniture whose headings are not the page's title."""
_BLOCKS = _words(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption footer form h1 h2 h3 h4 "
    "h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_CONTAINERS = _words("body main article section div td tr tbody table center form blockquote header footer")
_HEADINGS = _words("h1 h2 h3 h4 h5 h6")
_ENDS = re.compile(
    r"(?:related|recommended|more|most read|read more|read next|see also|you may also|further reading|latest|share|"
    r"leave a (?:reply|comment)|comments?|about the author|subscribe|sign up|newsletter|follow us|tags?)\b.{0,60}",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"data:[\w/+.;=-]{1,80},[A-Za-z0-9+/=%\s]{1000,}+")
"""A picture or a font inside the page, as programs save it that make one file of a page; it may be megabytes long."""
_WHITE = re.compile(r"[ \t\n\r\f]+")
_GOOD_LENGTH = 50
_MOST_OF_IT = 0.8
_SHORT = 220


@dataclass(slots=True)
class _Block:
    """A block of the page.

    Attributes:
        links: Share of its characters that stand in links.
    """

    element: "HtmlElement"
    tag: str
    text: str
    links: float
    mark: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it looks like running text."""
        return len(self.text) >= _GOOD_LENGTH and self.links < 0.4


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the main text of a web page; raises UserError where there is none."""
    return read_page(data, file_name, "html", None)


def read_page(data: bytes, file_name: str, form: str, charset: str | None) -> SourceText:
    """Give the main text of the bytes of a web page; ``charset`` is what its envelope says they are in, if it does."""
    text, encoding = _characters(data, file_name, charset)
    plain.refuse_broken(text, file_name)
    with limits.damage_told(file_name, "a web page"):
        paragraphs = _main_text(text, file_name)
    if not paragraphs:
        raise UserError(f"{file_name} holds no text: the page may make it only in the browser; copy and paste it.")
    return plain.from_paragraphs(paragraphs, file_name, form, encoding)


def _characters(data: bytes, file_name: str, charset: str | None) -> tuple[str, str]:
    """The characters by what the page says of itself where that is true, else by looking at the bytes."""
    text, encoding = plain.characters(data, file_name)
    said = charset or ((match := _CHARSET.search(data[:4096])) and match[1].decode("ascii", "replace"))
    if said and encoding == "cp1252":  # bytes that are UTF-8 or have a mark are that, whatever is said
        try:
            return data.decode(said), said.lower()
        except (LookupError, UnicodeError):
            return text, encoding
    return text, encoding


def _main_text(page: str, file_name: str) -> list[str]:
    """The paragraphs of the title and the main text; raises UserError where the page is too much for the parser."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    data = _PICTURE.sub("", page.removeprefix("\ufeff")).encode()
    if not data.strip():
        return []
    root = html.document_fromstring(data, parser=parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UserError(  # the parser gives up there, and what follows would be missing without a word
            f"{file_name} is nested too deeply to be read: open it in a browser, and copy and paste its text."
        )
    etree.strip_elements(root, *_NEVER_TEXT, with_tail=False)
    _drop_furniture(root)
    blocks = list(_blocks(root))
    chosen = _chosen(root, blocks)
    return [block.mark + block.text for block in _without_ends(_without_links(chosen))]


# --- furniture -------------------------------------------------------------------------------------------------------


def _drop_furniture(root: "HtmlElement") -> None:
    """Take out navigation, banners and their like by role and name, but nothing with much of the text or a title."""
    lengths = _lengths(root)
    total = lengths[root]
    for element in [element for element in root.iter() if _is_furniture(element)]:
        titled = next(element.iter("h1"), None) is not None and _NEVER_TITLED.isdisjoint(_names(element))
        if lengths[element] <= 0.4 * total and not titled and element.getparent() is not None:
            element.drop_tree()


def _names(element: "HtmlElement") -> set[str]:
    """The words in an element's id and classes: "site-header_top" has three, and itself."""
    names = f"{element.get('id') or ''} {element.get('class') or ''}".lower().replace("_", "-").split()
    return {part for name in names for part in (name, *name.split("-"))}


def _is_furniture(element: "HtmlElement") -> bool:
    if element.tag in ("html", "body", "main", "article", "h1"):
        return False
    if element.tag in ("header", "footer"):
        return not any(up.tag == "article" for up in element.iterancestors()) or element.tag == "footer"
    style = (element.get("style") or "").replace(" ", "").lower()
    if element.get("hidden") is not None or "display:none" in style or element.get("aria-hidden") == "true":
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    return not _FURNITURE.isdisjoint(_names(element))


def _lengths(root: "HtmlElement") -> "dict[HtmlElement, int]":
    """How many characters each element holds, found from the leaves up."""
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        own = len((element.text or "").strip())
        lengths[element] = own + sum(lengths[child] + len((child.tail or "").strip()) for child in element)
    return lengths


# --- blocks ----------------------------------------------------------------------------------------------------------


class _Writer:
    """Collects the text of the block that is being walked through."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.n_links = 0

    def add(self, text: str | None, linked: bool, kept: bool) -> None:
        if text:
            self.parts.append(text if kept else _WHITE.sub(" ", text))
            self.n_links += len(text.strip()) if linked else 0

    def take(self, element: "HtmlElement") -> Iterator[_Block]:
        """Give what was collected, a line a block, and begin anew."""
        text = "".join(self.parts)
        share = self.n_links / max(1, len(text.strip()))
        self.parts, self.n_links = [], 0
        for line in _joined_lines(text):
            yield _Block(element, str(element.tag), line, share)


def _joined_lines(text: str) -> Iterator[str]:
    """The lines between ``<br>``; a single one inside a sentence was only meant for the eye."""
    line = ""
    for piece in text.split("\n"):
        stripped = piece.strip(" \t\r\f")
        if line and stripped and stripped[0].islower() and line[-1] not in '.!?:;”"':
            line = f"{line} {stripped}"
            continue
        if line:
            yield line
        line = stripped
    if line:
        yield line


def _blocks(root: "HtmlElement") -> Iterator[_Block]:
    """The blocks of the page in order, white space collapsed as a browser does."""
    from lxml import etree

    writer = _Writer()
    owners = [root]
    n_links = n_kept = 0
    numbers: list[int | None] = []
    mark = ""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        is_block = tag in _BLOCKS
        if is_block:
            for block in writer.take(owners[-1]):
                block.mark, mark = mark, ""
                yield block
        if event == "start":
            n_links += tag == "a"
            n_kept += tag == "pre"
            if is_block:
                owners.append(element)
            if tag in ("ul", "ol"):
                numbers.append(0 if tag == "ol" else None)
            elif tag == "li":
                mark = _mark(numbers)
            elif tag == "br":
                writer.parts.append("\n")
            writer.add(element.text, n_links > 0, n_kept > 0)
            continue
        n_links -= tag == "a"
        n_kept -= tag == "pre"
        if is_block:
            owners.pop()
        if tag in ("ul", "ol"):
            numbers.pop()
        if tag in ("td", "th"):
            mark = ""
        writer.add(element.tail, n_links > 0, n_kept > 0)
    yield from writer.take(root)


def _mark(numbers: list[int | None]) -> str:
    """The bullet or the number that a browser shows before a list item."""
    if not numbers or numbers[-1] is None:
        return "• "
    numbers[-1] += 1
    return f"{numbers[-1]}. "


# --- the main text ---------------------------------------------------------------------------------------------------


def _chosen(root: "HtmlElement", blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks of the main part, with those between the page's title and it; all where no part stands out."""
    main = _main_part(root, blocks)
    inside = set(main.iter())
    first = next((i for i, block in enumerate(blocks) if block.element in inside), 0)
    last = max((i for i, block in enumerate(blocks) if block.element in inside), default=len(blocks) - 1)
    titles = [i for i in range(first) if blocks[i].tag == "h1"]
    return list(blocks[titles[-1] if titles else first : last + 1])


def _main_part(root: "HtmlElement", blocks: Sequence[_Block]) -> "HtmlElement":
    """The smallest container with most of the running text; an article that has it is taken whole."""
    good: dict[HtmlElement, int] = {}
    for block in blocks:
        if block.is_good:
            good[block.element] = good.get(block.element, 0) + len(block.text)
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and element in good:
            good[parent] = good.get(parent, 0) + good[element]
    needed = _MOST_OF_IT * good.get(root, 0)
    current = root
    while needed and current.tag != "article" and current.get("itemprop") != "articleBody":
        down = next((child for child in current if good.get(child, 0) >= needed and child.tag in _CONTAINERS), None)
        if down is None:
            break
        current = down
    return current


def _without_links(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The blocks without lists of links: items that are links, and paragraphs of links one after the other."""
    linked = [block.links > 0.7 and len(block.text) < _SHORT and block.tag not in _HEADINGS for block in blocks]
    for i, block in enumerate(blocks):
        beside = (i > 0 and linked[i - 1]) or (i + 1 < len(blocks) and linked[i + 1])
        if not (linked[i] and (block.tag == "li" or beside)):
            yield block


def _without_ends(blocks: Iterable[_Block]) -> list[_Block]:
    """The blocks without the sections that announce other pages; a section with running text stays."""
    kept: list[_Block] = []
    pending: list[_Block] | None = None
    for block in blocks:
        if pending is not None and (block.tag in _HEADINGS or (block.is_good and len(block.text) > _SHORT)):
            if block.tag not in _HEADINGS:
                kept += pending
            pending = None
        if pending is None and block.tag in _HEADINGS and _ENDS.fullmatch(block.text):
            pending = [block]
        elif pending is not None:
            pending.append(block)
        else:
            kept.append(block)
    return kept
