"""Paints the statements of the transcript view."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from annotator.domain.label import Label
from annotator.domain.rows import StatementRow
from annotator.domain.transcript import Mention, PassageKind
from annotator.ui.label_chips import Chip, Tone
from annotator.ui.statement_layout import (
    GUTTER_PX,
    QUIET_KINDS,
    RowLayout,
    StatementLayouts,
    is_right_to_left,
    speaker_in_full,
)
from annotator.ui.statement_model import StatementModel
from annotator.ui.text_selection import TextSelection, painted
from annotator.ui.theme import Look

type_index = QModelIndex | QPersistentModelIndex
_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""Qt means the right by left where a painter draws from right to left."""


class StatementDelegate(QStyledItemDelegate):
    """Draws a statement: state mark, header, text with mentions, and the lines beside it."""

    def __init__(self, view: QAbstractItemView, model: StatementModel, layouts: StatementLayouts, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._layouts = layouts
        self._look = look
        self.selection: TextSelection | None = None

    def layout_of(self, number: int) -> tuple[StatementRow, RowLayout] | None:
        """Give the statement in a row with its layout at the view's width."""
        row = self._model.statement(number)
        if row is None:
            return None
        before = self._model.statement(number - 1) if number else None
        return row, self._layouts.layout(row, before, self._view.viewport().width())

    def sizeHint(self, _option: QStyleOptionViewItem, index: type_index) -> QSize:
        """Give a row's size."""
        found = self.layout_of(index.row())
        return QSize(self._view.viewport().width(), found[1].height_px if found else 48)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: type_index) -> None:
        """Paint a row."""
        found = self.layout_of(index.row())
        if found is None:
            return
        row, layout = found
        rect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.left(), rect.top())
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            self._paint_current(painter, layout, rect.height())
        self._paint_headers(painter, layout)
        if row.codable:
            self._paint_mark(painter, row, layout)
        painter.setPen(self._look.colour(self._text_colour(row)))
        chosen = self.selection.of(row) if self.selection else None
        if chosen is None:
            layout.text.draw(painter, layout.text_at)
        else:
            layout.text.draw(painter, layout.text_at, painted(chosen, row, layout, *self._chosen_colours()))
            if chosen.start_cp == chosen.end_cp and current:
                at = layout.offsets.to_utf16(chosen.start_cp - row.start_cp)
                layout.text.drawCursor(painter, layout.text_at, at, 1)
        for chip, place in layout.chips:
            self._paint_chip(painter, chip, place)
        painter.restore()

    def _chosen_colours(self) -> tuple[QColor, QColor]:
        return self._look.colour("accent"), self._look.colour("accent_text")

    @staticmethod
    def _text_colour(row: StatementRow) -> str:
        return "text_subdued" if row.kind in QUIET_KINDS or row.retired else "text"

    def _paint_current(self, painter: QPainter, layout: RowLayout, height_px: int) -> None:
        top = layout.body_top_px
        area = QRectF(layout.left_px, top, layout.width_px, height_px - top)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("current"))
        painter.drawRoundedRect(area, 6, 6)
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(QRectF(area.left(), area.top(), 3, area.height()), 1.5, 1.5)

    def _paint_headers(self, painter: QPainter, layout: RowLayout) -> None:
        painter.save()
        if layout.title:
            room = self._header_room(painter, layout, layout.title_top_px, is_right_to_left(layout.title))
            font = self._look.font("small", bold=True)
            painter.setFont(font)
            painter.setPen(self._look.colour("accent"))
            shown = QFontMetricsF(font).elidedText(layout.title, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _START, shown)
        room = self._header_room(painter, layout, layout.header_top_px, layout.mirrored)
        for text, strong in layout.header:
            font = self._look.font("body", bold=strong)
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.setPen(self._look.colour("text" if strong else "text_subdued"))
            painter.drawText(room, _START, shown)
            taken_px = metrics.horizontalAdvance(shown)
            room = room.adjusted(0, 0, -taken_px, 0) if layout.mirrored else room.adjusted(taken_px, 0, 0, 0)
            if shown != text or room.width() <= 0:
                break
        painter.restore()

    @staticmethod
    def _header_room(painter: QPainter, layout: RowLayout, top_px: float, mirrored: bool) -> QRectF:
        """Give the room of a line above the text, which is drawn from the side where it begins from now on."""
        if mirrored:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            return QRectF(layout.text_at.x(), top_px, layout.text_width_px, 20)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        left_px = layout.left_px + GUTTER_PX
        return QRectF(left_px, top_px, layout.left_px + layout.width_px - left_px, 20)

    def _paint_mark(self, painter: QPainter, row: StatementRow, layout: RowLayout) -> None:
        """Draw whether the coder has labelled it: an open ring, half a disc, or a disc with a tick."""
        mine = [label for label in row.labels if label.coder == self._layouts.state.coder]
        middle_px = layout.left_px + GUTTER_PX / 2 + 1
        if layout.mirrored:
            middle_px = layout.text_at.x() + layout.text_width_px + GUTTER_PX / 2 - 1
        centre = QPointF(middle_px, layout.text_at.y() + layout.first_line_px)
        ring = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)
        if _complete(mine):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("ok"))
            painter.drawEllipse(ring.adjusted(-1, -1, 1, 1))
            painter.setPen(QPen(self._look.colour("page"), 1.6, c=Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([centre + QPointF(-2.6, 0.2), centre + QPointF(-0.7, 2.2), centre + QPointF(2.8, -2)])
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("warn" if mine else "border_strong"), 1.5))
        painter.drawEllipse(ring)
        if mine:
            painter.setBrush(self._look.colour("warn"))
            painter.drawChord(ring, 90 * 16, 180 * 16)

    def _paint_chip(self, painter: QPainter, chip: Chip, place: QRectF) -> None:
        painter.setFont(self._look.font("caption"))
        metrics = QFontMetricsF(painter.font())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if chip.lead:
            lead = metrics.elidedText(chip.lead, Qt.TextElideMode.ElideRight, place.width() * 0.4)
            painter.setPen(self._look.colour("text_secondary"))
            painter.drawText(place, middle, lead)
            place = place.adjusted(metrics.horizontalAdvance(lead) + 6, 0, 0, 0)
        if chip.tone in (Tone.PILL, Tone.WARN_PILL, Tone.OK_PILL):
            fill, ink, outlined = self._pill_colours(chip)
            shown = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, place.width() - 18)
            area = QRectF(place.left(), place.top(), metrics.horizontalAdvance(shown) + 18, place.height())
            painter.setPen(QPen(self._look.colour("border_strong"), 1) if outlined else Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 9.5, 9.5)
            painter.setPen(ink)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
            return
        names = {Tone.PLAIN: "text_secondary", Tone.SUBDUED: "text_subdued", Tone.WARN: "warn", Tone.STRONG: "text"}
        painter.setPen(self._look.colour(names[chip.tone]))
        area = place.adjusted(2, 0, 0, 0)
        painter.drawText(area, middle, metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, area.width()))

    def _pill_colours(self, chip: Chip) -> tuple[QColor, QColor, bool]:
        if chip.tone is Tone.WARN_PILL:
            return self._look.colour("warn_soft"), self._look.colour("warn"), False
        if chip.tone is Tone.OK_PILL:
            return self._look.colour("ok_soft"), self._look.colour("ok"), False
        return self._look.stance_colours(chip.stance)

    # -- hovering --------------------------------------------------------------------------------------------------

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: type_index
    ) -> bool:
        """Say what the mouse points at: a mention, the speakers, or a line that was cut short."""
        found = self.layout_of(index.row()) if index.isValid() else None
        if found is None or event.type() != QEvent.Type.ToolTip:
            return False
        row, layout = found
        top_left = option.rect.topLeft()
        tip = self._tip(row, layout, QPointF(event.pos() - top_left))
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def _tip(self, row: StatementRow, layout: RowLayout, point: QPointF) -> str:
        for chip, place in layout.chips:
            if place.contains(point):
                return chip.tip or (f"{chip.lead}: {chip.text}" if chip.lead else chip.text)
        if layout.header and layout.header_top_px <= point.y() < layout.body_top_px:
            return "\n".join(speaker_in_full(speaker) for speaker in row.speakers)
        mention = mention_at(row, layout, point)
        if mention is not None:
            kind = MENTION_NAMES[mention.kind.value]
            return f"{mention.entity} ({kind})" if mention.entity else kind
        return ""


def mention_at(row: StatementRow, layout: RowLayout, point: QPointF) -> Mention | None:
    """Give the mention under a point of a row."""
    inside = point - layout.text_at
    for nth in range(layout.text.lineCount()):
        line = layout.text.lineAt(nth)
        if line.naturalTextRect().contains(inside):
            cursor = line.xToCursor(inside.x(), line.CursorPosition.CursorOnCharacter)
            at_cp = row.start_cp + layout.offsets.to_cp(int(cursor))
            return next((one for one in row.mentions if one.start_cp <= at_cp < one.end_cp), None)
    return None


def _complete(labels: list[Label]) -> bool:
    return any(label.complete for label in labels)


MENTION_NAMES = {
    "COUNTRY": "State",
    "CITY": "City",
    "REGION": "Region",
    "NORP": "Nationality",
    "ORG": "Organisation",
    "UN_BODY": "UN body",
    "PERSON": "Person",
    "DOCUMENT": "Document",
    "LAW": "Agreement",
    "EVENT": "Event",
    "DATE": "Date",
}
"""What people read for each kind of mention."""

__all__ = ["MENTION_NAMES", "PassageKind", "StatementDelegate", "mention_at"]
