"""What the reports say in words."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.domain.rows import Agreement, AgreementReport
from annotator.ui.dialogs.reports import AgreementDialog
from annotator.ui.window import MainWindow


@pytest.mark.parametrize(
    ("n_left_out", "said"),
    [
        (1, "1 value off the scale (mixed, no stance, not codable) counts as missing."),
        (2, "2 values off the scale (mixed, no stance, not codable) count as missing."),
    ],
)
def test_agreement_counts_what_is_off_the_scale_in_the_singular_and_the_plural(
    qtbot: QtBot, window: MainWindow, n_left_out: int, said: str
) -> None:
    stance = Agreement("stance", "ordinal", ("Ada", "Bo"), 3, n_left_out, 1.0, None, None)
    dialog = AgreementDialog(window, AgreementReport(("Ada", "Bo"), "harbour", (stance,), (stance,)), "The harbour")
    qtbot.addWidget(dialog)
    assert any(said in child.text() for child in dialog.findChildren(QLabel))
