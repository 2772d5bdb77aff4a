"""How one statement is set: header, text lines with mentions, and the lines beside it, all measured once and kept."""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from annotator.domain.offsets import Utf16Map
from annotator.domain.rows import StatementRow
from annotator.domain.transcript import Mention, PassageKind, Speaker
from annotator.ui.found_words import found_words
from annotator.ui.label_chips import Chip, Tone, ViewState, chips
from annotator.ui.theme import Look

PAGE_WIDTH_PX = 1060
MARGIN_PX = 14
GUTTER_PX = 30
GAP_PX = 18
LABEL_COLUMNS_PX = ((1000, 280), (760, 190), (0, 172))
"""From which width of the page on the labels beside it have how much room."""
PILL_PX = 20
LINE_PX = 17
LAYOUTS_KEPT = 400
_SOFT_BREAK = re.compile(r"(?<![.?!:;…”»\"\n])\n(?!\n)")
"""A line end that ends no sentence."""
QUIET_KINDS = frozenset({PassageKind.BOILERPLATE, PassageKind.NOTE, PassageKind.LIST})


@dataclass(slots=True)
class RowLayout:
    """A statement as it is drawn; every place is relative to its row.

    Attributes:
        left_px: Where the page begins within the row.
        header: The speakers' line in runs of text and whether each is strong; empty where the turn goes on.
        title: The transcript's title, where a list comes to another transcript.
        mirrored: The text runs from right to left: its mark and header stand where it begins.
    """

    text: QTextLayout
    offsets: Utf16Map
    left_px: float
    width_px: float
    text_at: QPointF
    text_width_px: float
    height_px: int
    first_line_px: float
    title: str = ""
    title_top_px: float = 0
    header: list[tuple[str, bool]] = field(default_factory=list)
    header_top_px: float = 0
    body_top_px: float = 0
    mirrored: bool = False
    chips: list[tuple[Chip, QRectF]] = field(default_factory=list)


class StatementLayouts:
    """Makes the layouts and keeps those last used."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._kept: OrderedDict[str, RowLayout] = OrderedDict()
        self._width_px = 0
        self.state = ViewState()

    def set_state(self, state: ViewState) -> None:
        """Set statements otherwise from now on."""
        self.state = state
        self._kept.clear()

    def clear(self) -> None:
        """Forget everything: fonts or colours changed."""
        self._kept.clear()

    def forget(self, row: StatementRow) -> None:
        """Forget the layout of a statement that changed."""
        self._kept.pop(row.uid, None)

    def layout(self, row: StatementRow, before: StatementRow | None, width_px: int) -> RowLayout:
        """Give a statement's layout in a view of this width, after the statement listed before it."""
        if width_px != self._width_px:
            self._kept.clear()
            self._width_px = width_px
        kept = self._kept.get(row.uid)
        if kept is None:
            kept = self._make(row, before, width_px)
            self._kept[row.uid] = kept
            if len(self._kept) > LAYOUTS_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(row.uid)
        return kept

    # -- making ----------------------------------------------------------------------------------------------------

    def _make(self, row: StatementRow, before: StatementRow | None, width_px: int) -> RowLayout:
        page_px = min(width_px - 2 * MARGIN_PX, PAGE_WIDTH_PX)
        left_px = (width_px - page_px) / 2
        column_px = next(px for least_px, px in LABEL_COLUMNS_PX if page_px >= least_px)
        text_px = max(page_px - GUTTER_PX - GAP_PX - column_px - 10, 120)
        new_transcript = before is None or before.transcript != row.transcript
        y_px = 0.0
        title = self.state.transcripts.get(row.transcript, "") if new_transcript else ""
        title_top_px = 16.0
        if title:
            y_px = 38.0
        new_passage = new_transcript or before is None or before.passage != row.passage
        y_px += self._gap_px(row, new_passage)
        header = self._header(row, before, new_transcript)
        header_top_px = y_px
        if header:
            header_top_px = y_px + 8
            y_px = header_top_px + 22
        layout, offsets = self._text(row)
        # Labels stay at the right, where the eye looks for them in every transcript.
        mirrored = is_right_to_left(row.text)
        text_at = QPointF(left_px + (GAP_PX if mirrored else GUTTER_PX), y_px + 5)
        bottom_px, first_px = self._break_lines(layout, self._font(row), text_px)
        column_left_px = left_px + page_px - column_px - 8
        placed, chips_bottom_px = self._place_chips(row, column_left_px, column_px, y_px + 5)
        body_px = max(bottom_px + 10, chips_bottom_px - y_px + 5, 48 if row.codable else 0)
        return RowLayout(
            text=layout,
            offsets=offsets,
            left_px=left_px,
            width_px=page_px,
            text_at=text_at,
            text_width_px=text_px,
            height_px=int(y_px + body_px + 0.5),
            first_line_px=first_px,
            title=title,
            title_top_px=title_top_px,
            header=header,
            header_top_px=header_top_px,
            body_top_px=y_px,
            mirrored=mirrored,
            chips=placed,
        )

    @staticmethod
    def _gap_px(row: StatementRow, new_passage: bool) -> float:
        if not new_passage:
            return 0
        return 18 if row.kind is PassageKind.HEADING else 4 if row.kind in QUIET_KINDS else 12

    @staticmethod
    def _header(row: StatementRow, before: StatementRow | None, new_transcript: bool) -> list[tuple[str, bool]]:
        if not row.speakers or row.kind is PassageKind.HEADING:
            return []
        goes_on = not new_transcript and before is not None and before.speakers == row.speakers
        if goes_on and before is not None and before.kind is not PassageKind.HEADING:
            return []
        runs: list[tuple[str, bool]] = []
        for speaker in row.speakers:
            runs += [("   ·   ", False)] if runs else []
            runs += _speaker_runs(speaker)
        return runs

    def _font(self, row: StatementRow) -> QFont:
        if row.kind is PassageKind.HEADING:
            return self._look.font("reading", bold=True, grow_px=1)
        if row.kind in QUIET_KINDS:
            return self._look.font("reading", grow_px=-3)
        return self._look.font("reading", family="reading")

    def _text(self, row: StatementRow) -> tuple[QTextLayout, Utf16Map]:
        # One code point for one: a line feed inside of a sentence is a space, at a sentence's end (of a turn, say) Qt's
        # line separator.
        text = _SOFT_BREAK.sub(" ", row.text).replace("\n", "\u2028")
        layout = QTextLayout(text, self._font(row))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(row.text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        offsets = Utf16Map(row.text)
        formats = [self._format(row, one, offsets) for one in row.mentions if self._is_shown(one)]
        layout.setFormats(formats + self._found(row.text, offsets))
        return layout, offsets

    def _found(self, text: str, offsets: Utf16Map) -> list[QTextLayout.FormatRange]:
        style = QTextCharFormat()
        style.setBackground(self._look.colour("found"))
        style.setForeground(self._look.colour("found_text"))
        formats = []
        for start_cp, end_cp in found_words(text, self.state.words):
            shown = QTextLayout.FormatRange()
            shown.start = offsets.to_utf16(start_cp)
            shown.length = offsets.to_utf16(end_cp) - shown.start
            shown.format = style
            formats.append(shown)
        return formats

    def _is_shown(self, mention: Mention) -> bool:
        return self.state.mentions_shown and mention.kind not in self.state.hidden_kinds

    def _format(self, row: StatementRow, mention: Mention, offsets: Utf16Map) -> QTextLayout.FormatRange:
        shown = QTextLayout.FormatRange()
        start = offsets.to_utf16(mention.start_cp - row.start_cp)
        shown.start = start
        shown.length = offsets.to_utf16(mention.end_cp - row.start_cp) - start
        colour = self._look.mention_colour(mention.kind)
        tint = QColor(colour)
        tint.setAlpha(34 if self._look.dark else 20)
        style = QTextCharFormat()
        style.setBackground(tint)
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(colour)
        shown.format = style
        return shown

    @staticmethod
    def _break_lines(layout: QTextLayout, font: QFont, width_px: float) -> tuple[float, float]:
        """Break into lines; gives where the last one ends, and the middle of the first."""
        metrics = QFontMetricsF(font)
        pitch_px = max(metrics.height(), font.pixelSize() * 1.52)
        y_px = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width_px)
            line.setPosition(QPointF(0, y_px + (pitch_px - line.height()) / 2))
            y_px += max(pitch_px, line.height())
        layout.endLayout()
        return y_px, pitch_px / 2

    def _place_chips(
        self, row: StatementRow, left_px: float, width_px: float, top_px: float
    ) -> tuple[list[tuple[Chip, QRectF]], float]:
        placed: list[tuple[Chip, QRectF]] = []
        y_px = top_px + 2
        for chip in chips(row, self.state):
            pill = chip.tone in (Tone.PILL, Tone.WARN_PILL, Tone.OK_PILL)
            y_px += 3 if pill and placed and placed[-1][1].height() == LINE_PX else 0
            placed.append((chip, QRectF(left_px, y_px, width_px, PILL_PX if pill else LINE_PX)))
            y_px += (PILL_PX + 3) if pill else LINE_PX
        return placed, y_px if placed else top_px


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode Standard Annex 9, rules P2 and P3)."""
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _speaker_runs(speaker: Speaker) -> list[tuple[str, bool]]:
    if speaker.name:
        rest = speaker.affiliation or speaker.role or ""
        return [(speaker.name, True), *([("   " + rest, False)] if rest else [])]
    if speaker.affiliation:
        return [(speaker.affiliation, True), *([("   " + speaker.role, False)] if speaker.role else [])]
    return [(speaker.role or "", True)]


def speaker_in_full(speaker: Speaker) -> str:
    """Give everything known about a voice in one line."""
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.affiliation, speaker.capacity) if part)
