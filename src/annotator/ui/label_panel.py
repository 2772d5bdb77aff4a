"""The label of the current statement: what it says now, and every code with its key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.codebook import Code, Codebook, Theme
from annotator.domain.label import Label
from annotator.ui.code_button import Chosen, CodeButton, StanceButton
from annotator.ui.colleagues import ColleaguesPanel, OwnReviews
from annotator.ui.commands import Commands, key_shown
from annotator.ui.desk import Desk
from annotator.ui.label_chips import missing
from annotator.ui.note_edit import NoteEdit
from annotator.ui.theme import Look
from annotator.ui.widgets import ElidedLabel, label

RAIL_PX = 70


class LabelPanel(QFrame):
    """Shows and sets the current statement's label; every click is the command that its key is.

    Signals:
        left: The user is done in a field; the transcript gets the keys again.
    """

    left = Signal()

    def __init__(self, desk: Desk, commands: Commands, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("labelPanel")
        self.setAccessibleName(self.tr("Label"))
        self._desk = desk
        self._commands = commands
        self._look = look
        self._buttons: dict[str, CodeButton] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        self._targets = QComboBox(self)
        self.note = NoteEdit(self)
        self._state = ElidedLabel("subdued", self)
        self.colleagues = ColleaguesPanel(desk, look, self)
        self.own_reviews = OwnReviews(desk, self)
        for part in (self._targets, self.note, self._state):
            part.hide()
        # Below the codes and outside what scrolls: in view at any height, and the codes stay where the eye knows them.
        outer.addWidget(self.colleagues)
        desk.statement_changed.connect(self._on_desk_statement_changed)

    def show_codebook(self, book: Codebook) -> None:
        """Make the buttons of a codebook."""
        self._buttons.clear()
        self.own_reviews.setParent(self)
        for old in (self.note, self._state):
            old.hide()
            old.deleteLater()
        self.note = NoteEdit(self)
        self._state = ElidedLabel("subdued", self)
        body = _Body()
        body.setObjectName("labelPanelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 9, 14, 7)
        column.setSpacing(6)
        column.addWidget(self.own_reviews)
        column.addLayout(self._target_row(book))
        column.addLayout(self._stance_rows(book))
        column.addLayout(self._theme_rows(book.themes))
        column.addLayout(self._detail_rows(book))
        column.addWidget(self._state)
        column.addStretch(1)
        self._scroll.setWidget(body)
        self.note.left.connect(self.left)
        self.note.note_written.connect(self._desk.set_note)
        self._on_desk_statement_changed()

    def show_field(self, field: QWidget) -> None:
        """Let the user type into a field, scrolled into view."""
        self._scroll.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_comment(self) -> None:
        """Let the user write the comment of a query."""
        self.colleagues.ask_comment()

    # -- parts -----------------------------------------------------------------------------------------------------

    def _target_row(self, book: Codebook) -> QHBoxLayout:
        self._targets = QComboBox()
        self._targets.setAccessibleName(self.tr("Target"))
        self._targets.setToolTip(
            self.tr("Whom or what the stance is about; the next statement has the usual one again")
        )
        self._targets.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._targets.setMinimumContentsLength(8)
        for code in book.targets:
            self._targets.addItem(code.name, code.key)
            tip = f"{code.name}   {key_shown(code.shortcut)}\n{code.definition}"
            self._targets.setItemData(self._targets.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._targets.activated.connect(self._on_targets_activated)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(_rail(self.tr("Target")))
        row.addWidget(self._targets, 1)
        return row

    def _stance_rows(self, book: Codebook) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(5)
        on_scale = sorted((one for one in book.stances if one.value is not None), key=lambda one: one.value or 0)
        off_scale = [one for one in book.stances if one.value is None]
        for stances in (on_scale, off_scale):
            row = QHBoxLayout()
            row.setSpacing(4)
            for stance in stances:
                button = StanceButton(stance, self._key("stance", stance), self._look, self)
                self._add(button, f"stance.{stance.key}", stance)
                row.addWidget(button, 1)
            rows.addLayout(row)
        return rows

    def _theme_rows(self, themes: Sequence[Theme]) -> QGridLayout:
        grid = _grid()
        grid.setVerticalSpacing(0)
        line = 0
        for group in dict.fromkeys(theme.group for theme in themes):
            members = [theme for theme in themes if theme.group == group]
            rail = _rail(group)
            rail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            rail.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(rail, line, 0, len(members), 1)
            for theme in members:
                button = CodeButton(theme.name, self._key("theme_primary", theme), self._look, self, theme.short)
                self._add(button, f"theme_primary.{theme.key}", theme, f"theme_secondary.{theme.key}")
                grid.addWidget(button, line, 1)
                line += 1
            grid.setRowMinimumHeight(line, 4)
            line += 1
        return grid

    def _detail_rows(self, book: Codebook) -> QGridLayout:
        grid = _grid()
        grid.setVerticalSpacing(2)
        row = 0
        if book.flags:
            grid.addWidget(_rail(self.tr("Flags")), row, 0)
            for nth, flag in enumerate(book.flags):
                button = CodeButton(flag.name, self._key("flag", flag), self._look, self)
                self._add(button, f"flag.{flag.key}", flag)
                grid.addWidget(button, row + nth // 2, 1 + nth % 2)
            row += (len(book.flags) + 1) // 2
        if book.confidence:
            grid.addWidget(_rail(self.tr("Confidence")), row, 0)
            levels = QHBoxLayout()
            levels.setSpacing(4)
            for level in book.confidence:
                key = self._shortcut_of(f"confidence.{level.value}")
                button = CodeButton(level.name, key, self._look, self)
                self._add(button, f"confidence.{level.value}", None)
                levels.addWidget(button)
            grid.addLayout(levels, row, 1, 1, 2)
            row += 1
        grid.addWidget(_rail(self.tr("Note")), row, 0)
        grid.addWidget(self.note, row, 1, 1, 2)
        return grid

    def _key(self, prefix: str, code: Code) -> str:
        return self._shortcut_of(f"{prefix}.{code.key}")

    def _shortcut_of(self, command: str) -> str:
        shortcut = self._commands.action(command).shortcut()
        return shortcut.toString(shortcut.SequenceFormat.NativeText)

    def _add(self, button: CodeButton, command: str, code: Code | None, secondary: str = "") -> None:
        button.setToolTip(_tip(code, button.text(), button.key))
        button.picked.connect(
            lambda shifted, one=command, two=secondary: self._commands.run(two if shifted and two else one)
        )
        self._buttons[command] = button

    # -- showing ---------------------------------------------------------------------------------------------------

    def _on_targets_activated(self, index: int) -> None:
        self._desk.set_target(str(self._targets.itemData(index)))
        self.left.emit()

    def _on_desk_statement_changed(self) -> None:
        if self._desk.project is None or not self._buttons:
            return
        now = self._desk.label
        themes = now.themes if now else ()
        chosen = {f"stance.{now.stance}", f"confidence.{now.confidence}"} if now else set()
        chosen |= {f"flag.{flag}" for flag in now.flags} if now else set()
        for name, button in self._buttons.items():
            prefix, _, key = name.partition(".")
            if prefix == "theme_primary":
                first = Chosen.PRIMARY if themes[:1] == (key,) else Chosen.SECONDARY
                button.set_chosen(first if key in themes else Chosen.NO)
            else:
                button.set_chosen(Chosen.PRIMARY if name in chosen else Chosen.NO)
        self._show_target(self._desk.project.codebook)
        row = self._desk.row
        writable = row is not None and self._desk.coder is not None and not self._desk.project.read_only
        self.note.show_note(row.uid if row else None, self._desk.target, now.note if now else "", writable)
        self._state.setText(self._said(now))
        self.setEnabled(row is not None)

    def _show_target(self, book: Codebook) -> None:
        """Show the target, set off where it is another one than the usual."""
        box, usual = self._targets, self._desk.target == book.default_target
        box.setCurrentIndex(max(box.findData(self._desk.target), 0))
        if box.property("unusual") is not (not usual):
            box.setProperty("unusual", not usual)
            box.style().unpolish(box)
            box.style().polish(box)

    def _said(self, now: Label | None) -> str:
        row = self._desk.row
        if row is None:
            return ""
        if self._desk.coder is None:
            return self.tr("Choose who is coding to label this statement.")
        if now is None and not row.codable:
            return self.tr("Not part of what is to be labelled; it may be labelled all the same.")
        if now is None:
            return self.tr("Not labelled yet.")
        if not now.complete:
            return self.tr("Incomplete: {0}.").format(missing(now))
        return (
            self.tr("Complete. Made blind.") if not now.saw else self.tr("Complete. Made with others’ labels in view.")
        )


class _Body(QWidget):
    """The panel's inside, which gives way to the least height before the panel scrolls."""

    def heightForWidth(self, width: int) -> int:
        """Give the least height; Qt would take the most comfortable one for a layout with wrapped texts."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else 0


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setColumnMinimumWidth(0, RAIL_PX)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 0)
    return grid


def _rail(text: str) -> QLabel:
    made = label(text, "rail", wrap=True)
    made.setFixedWidth(RAIL_PX)
    return made


def _tip(code: Code | None, name: str, key: str) -> str:
    from html import escape

    parts = [f"<b>{escape(name)}</b>" + (f" &nbsp; {escape(key)}" if key else "")]
    if code is not None and code.definition:
        parts.append(escape(code.definition))
    if isinstance(code, Theme):
        if code.includes:
            parts.append(f"<i>Includes:</i> {escape(code.includes)}")
        if code.excludes:
            parts.append(f"<i>Excludes:</i> {escape(code.excludes)}")
        if code.example:
            parts.append(f"<i>Example:</i> {escape(code.example)}")
        parts.append("<i>Shift or right click: secondary theme</i>")
    return "<qt>" + "<br>".join(parts) + "</qt>"
