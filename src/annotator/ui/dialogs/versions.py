"""What a transcript has taken the place of, and the labels that stay with that because its words have changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject
from PySide6.QtWidgets import QWidget

from annotator.domain.rows import LeftLabel, OlderVersion, Replaced
from annotator.ui.dialogs.reports import number_of, table
from annotator.ui.dialogs.sheet import Sheet, selectable
from annotator.ui.widgets import label

if TYPE_CHECKING:
    from annotator.ui.desk import Desk

_ROWS_SHOWN = 500


class VersionsDialog(Sheet):
    """The older versions of a transcript; others' labels are shown where they are on the desk."""

    def __init__(self, parent: QWidget, replaced: Replaced, desk: "Desk") -> None:
        tr = QObject().tr
        text = tr(
            "What anybody said of words that read the same in this version counts for it, whenever it was said. "
            "Undoing the import brings an older version back as it was."
        )
        super().__init__(parent, tr("Older versions"), text, 860)
        self._desk = desk
        self.body.addWidget(selectable("\n".join(map(self._version, replaced.versions))))
        shown = [left for left in replaced.labels if desk.others_shown or left.label.coder == desk.coder_uid]
        self._add_labels(shown)
        hidden = len(replaced.labels) - len(shown)
        rest = [
            number_of(hidden, tr("label of a colleague"), tr("labels of colleagues")) if hidden else "",
            number_of(replaced.n_corrections, tr("correction"), tr("corrections")) if replaced.n_corrections else "",
        ]
        if any(rest):
            stays = tr("Also with older text: {0}.").format(", ".join(filter(None, rest)))
            self.body.addWidget(label(stays, "secondary", self, wrap=True))
        self.add_buttons(tr("Close"))

    def _version(self, one: OlderVersion) -> str:
        parts = [f"“{one.title}”" if one.title == one.file_name else f"“{one.title}”, {one.file_name}"]
        if one.replaced_at:
            day = QLocale().toString(QDateTime.fromMSecsSinceEpoch(one.replaced_at), QLocale.FormatType.ShortFormat)
            who = self._desk.names.get(one.author, "")
            words = self.tr("replaced {0} by {1}") if who else self.tr("replaced {0}")
            parts.append(words.format(day, who))
        return ", ".join(parts)

    def _add_labels(self, labels: list[LeftLabel]) -> None:
        if not labels:
            self.body.addWidget(label(self.tr("No label stays with older text."), "lead"))
            return
        one, many = self.tr("label stays with older text"), self.tr("labels stay with older text")
        head = number_of(len(labels), one, many)
        self.body.addWidget(label(head, "lead"))
        rows = [[" ".join(one.text.split()), self._name(one), self._said(one)] for one in labels[:_ROWS_SHOWN]]
        heads = [self.tr("What it read before"), self.tr("Coder"), self.tr("Label")]
        self.body.addWidget(table(self, heads, rows))
        if len(labels) > _ROWS_SHOWN:
            more = self.tr("The first {0} of them.").format(f"{_ROWS_SHOWN:,}")
            self.body.addWidget(label(more, "subdued", self, wrap=True))

    def _name(self, one: LeftLabel) -> str:
        return self._desk.names.get(one.label.coder, one.label.coder)

    def _said(self, one: LeftLabel) -> str:
        book = self._desk.project.codebook if self._desk.project else None
        stance = book.stance_by_key.get(one.label.stance or "") if book else None
        themes = [book.theme_by_key[key].name if book and key in book.theme_by_key else key for key in one.label.themes]
        parts = [stance.name if stance else one.label.stance, *themes, one.label.note]
        return ", ".join(part for part in parts if part)
