"""Questions about what the importer made of a text: a passage's kind, who speaks, what words name, and where."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.domain.correction import LikePlace, Place
from annotator.domain.transcript import PassageKind, Speaker
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.prompter import MentionAnswer, MentionQuestion
from annotator.ui.statement_delegate import MENTION_NAMES
from annotator.ui.widgets import label

PARTS = ("Name", "Role", "Affiliation", "Capacity")
PLACES_SHOWN = 2000


def completer(words: Sequence[str], parent: QWidget) -> QCompleter:
    """Give what completes a field from these words, wherever in them the letters typed stand."""
    made = QCompleter(sorted(set(words)), parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made


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
        self.list.setMinimumHeight(self.list.sizeHintForRow(0) * (self.list.count() + 1))
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
        self._known = {voice.name: voice for voice in reversed(known) if voice.name}
        self._words = [
            [voice.name for voice in known if voice.name],
            [voice.role for voice in known if voice.role],
            [voice.affiliation for voice in known if voice.affiliation],
            [voice.capacity for voice in known if voice.capacity],
        ]
        self.lines: list[list[QLineEdit]] = []
        for speaker in speakers or (None,):
            self.add_line(speaker)
        more = QPushButton(self.tr("Add another voice"), self)
        more.setAutoDefault(False)
        more.setToolTip(self.tr("Add a line for another voice"))
        more.clicked.connect(lambda: self.add_line(None)[0].setFocus())
        self._column.insertWidget(self._column.count() - 1, more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons(self.tr("Set"), self.tr("Cancel"))
        self.lines[0][0].setFocus()

    def add_line(self, speaker: Speaker | None) -> list[QLineEdit]:
        """Add the fields of one voice."""
        row = QHBoxLayout()
        said = (speaker.name, speaker.role, speaker.affiliation, speaker.capacity) if speaker else (None,) * 4
        edits: list[QLineEdit] = []
        for name, words, content in zip(PARTS, self._words, said, strict=True):
            edit = QLineEdit(content or "", self)
            edit.setPlaceholderText(self.tr(name))
            edit.setAccessibleName(f"{self.tr(name)} {len(self.lines) + 1}")
            edit.setToolTip(self.tr(name))
            edit.setCompleter(completer(words, edit))
            row.addWidget(edit, 2 if name != "Capacity" else 1)
            edits.append(edit)
        edits[0].completer().activated.connect(lambda chosen: self._fill(edits, str(chosen)))
        self.body.addLayout(row)
        self.lines.append(edits)
        return edits

    def _fill(self, edits: list[QLineEdit], name: str) -> None:
        """Fill in what is known of a person whose name was chosen."""
        voice = self._known.get(name)
        if voice is not None:
            for edit, content in zip(edits[1:], (voice.role, voice.affiliation, voice.capacity), strict=True):
                if not edit.text():
                    edit.setText(content or "")

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
        super().__init__(parent, QObject().tr("What does “{0}” name?").format(words), "", 460)
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


class PlacesDialog(Sheet):
    """Where the same words stand, each place to be ticked or not."""

    def __init__(self, parent: QWidget, words: str, places: Sequence[LikePlace]) -> None:
        text = QObject().tr("The correction holds in every place that is ticked, as one step that you can undo.")
        title = QObject().tr("“{0}” stands in {1} places").format(words[:60], f"{len(places):,}")
        super().__init__(parent, title, text, 820)
        self._places = places
        self.table = QTableWidget(min(len(places), PLACES_SHOWN), 3, self)
        self.table.setAccessibleName(self.tr("Places"))
        self.table.setHorizontalHeaderLabels([self.tr("Place"), self.tr("Now"), self.tr("Transcript")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setToolTip(self.tr("Space ticks or unticks a place"))
        for line, like in enumerate(places[:PLACES_SHOWN]):
            item = QTableWidgetItem(f"{like.before[-40:]}[{like.text}]{like.after[:40]}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.table.setItem(line, 0, item)
            now = MENTION_NAMES[like.mention.kind.value] if like.mention else self.tr("no mention")
            entity = f": {like.mention.entity}" if like.mention and like.mention.entity else ""
            self.table.setItem(line, 1, QTableWidgetItem(now + entity))
            self.table.setItem(line, 2, QTableWidgetItem(like.title))
        for column, width_px in enumerate((430, 170, 170)):
            self.table.setColumnWidth(column, width_px)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(320)
        self.body.addWidget(self.table)
        if len(places) > PLACES_SHOWN:
            rest = self.tr("The first {0} are shown; the others are ticked.").format(f"{PLACES_SHOWN:,}")
            self.body.addWidget(label(rest, "secondary", self))
        self._go = self.add_buttons(self.tr("Correct"), self.tr("Cancel"))
        self._go.setEnabled(bool(places))

    @property
    def chosen(self) -> list[Place]:
        """The places that are ticked."""
        ticked = []
        for line, like in enumerate(self._places):
            item = self.table.item(line, 0) if line < PLACES_SHOWN else None
            if item is None or item.checkState() == Qt.CheckState.Checked:
                ticked.append(like.place)
        return ticked
