"""Word documents (.docx): the paragraphs of the body in order, those of tables and text boxes included.

Read by lxml from the document's XML: python-docx leaves out the text of content controls and of tracked insertions.
What a reader of the final document sees is kept: insertions yes, deletions, comments and hidden text no.
"""

from typing import TYPE_CHECKING

from annotator.domain.transcript import SourceText
from annotator.reading import plain
from annotator.reading.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""The namespace of files that were saved as "Strict Open XML"."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = frozenset({"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr"})
_SKIPPED = _PROPERTIES | {"del", "moveFrom", "instrText", "delText", "delInstrText"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """Give the source text of a Word document; raises UserError where it is none."""
    package = Package(data, file_name, "a Word document")
    paragraphs, has_notes = _paragraphs(package)
    warnings = ("Footnotes and endnotes were left out.",) if has_notes else ()
    return plain.from_paragraphs(paragraphs, file_name, "docx", "utf-8", warnings)


def _paragraphs(package: Package) -> tuple[list[str], bool]:
    """The paragraphs in the order of their beginnings, and whether notes hang on them."""
    from lxml import etree

    paragraphs: list[list[str]] = []
    open_paragraphs: list[list[str]] = []
    has_notes = False
    walk = etree.iterwalk(package.xml("word/document.xml"), events=("start", "end"))
    for event, element in walk:
        name = _local(element.tag)
        if event == "end":
            if name == "p":
                open_paragraphs.pop()
            continue
        if name in _SKIPPED or element.tag == _FALLBACK or (name == "r" and _is_hidden(element)):
            walk.skip_subtree()
        elif name == "p":
            paragraphs.append([])
            open_paragraphs.append(paragraphs[-1])
        elif open_paragraphs:
            has_notes = has_notes or name in _NOTES
            open_paragraphs[-1].append(_text(element, name))
    return ["".join(parts) for parts in paragraphs], has_notes


def _local(tag: object) -> str:
    """The name of a Word element without its namespace; other vocabularies' elements have none."""
    text = str(tag)
    for namespace in (_WORD, _STRICT):
        if text.startswith(namespace):
            return text[len(namespace) :]
    return ""


def _text(element: "_Element", name: str) -> str:
    """What an element inside a run adds to the paragraph."""
    if name == "t":
        return element.text or ""
    if name == "br":
        kind = next((v for k, v in element.attrib.items() if str(k).endswith("}type")), "")
        return "" if kind in ("page", "column") else "\n"
    return _CHARACTERS.get(name, "")


def _is_hidden(run: "_Element") -> bool:
    """Whether the characters of a run are formatted as hidden."""
    for properties in run:
        if _local(properties.tag) == "rPr":
            for mark in properties:
                if _local(mark.tag) == "vanish":
                    return all(str(value) not in ("0", "false", "off") for value in mark.attrib.values())
    return False
