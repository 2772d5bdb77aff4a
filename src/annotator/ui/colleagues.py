"""What reviewers say of one's own label, and, where one does not code blind, what the others said."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.domain.ids import CoderId
from annotator.domain.label import Label, Review, Verdict
from annotator.ui.desk import Desk
from annotator.ui.theme import Look, short_stance
from annotator.ui.widgets import StancePill, label


class CommentEdit(QLineEdit):
    """Where a query's comment is written; Esc leaves without one being sent."""

    def __init__(self, panel: "ColleaguesPanel") -> None:
        super().__init__(panel)
        self._panel = panel
        self.setPlaceholderText(self.tr("What should the colleague look at? Return sends"))
        self.setAccessibleName(self.tr("Comment on the query"))
        self.setToolTip(self.tr("Return records the query, Esc goes back without"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._panel.close_comment()
            return
        super().keyPressEvent(event)


class ColleaguesPanel(QWidget):
    """Cards, one a label; verdicts go to the chosen one. Rebuilt when the statement has something to show."""

    def __init__(self, desk: Desk, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self.names: Mapping[CoderId, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._shown: object = ()
        self._holder: QWidget | None = None
        self.comment = CommentEdit(self)
        self.comment.hide()
        self.comment.returnPressed.connect(self._on_comment_return_pressed)
        self._column.addWidget(self.comment)
        desk.statement_changed.connect(self._on_desk_statement_changed)
        look.look_changed.connect(self._on_look_look_changed)

    def ask_comment(self) -> None:
        """Open the field for the comment of a query."""
        self.comment.clear()
        self.comment.show()
        self.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_comment(self) -> None:
        """Close the field."""
        self.comment.hide()
        window = self.window()
        view = window.findChild(QWidget, "transcript")
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_comment_return_pressed(self) -> None:
        self._desk.review(Verdict.QUERY, self.comment.text().strip())
        self.close_comment()

    def _on_look_look_changed(self) -> None:
        self._shown = None
        self._on_desk_statement_changed()

    def _on_desk_statement_changed(self) -> None:
        labels = self._desk.colleagues_labels()
        row = self._desk.row
        chosen = self._desk.chosen_colleague()
        wanted = (row.uid if row else None, tuple(labels), chosen, row.reviews if row else ())
        if not labels and not (self._desk.others_shown and row):
            wanted = (None, (), None, ())
        if self.comment.isVisible() and self._shown and wanted[0] != self._shown[0]:  # type: ignore[index]
            self.comment.hide()
        if wanted == self._shown:
            return
        self._shown = wanted
        self._build(labels, chosen)

    def _build(self, labels: list[Label], chosen: Label | None) -> None:
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
            self._holder = None
        self.setVisible(bool(labels or (self._desk.others_shown and self._desk.row)))
        if not labels and not (self._desk.others_shown and self._desk.row):
            return
        self._holder = QWidget(self)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("Others’ labels"), "section"))
        if not labels:
            column.addWidget(label(self.tr("Nobody else has labelled this statement."), "subdued", wrap=True))
        for one in labels:
            column.addWidget(self._card(one, one is chosen))
        self._column.insertWidget(0, self._holder)

    def _card(self, one: Label, chosen: bool) -> QFrame:
        card = Card(one.coder, self._desk, self)
        card.setProperty("role", "card")
        if chosen:
            card.setStyleSheet(f"Card {{ border: 1px solid {self._look.colour('accent').name()}; }}")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(4)
        project = self._desk.project
        assert project is not None
        book = project.codebook
        stance = book.stance_by_key.get(one.stance or "")
        head = QHBoxLayout()
        head.setSpacing(8)
        name = label(self.names.get(one.coder, "?"), "plain")
        name.setFont(self._look.font("body", bold=True))
        head.addWidget(name)
        if stance is not None:
            colours = self._look.stance_colours(stance)
            head.addWidget(StancePill(f"{short_stance(stance)}  {stance.name}", colours, self._look, card))
        head.addStretch(1)
        column.addLayout(head)
        if one.target != book.default_target and one.target in book.target_by_key:
            column.addWidget(label(self.tr("Target: {0}").format(book.target_by_key[one.target].name), "subdued"))
        themes = [book.theme_by_key[key].name for key in one.themes if key in book.theme_by_key]
        for text in (" + ".join(themes), one.note):
            if text:
                column.addWidget(label(text, "secondary", wrap=True))
        for review in self._desk.reviews_of(one):
            column.addWidget(review_label(review, self.names, ""))
        if chosen:
            column.addWidget(label(self.tr("Y accept   ·   Z query"), "subdued"))
        return card


def review_label(review: Review, names: Mapping[CoderId, str], what: str) -> QLabel:
    """Give a label that tells a verdict on ``what``."""
    tr = QCoreApplication.translate
    words = {
        Verdict.ACCEPT: tr("reviews", "{0} accepted {1}"),
        Verdict.QUERY: tr("reviews", "{0} queried {1}"),
    }[review.verdict].format(names.get(review.reviewer, "?"), what)
    text = words.strip() + (f": {review.comment}" if review.comment else "")
    if review.outdated:
        text += tr("reviews", " (before the last change)")
    return label(text, "warn" if review.verdict is Verdict.QUERY and not review.outdated else "subdued", wrap=True)


class OwnReviews(QWidget):
    """What reviewers say of one's own label, where they say anything."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.names: Mapping[CoderId, str] = {}
        self._shown: tuple[Review, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(4)
        self.hide()
        desk.statement_changed.connect(self._on_desk_statement_changed)

    def _on_desk_statement_changed(self) -> None:
        mine = self._desk.label
        reviews = tuple(self._desk.reviews_of(mine)) if mine else ()
        if reviews == self._shown:
            return
        self._shown = reviews
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for review in reviews:
            self._column.addWidget(review_label(review, self.names, self.tr("your label")))
        self.setVisible(bool(reviews))


class Card(QFrame):
    """A colleague's label; a click lets verdicts go to it."""

    def __init__(self, coder: CoderId, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._coder = coder
        self._desk = desk

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose this colleague."""
        self._desk.choose_colleague(self._coder)
