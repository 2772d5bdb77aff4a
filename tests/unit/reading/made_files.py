"""Files of every form, written by hand so that what is read was not written by the library that reads it."""

import tarfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

SPEECHES = (
    "The situation in Ruritania has improved since the harbour was opened again in spring.",
    "Mr. Rassendyll (Ruritania): We thank the Council for its patience, and we ask it for more.",
    "The representative of Syldavia said: “Peace is possible; it is only late.”",
)
"""Three paragraphs that no form has trouble with."""


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file with these members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tar(parts: dict[str, str | bytes], mode: Literal["w", "w:gz"] = "w") -> bytes:
    """A TAR file with these members."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, BytesIO(data))
    return buffer.getvalue()


def docx(paragraphs: Sequence[str]) -> bytes:
    """A Word document with one run a paragraph."""
    return docx_of("".join(f"<w:p><w:r>{word_text(p)}</w:r></w:p>" for p in paragraphs))


def word_text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def docx_of(body: str, head: str = "") -> bytes:
    """A Word document with this content in its body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}" xmlns:mc="{COMPATIBILITY}">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odt(paragraphs: Sequence[str]) -> bytes:
    """An OpenDocument text; every space is an element, as writers do where it could be lost."""
    texts = (escape(p).replace(" ", "<text:s/>").replace("\t", "<text:tab/>") for p in paragraphs)
    return odt_of("".join(f"<text:p>{text}</text:p>" for text in texts))


def odt_of(body: str, head: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text with this content in its body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def html(paragraphs: Sequence[str]) -> bytes:
    """A web page that is nothing but its paragraphs."""
    body = "".join(f"<p>{escape(p)}</p>\n" for p in paragraphs)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body>{body}</body></html>".encode()


def mhtml(page: bytes) -> bytes:
    """A web archive around a page."""
    head = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
        "------B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    from base64 import encodebytes

    picture = "\r\n------B\r\nContent-Type: image/png\r\n\r\n...\r\n------B--\r\n"
    return head.encode() + encodebytes(page) + picture.encode()


def rtf(paragraphs: Sequence[str]) -> bytes:
    """An RTF file as word processors write it: a font table, and whatever is not ASCII as numbers."""
    body = "".join(f"{rtf_text(p)}\\par\n" for p in paragraphs)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}\n"
        "{\\colortbl;\\red0\\green0\\blue0;}{\\info{\\title Not the text}}\n\\pard\\f0\\fs24 " + body + "}"
    ).encode("ascii")


def rtf_text(text: str) -> str:
    written = []
    for char in text:
        if char in "\\{}":
            written.append("\\" + char)
        elif char == "\t":
            written.append("\\tab ")
        elif " " <= char <= "~":
            written.append(char)
        else:
            units = char.encode("utf-16-le")
            for unit in (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)):
                written.append(f"\\u{unit if unit < 0x8000 else unit - 0x10000}?")
    return "".join(written)


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet of inline strings."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    return xlsx_of(cells)


def xlsx_of(cells: str, head: str = "") -> bytes:
    """A workbook with one sheet of these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet_type}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Speeches" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


Placed = tuple[float, float, str]
"""A line of a PDF page: points from the left and from the bottom, and the words in Helvetica 10."""


def pdf(pages: Sequence[Sequence[Placed]], extra: bytes = b"") -> bytes:
    """A PDF with lines at their places on pages of A4; ``extra`` goes into every page's content."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        content = extra + b"".join(
            f"BT /F1 10 Tf {x} {y} Td (".encode() + _pdf_string(words) + b") Tj ET\n" for x, y, words in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf_of(objects)


def _pdf_string(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(made)


def picture_page() -> bytes:
    """A PDF whose one page is a picture."""
    pixels = b"\x80" * 100
    content = b"q 500 0 0 700 40 60 cm /I1 Do Q"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /XObject << /I1 5 0 R >> >> >>",
            b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Length 100 >>\nstream\n%s\nendstream" % pixels,
        ]
    )


def set_in_lines(paragraphs: Sequence[str], x: float, top: float, width: int, leading: float = 12.0) -> list[Placed]:
    """Paragraphs set in lines of so many characters, the first of each indented, from the top down."""
    from textwrap import wrap

    placed: list[Placed] = []
    y = top
    for paragraph in paragraphs:
        for i, line in enumerate(wrap(paragraph, width)):
            placed.append((x + (12 if i == 0 else 0), y, line))
            y -= leading
    return placed
