"""The settings screen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QPushButton, QWidget

from annotator.domain.pipeline import Pipeline
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.prompter import Preferences
from annotator.ui.widgets import label

_PATH_PX = 250


class SettingsDialog(Sheet):
    """What is to be as the user likes it: at present, what finds names in imports."""

    def __init__(self, parent: QWidget, current: Preferences, pipelines: Sequence[Pipeline], folder: str = "") -> None:
        text = QObject().tr(
            "Rules find the names in transcripts that you import. A trained spaCy pipeline adds people and "
            "organisations that the rules do not know; where both find something, the rules hold."
        )
        super().__init__(parent, QObject().tr("Settings"), text, 560)
        self._folder = folder
        self.pipeline = QComboBox(self)
        self.pipeline.setAccessibleName(self.tr("Trained pipeline"))
        self.pipeline.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pipeline.setMinimumContentsLength(24)
        self.pipeline.setToolTip(self.tr("What finds people and organisations beside the rules"))
        self._add(self.tr("None, the rules alone"), "")
        for one in pipelines:
            self._add(one.shown, one.choice)
        self._choose(current.pipeline)
        self.browse = QPushButton(self.tr("&Folder…"), self)
        self.browse.setAutoDefault(False)
        self.browse.setToolTip(self.tr("Choose a folder that holds a trained pipeline"))
        self.browse.clicked.connect(self._on_browse_clicked)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.tr("Trained pipeline"), "secondary"), 0, 0)
        grid.addWidget(self.pipeline, 0, 1)
        grid.addWidget(self.browse, 0, 2)
        self.body.addLayout(grid)
        note = self.tr("Transcripts that are in a project already stay as they are.")
        if not pipelines:
            note = self.tr("No pipeline is installed beside this program; one in a folder will do.") + " " + note
        self.body.addWidget(label(note, "secondary", self, wrap=True))
        self.add_buttons(self.tr("Save"), self.tr("Cancel"))
        self.pipeline.setFocus()

    @property
    def preferences(self) -> Preferences:
        """What the user wants."""
        return Preferences(str(self.pipeline.currentData()))

    def _add(self, shown: str, choice: str) -> None:
        self.pipeline.addItem(shown, choice)
        self.pipeline.setItemData(self.pipeline.count() - 1, choice or shown, Qt.ItemDataRole.ToolTipRole)

    def _choose(self, choice: str) -> None:
        """Show a choice; one that is not installed is a folder, or was installed when it was made."""
        if self.pipeline.findData(choice) < 0:
            # Of a long path its end tells most.
            shown = self.fontMetrics().elidedText(choice, Qt.TextElideMode.ElideLeft, _PATH_PX)
            self._add(shown if Path(choice).is_dir() else self.tr("{0} (not found here)").format(shown), choice)
        self.pipeline.setCurrentIndex(self.pipeline.findData(choice))

    def _on_browse_clicked(self) -> None:
        title = self.tr("The folder of a trained pipeline")
        chosen = QFileDialog.getExistingDirectory(self, title, self._folder)
        if chosen:
            self._choose(chosen)
