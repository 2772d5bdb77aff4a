"""The three panes: transcripts, the transcript, the label; and how one moves through them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.domain.ids import NOBODY, StatementId, TranscriptId
from annotator.domain.label import Coder
from annotator.domain.rows import Changes, StatementFilter, StatementKey
from annotator.ui.commands import Commands
from annotator.ui.desk import Desk
from annotator.ui.label_chips import ViewState
from annotator.ui.label_panel import LabelPanel
from annotator.ui.page import Page
from annotator.ui.settings import Settings
from annotator.ui.sidebar import Sidebar, meta_line
from annotator.ui.theme import Look

PROGRESS_AFTER_MS = 60


class Workspace(QWidget):
    """Shows a project and moves through it.

    Signals:
        progress_changed: How many statements the coder has labelled, of how many.
        current_changed: Another statement is current, or none.
    """

    progress_changed = Signal(int, int)
    current_changed = Signal()

    def __init__(self, desk: Desk, commands: Commands, look: Look, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._commands = commands
        self.filter = StatementFilter.ALL
        self.transcript: TranscriptId | None = None
        self._coders: tuple[Coder, ...] = ()
        self._listed: object = None
        self._places: dict[TranscriptId, StatementId] = {}
        self.sidebar = Sidebar(look, self)
        self.page = Page(look, self)
        self.view = self.page.view
        self.panel = LabelPanel(desk, commands, look, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget, least_px in ((self.sidebar, 180), (self.page, 420), (self.panel, 330)):
            widget.setMinimumWidth(least_px)
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.setSizes([226, 672, 382])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._progress_due = QTimer(self)
        self._progress_due.setSingleShot(True)
        self._progress_due.setInterval(PROGRESS_AFTER_MS)
        self.page.legend.hide_kinds(settings.hidden_mentions)
        self._connect()

    def _connect(self) -> None:
        self.sidebar.transcript_chosen.connect(self._on_sidebar_transcript_chosen)
        self.view.row_changed.connect(self._on_view_row_changed)
        self.view.key_pressed.connect(self._on_view_key_pressed)
        self.page.search_changed.connect(self._on_page_search_changed)
        self.page.search_left.connect(self.take_keys)
        self.page.filter_chosen.connect(lambda name: self._commands.run(f"filter.{name}"))
        self.page.legend.kinds_changed.connect(self._on_legend_kinds_changed)
        self.page.empty.button.clicked.connect(self._on_empty_button_clicked)
        self.panel.left.connect(self.take_keys)
        self._progress_due.timeout.connect(self._show_progress)
        desk = self._desk
        desk.coder_changed.connect(self._on_desk_coder_changed)
        desk.others_changed.connect(self._show_state)
        desk.data_changed.connect(self._on_desk_data_changed)
        desk.focus_asked.connect(self.go_to)
        desk.label_completed.connect(self._on_desk_label_completed)

    # -- showing a project -----------------------------------------------------------------------------------------

    def show_project(self) -> None:
        """Show the desk's project from the start."""
        project = self._desk.project
        self._places.clear()
        self._listed = None
        self.transcript = None
        self.filter = StatementFilter.ALL
        self.page.show_filter(self.filter)
        self.page.search.clear()
        self.page.close_search()
        if project is None:
            self._progress_due.stop()
            self.view.show_keys([], None)
            self.sidebar.show_transcripts((), {})
            return
        self.panel.show_codebook(project.codebook)
        self._read_coders()
        self._read_transcripts()
        self._resume()

    def _resume(self) -> None:
        """Go to where the coder goes on, or to the first transcript."""
        project = self._desk.project
        assert project is not None
        rows = self.sidebar.transcripts.rows
        following = project.next_unlabelled(self._desk.coder_uid)
        if following is not None:
            self._places.setdefault(following.transcript, following.uid)
        self.show_transcript(following.transcript if following else rows[0].uid if rows else None)

    def show_transcript(self, transcript: TranscriptId | None) -> None:
        """Show another transcript, at the statement where one left it."""
        self.transcript = transcript
        if transcript is not None:
            self.sidebar.choose(transcript)
        self._list()
        place = self._places.get(transcript) if transcript else None
        number = self._number_of(place) if place else -1
        self._select(number if number >= 0 else self._first())

    def _list(self) -> None:
        """Read which statements are to be listed."""
        project = self._desk.project
        if project is None:
            return
        words = self.page.words
        everywhere = bool(words) and self.page.everywhere.isChecked()
        about = NOBODY if self.filter is StatementFilter.ALL else self._desk.coder_uid
        wanted = (project, self.transcript, self.filter, words, everywhere, about)
        if wanted == self._listed:
            self._show_state(everywhere)
            return
        self._listed = wanted
        scope = None if everywhere else self.transcript
        keys: list[StatementKey] = []
        if scope is not None or everywhere:
            keys = project.statement_keys(scope, self.filter, self._desk.coder_uid, search=words)
        self._show_state(everywhere)
        self.view.show_keys(keys, project)
        self.page.show_found(len(keys))
        self._show_heading(everywhere, words)
        self._show_emptiness(bool(keys), words)
        if not keys:
            self._desk.set_row(None)
            self.current_changed.emit()

    def _show_heading(self, everywhere: bool, words: str) -> None:
        row = next((one for one in self.sidebar.transcripts.rows if one.uid == self.transcript), None)
        if everywhere:
            self.page.show_heading(self.tr("“{0}” in all transcripts").format(words), "")
        elif row is not None:
            place = row.metadata.place
            meta = "  ·  ".join(part for part in (meta_line(row), place) if part)
            self.page.show_heading(row.title, meta or row.file_name)
        else:
            self.page.show_heading("", "")

    def _show_emptiness(self, any_listed: bool, words: str) -> None:
        if any_listed:
            self.page.show_empty()
        elif not self.sidebar.transcripts.rows:
            text = self.tr("Import files, or drop files and folders onto the window.")
            self.page.show_empty(self.tr("No transcripts yet"), text, self.tr("Import transcripts…"))
        elif words:
            text = self.tr("No statement has all of these words. Fewer words find more; Esc shows everything again.")
            self.page.show_empty(self.tr("Nothing found"), text)
        else:
            title, text = {
                StatementFilter.ALL: (self.tr("No statements"), self.tr("This transcript has no text to label.")),
                StatementFilter.UNLABELLED: (
                    self.tr("All labelled"),
                    self.tr("You have labelled every statement of this transcript. N goes on to the next one."),
                ),
                StatementFilter.LABELLED_BY_BOTH: (
                    self.tr("Nothing labelled by both"),
                    self.tr("Merge a colleague’s file to compare your labels."),
                ),
                StatementFilter.DIFFERING: (
                    self.tr("No differences"),
                    self.tr("Wherever you and a colleague labelled the same statement here, you agree."),
                ),
                StatementFilter.QUERIED: (
                    self.tr("No queries"),
                    self.tr("No reviewer has asked you to look at a label of yours in this transcript again."),
                ),
            }[self.filter]
            button = "" if self.filter is StatementFilter.ALL else self.tr("Show all statements")
            self.page.show_empty(title, text, button)

    def _on_empty_button_clicked(self) -> None:
        self._commands.run("filter.all" if self.sidebar.transcripts.rows else "file.import")

    def _show_state(self, everywhere: bool | None = None) -> None:
        project = self._desk.project
        if project is None:
            return
        if everywhere is None:
            everywhere = bool(self.page.words) and self.page.everywhere.isChecked()
        names = {coder.uid: coder.name for coder in self._coders}
        self.panel.colleagues.names = self.panel.own_reviews.names = names
        titles = {row.uid: row.title for row in self.sidebar.transcripts.rows} if everywhere else {}
        self.view.set_state(
            ViewState(
                book=project.codebook,
                coder=self._desk.coder_uid,
                others_shown=self._desk.others_shown,
                mentions_shown=self._settings.is_on("mentions", True),
                hidden_kinds=self.page.legend.hidden,
                names=names,
                transcripts=titles,
            )
        )
        self.page.legend.setVisible(self._settings.is_on("mentions", True))

    # -- moving ----------------------------------------------------------------------------------------------------

    def take_keys(self) -> None:
        """Let keys go to the statements."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go so many statements on, or back."""
        self._select(min(max(self.view.current_number + by, 0), self.view.statements.rowCount() - 1))

    def go_to(self, statement: StatementId) -> None:
        """Go to a statement wherever it is, dropping search and filter where they do not list it."""
        number = self._number_of(statement)
        if number < 0 and self._desk.project is not None:
            row = self._desk.project.statement(statement)
            self.page.search.clear()
            self.page.close_search()
            if row.transcript != self.transcript or self._number_of(statement) < 0:
                self._places[row.transcript] = statement
                if self.filter is not StatementFilter.ALL:
                    self.filter = StatementFilter.ALL
                    self._commands.action("filter.all").setChecked(True)
                    self.page.show_filter(self.filter)
                self.show_transcript(row.transcript)
            number = self._number_of(statement)
        self._select(number)

    def go_to_next_unlabelled(self) -> None:
        """Go to the next statement without a complete label of the coder's, in any transcript."""
        project = self._desk.project
        if project is None:
            return
        row = self._desk.row
        following = project.next_unlabelled(self._desk.coder_uid, row.key if row else None)
        if following is None:
            self._desk.said.emit(self.tr("You have labelled every statement of this project."), "plain")
        else:
            self.go_to(following.uid)

    def set_filter(self, name: str) -> None:
        """List other statements: by the name of a ``StatementFilter``."""
        self.filter = StatementFilter(name)
        self._listed = None
        self.page.show_filter(self.filter)
        self._list_again()

    def set_mentions_shown(self, shown: bool) -> None:
        """Colour mentions, or do not."""
        self._settings.set_on("mentions", shown)
        self._show_state()

    def _list_again(self) -> None:
        """List anew and stay where one is, if that is still listed."""
        row = self._desk.row
        self._list()
        number = self._number_of(row.uid) if row else -1
        self._select(number if number >= 0 else self._first())

    def _select(self, number: int) -> None:
        if not 0 <= number < self.view.statements.rowCount():
            return
        if number == self.view.current_number:
            self._on_view_row_changed(number)
        self.view.select_statement(number)

    def _first(self) -> int:
        """The first statement that is to be labelled, if it is near the top."""
        count = min(self.view.statements.rowCount(), 64)
        rows = (self.view.statements.statement(number) for number in range(count))
        return next((number for number, row in enumerate(rows) if row and row.codable), 0 if count else -1)

    def _number_of(self, statement: StatementId) -> int:
        project = self._desk.project
        return self.view.statements.row_of(project.statement_key(statement)) if project else -1

    # -- what happened ---------------------------------------------------------------------------------------------

    def _on_view_row_changed(self, number: int) -> None:
        row = self.view.statements.statement(number)
        if row is None:
            return
        self._desk.set_row(row)
        if self.page.words:
            self.sidebar.choose(row.transcript)
        else:
            self._places[row.transcript] = row.uid
        self.current_changed.emit()

    def _on_view_key_pressed(self, key: str) -> None:
        name = self._commands.for_view_key(key)
        if name is not None:
            self._commands.run(name)

    def _on_sidebar_transcript_chosen(self, transcript: str) -> None:
        if self.page.words and self.page.everywhere.isChecked():
            self.page.search.clear()
            self.page.close_search()
        self.show_transcript(TranscriptId(transcript))

    def _on_page_search_changed(self) -> None:
        self._list_again()

    def _on_legend_kinds_changed(self) -> None:
        self._settings.hidden_mentions = frozenset(kind.value for kind in self.page.legend.hidden)
        self._show_state()

    def _on_desk_coder_changed(self) -> None:
        if self._desk.project is None:
            return
        self._read_coders()
        self._places.clear()
        self._show_progress()
        self._resume()

    def _on_desk_label_completed(self) -> None:
        if not self._settings.is_on("auto_advance", True):
            return
        number = self.view.current_number
        rows = self.view.statements.rowCount()
        following = number + 1
        while following < rows:
            row = self.view.statements.statement(following)
            if row is not None and row.codable:
                break
            following += 1
        if following < rows:
            self._select(following)
        else:
            self._desk.said.emit(self.tr("Saved. That was the last statement listed; N goes on."), "saved")

    def _on_desk_data_changed(self, changes: Changes) -> None:
        if changes.coders or changes.everything:
            self._read_coders()
            self._show_state()
        if changes.structure or changes.everything:
            self._read_transcripts()
            self._listed = None
            uids = [row.uid for row in self.sidebar.transcripts.rows]
            if self.transcript not in uids:
                self._resume()
            else:
                self._list_again()
            return
        self.view.refresh(frozenset(changes.statements))
        self._progress_due.start()

    def _read_coders(self) -> None:
        if self._desk.project is not None:
            self._coders = self._desk.project.coders()

    def _read_transcripts(self) -> None:
        project = self._desk.project
        if project is not None:
            self.sidebar.show_transcripts(project.transcripts(), project.progress(self._desk.coder_uid))
            self._say_progress()

    def _show_progress(self) -> None:
        if self._desk.project is not None:
            self.sidebar.transcripts.show_done(self._desk.project.progress(self._desk.coder_uid))
            self._say_progress()

    def _say_progress(self) -> None:
        model = self.sidebar.transcripts
        self.progress_changed.emit(sum(model.done.values()), sum(row.n_codable for row in model.rows))
