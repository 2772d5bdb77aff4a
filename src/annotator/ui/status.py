"""The foot of the window: what was just done, how far a job is, how much is labelled."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from annotator.ui.theme import Look
from annotator.ui.widgets import ElidedLabel

CLEAR_AFTER_MS = 8_000


class Status(QStatusBar):
    """Says "Saved" after every key, and shows jobs.

    Signals:
        cancel_asked: The user wants the job stopped.
    """

    cancel_asked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizeGripEnabled(False)
        self.setFixedHeight(30)
        self._tone = "plain"
        self._mark = QLabel(self)
        self._mark.setFixedWidth(22)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = ElidedLabel("status", self)
        self.text.setAccessibleName(self.tr("Status"))
        self._job = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setToolTip(self.tr("How far the work is"))
        self._cancel = QPushButton(self.tr("Stop"), self)
        self._cancel.setProperty("flat", True)
        self._cancel.setToolTip(self.tr("Stop this work; nothing of it is kept"))
        self._cancel.clicked.connect(self.cancel_asked)
        self._read_only = QLabel(self.tr("Looking only"), self)
        self._read_only.setProperty("role", "readOnly")
        self._read_only.setToolTip(self.tr("Another program has this project open; nothing is written from here"))
        self._done = QLabel(self)
        self._done.setObjectName("doneCount")  # its margins are the style sheet's, which takes others away
        self._done.setToolTip(self.tr("Statements that you have labelled completely, of all that are to be labelled"))
        self.addWidget(self._mark)
        self.addWidget(self.text, 1)
        for widget in (self._job, self._bar, self._cancel, self._read_only, self._done):
            self.addPermanentWidget(widget)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(CLEAR_AFTER_MS)
        self._fade.timeout.connect(lambda: self.say("", "plain"))
        self.show_job("")
        self.show_read_only(False)
        look.look_changed.connect(self._dress)

    def say(self, text: str, tone: str) -> None:
        """Say what was done: "saved", "plain", or "warn"."""
        self._tone = tone
        if tone == "saved" and not text.startswith(self.tr("Saved")):
            text = self.tr("Saved  ·  {0}").format(text) if text else self.tr("Saved")
        self.text.setText(text)
        self._dress()
        if text:
            self._fade.start()
        else:
            self._fade.stop()

    def _dress(self) -> None:
        colours = {"saved": "ok", "warn": "warn", "plain": "text_secondary"}
        icons = {"saved": "check-circle", "warn": "warning-circle"}
        palette = self.text.palette()
        palette.setColor(self.text.foregroundRole(), self._look.colour(colours[self._tone]))
        self.text.setPalette(palette)
        self.text.setStyleSheet(f"color: {self._look.colour(colours[self._tone]).name()};")
        name = icons.get(self._tone, "") if self.text.text() else ""
        icon = self._look.icon(name, colours[self._tone])
        self._mark.setPixmap(icon.pixmap(16, 16))

    def show_job(self, title: str, done: int = 0, total: int = 0) -> None:
        """Show a job, or with no title none."""
        for widget in (self._job, self._bar, self._cancel):
            widget.setVisible(bool(title))
        self._job.setText(title if len(title) < 60 else title[:58] + "…")
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def show_read_only(self, read_only: bool) -> None:
        """Show that nothing is written."""
        self._read_only.setVisible(read_only)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is labelled."""
        self._done.setText(self.tr("{0} of {1} labelled").format(f"{done:,}", f"{total:,}") if total else "")

    def stop(self) -> None:
        """Stop the clock: the window closes."""
        self._fade.stop()
