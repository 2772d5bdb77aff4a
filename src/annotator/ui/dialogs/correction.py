"""Questions about what the importer made of a text: a passage's kind, who speaks, and what words name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from annotator.domain.transcript import PassageKind, Speaker
from annotator.ui.dialogs.completing import completer
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.prompter import MentionAnswer, MentionQuestion
from annotator.ui.statement_delegate import MENTION_NAMES
from annotator.ui.widgets import isolated, label

PARTS = ("Name", "Role", "Affiliation", "Capacity")


class PassageDialog(Sheet):
    """What a passage is."""

    def __init__(self, parent: QWidget, current: PassageKind) -> None:
        text = QObject().tr("Coders are asked for the statements of speeches and narration.")
        super().__init__(parent, QObject().tr("What is this passage?"), text, 360)
        names = {
            PassageKind.SPEECH: self.tr("Speech"),
            PassageKind.NARRATION: self.tr("Narration"),
            PassageKind.HEADING: self.tr("Heading"),
            PassageKind.LIST: self.tr("List"),
            PassageKind.NOTE: self.tr("Note"),
            PassageKind.BOILERPLATE: self.tr("Boilerplate"),
        }
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Kind of passage"))
        self.list.setToolTip(self.tr("The first letter chooses"))
        for kind, name in [*((one.value, name) for one, name in names.items()), ("", self.tr("As imported"))]:
            item = QListWidgetItem(name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, kind)
        self.list.setCurrentRow(list(names).index(current))
        self.list.itemActivated.connect(self.accept)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * self.list.count() + 2 * self.list.frameWidth() + 2)
        self.body.addWidget(self.list)
        self.add_buttons(self.tr("Set"), self.tr("Cancel"))
        self.list.setFocus()

    @property
    def kind(self) -> str:
        """The kind chosen, or "" for as imported."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""


class SpeakersDialog(Sheet):
    """Who speaks: a line for each voice, completed from those that are known."""

    def __init__(self, parent: QWidget, speakers: tuple[Speaker, ...], known: tuple[Speaker, ...]) -> None:
        text = QObject().tr("One line for each voice. Leave the name empty where the text gives none.")
        super().__init__(parent, QObject().tr("Who speaks?"), text, 720)
        self.take_room(1000)
        self._known = {voice.name: voice for voice in reversed(known) if voice.name}
        self._words: list[Mapping[str, str] | Sequence[str]] = [
            {name: voice.affiliation or voice.role or "" for name, voice in self._known.items()},
            [voice.role for voice in known if voice.role],
            [voice.affiliation for voice in known if voice.affiliation],
            [voice.capacity for voice in known if voice.capacity],
        ]
        self.lines: list[list[QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(8)
        for column, name in enumerate(PARTS):
            self._grid.addWidget(label(self.tr(name), "secondary", self), 0, column)
            self._grid.setColumnStretch(column, 3 if name != "Capacity" else 2)
        self.body.addLayout(self._grid)
        self._more = QPushButton(self.tr("Add another voice"), self)
        self._more.setAutoDefault(False)
        self._more.setToolTip(self.tr("Add a line for another voice"))
        self._more.clicked.connect(lambda: self.add_line(None)[0].setFocus())
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        for speaker in speakers or (None,):
            self.add_line(speaker)
        self.add_buttons(self.tr("Set"), self.tr("Cancel"))
        self.lines[0][0].setFocus()

    def add_line(self, speaker: Speaker | None) -> list[QLineEdit]:
        """Add the fields of one voice."""
        said = (speaker.name, speaker.role, speaker.affiliation, speaker.capacity) if speaker else (None,) * 4
        edits: list[QLineEdit] = []
        for name, words, content in zip(PARTS, self._words, said, strict=True):
            edit = QLineEdit(content or "", self)
            edit.setAccessibleName(f"{self.tr(name)} {len(self.lines) + 1}")
            edit.setToolTip(content or self.tr(name))
            edit.textChanged.connect(edit.setToolTip)
            edit.setCursorPosition(0)
            edit.setCompleter(completer(words, edit))
            self._grid.addWidget(edit, len(self.lines) + 1, len(edits))
            self.setTabOrder(edits[-1] if edits else self._last_field or edit, edit)
            edits.append(edit)
        self.setTabOrder(edits[-1], self._more)
        edits[0].completer().activated.connect(lambda chosen: self._fill(edits, str(chosen)))
        self.lines.append(edits)
        return edits

    @property
    def _last_field(self) -> QLineEdit | None:
        return self.lines[-1][-1] if self.lines else None

    def _fill(self, edits: list[QLineEdit], name: str) -> None:
        """Fill in what is known of a person whose name was chosen, but for what the user typed."""
        voice = self._known.get(name)
        if voice is not None:
            for edit, content in zip(edits[1:], (voice.role, voice.affiliation, voice.capacity), strict=True):
                if not edit.isModified():
                    edit.setText(content or "")
                    edit.setCursorPosition(0)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The voices as filled in; lines left empty are none."""
        said = [[edit.text().strip() or None for edit in edits] for edits in self.lines]
        return tuple(
            Speaker(name, role, whose, capacity) for name, role, whose, capacity in said if name or role or whose
        )


class MentionDialog(Sheet):
    """What words name."""

    def __init__(self, parent: QWidget, question: MentionQuestion) -> None:
        words = question.words if len(question.words) < 60 else question.words[:58] + "…"
        super().__init__(parent, QObject().tr("What does “{0}” name?").format(isolated(words)), "", 520)
        mention = question.mention
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of mention"))
        self.kind.setToolTip(self.tr("What kind of thing the words name"))
        for kind, name in MENTION_NAMES.items():
            self.kind.addItem(self.tr(name), kind)
        self.kind.addItem(self.tr("Nothing: this is no mention"), "")
        if mention is not None:
            self.kind.setCurrentIndex(self.kind.findData(mention.kind.value))
        self.entity = QLineEdit((mention.entity or "") if mention else "", self)
        self.entity.setPlaceholderText(self.tr("Its usual name; leave empty where you do not know"))
        self.entity.setAccessibleName(self.tr("Entity"))
        self.entity.setToolTip(self.tr("The name under which it is counted, completed from those known"))
        self.entity.setCompleter(completer(question.entities, self.entity))
        self.everywhere = QCheckBox(self.tr("Everywhere in this project…"), self)
        self.everywhere.setToolTip(self.tr("Shows where the same words stand, and lets the next import know them"))
        form = QFormLayout()
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow(self.tr("Entity"), self.entity)
        form.addRow("", self.everywhere)
        self.body.addLayout(form)
        self.add_buttons(self.tr("Set"), self.tr("Cancel"))
        self.kind.currentIndexChanged.connect(lambda _index: self.entity.setEnabled(bool(self.kind.currentData())))
        self.kind.setFocus()

    @property
    def answer(self) -> MentionAnswer:
        """What was said."""
        kind = self.kind.currentData() or None
        entity = self.entity.text().strip() or None
        return MentionAnswer(kind, entity if kind else None, self.everywhere.isChecked())
