"""Contrast, mentions in any script, and rows that are measured only when they are seen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import paths
from annotator.domain.codebook import codebook_from_json
from annotator.domain.ids import StatementId, TranscriptId
from annotator.domain.rows import StatementKey, StatementRow
from annotator.domain.transcript import Mention, MentionKind, PassageKind, Speaker
from annotator.ui.command_table import COMMANDS, codebook_commands
from annotator.ui.statement_layout import StatementLayouts
from annotator.ui.theme import Look, short_stance
from annotator.ui.window import MainWindow
from annotator.usecases.project import Project
from support.projects import made_up, take_in

THEME = json.loads(paths.resource("themes", "theme.json").read_text(encoding="utf-8"))
GROUNDS = ("window", "sidebar", "page", "panel", "raised", "current")
ON_EVERY_GROUND = ("text", "text_secondary", "text_subdued")
PAIRS = [
    ("accent_text", "accent"),
    ("accent_soft_text", "accent_soft"),
    ("warn", "warn_soft"),
    ("ok", "ok_soft"),
    ("warn", "page"),
    ("ok", "window"),
    ("warn", "window"),
    ("danger", "page"),
    ("keycap_text", "keycap"),
    ("accent", "page"),
    *((f"stance_{name}_text", f"stance_{name}") for name in ("p2", "p1", "0", "m1", "m2", "mixed", "off")),
]


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_has_enough_contrast(mode: str) -> None:
    palette = THEME[mode]
    pairs = PAIRS + [(text, ground) for text in ON_EVERY_GROUND for ground in GROUNDS]
    poor = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_that_are_no_text_have_enough_contrast(mode: str) -> None:
    palette = THEME[mode]
    kinds = [f"mention_{kind.value.lower()}" for kind in MentionKind]
    assert {
        kind: contrast(palette[kind], palette["page"]) for kind in kinds if contrast(palette[kind], palette["page"]) < 3
    } == {}


def test_both_modes_name_the_same_colours() -> None:
    assert THEME["light"].keys() == THEME["dark"].keys()


def test_no_two_commands_share_a_key() -> None:
    book = codebook_from_json(paths.resource("codebooks", "default.json").read_text(encoding="utf-8"))
    used: dict[str, str] = {}
    for command in (*COMMANDS, *codebook_commands(book)):
        assert command.tip, command.id
        for key in (*command.shortcuts, *command.view_keys):
            assert key.casefold() not in used, (command.id, used.get(key.casefold()))
            used[key.casefold()] = command.id


def row(text: str, mentions: tuple[Mention, ...] = (), speakers: tuple[Speaker, ...] = ()) -> StatementRow:
    return StatementRow(
        StatementKey(1), StatementId("s"), TranscriptId("t"), 0, 10, 10 + len(text), text, PassageKind.SPEECH,
        None, None, True, speakers, mentions,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["plain Norway here", "😀😀 then Norway 😀", "وقالت Norway في المجلس", "安理会欢迎 Norway 的发言", "𝔘𝔫 Norway"],
)
def test_mention_is_underlined_where_it_stands_in_any_script(look: Look, text: str) -> None:
    start = text.index("Norway")
    layouts = StatementLayouts(look)
    layout = layouts.layout(row(text, (Mention(10 + start, 16 + start, MentionKind.COUNTRY, "Norway"),)), None, 900)
    shown = layout.text.formats()[0]
    utf16 = text.encode("utf-16-le")
    assert utf16[shown.start * 2 : (shown.start + shown.length) * 2].decode("utf-16-le") == "Norway"


def test_whole_turn_with_line_feeds_keeps_its_length(look: Look) -> None:
    layout = StatementLayouts(look).layout(row("One.\nTwo.\nThree."), None, 900)
    assert layout.text.lineCount() == 3
    assert len(layout.text.text()) == len("One.\nTwo.\nThree.")


def test_sentence_broken_over_lines_flows_and_keeps_its_length(look: Look) -> None:
    layout = StatementLayouts(look).layout(row("We thank the\nUnited\nNations."), None, 900)
    assert layout.text.lineCount() == 1
    assert len(layout.text.text()) == len("We thank the\nUnited\nNations.")


def test_joint_speakers_stand_in_one_header(look: Look) -> None:
    voices = (Speaker("Ada Marlowe", None, "Norway"), Speaker(None, None, "Kenya"))
    layout = StatementLayouts(look).layout(row("They said so.", speakers=voices), None, 900)
    assert [text.strip() for text, strong in layout.header if strong] == ["Ada Marlowe", "Kenya"]


def test_stances_off_the_scale_look_different_from_zero() -> None:
    book = codebook_from_json(paths.resource("codebooks", "default.json").read_text(encoding="utf-8"))
    assert len({short_stance(stance) for stance in book.stances}) == len(book.stances)


def test_only_rows_in_view_are_measured(
    qtbot: QtBot, tmp_path: Path, open_project: Callable[[Path], MainWindow]
) -> None:
    path = tmp_path / "long.annotator"
    with Project.create(path) as project:
        take_in(project, made_up(1, 3_000))
    view = open_project(path).workspace.view
    assert view.statements.rowCount() == 3_001
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_number == 3_000
    visible = view.visualRect(view.statements.index(3_000, 0))
    assert view.viewport().rect().intersects(visible)
    assert len(view._measured) < 120


def test_current_row_stays_in_view_all_the_way(
    qtbot: QtBot, tmp_path: Path, open_project: Callable[[Path], MainWindow]
) -> None:
    path = tmp_path / "long.annotator"
    with Project.create(path) as project:
        take_in(project, made_up(1, 120))
    view = open_project(path).workspace.view
    for key, count in ((Qt.Key.Key_J, 110), (Qt.Key.Key_K, 100), (Qt.Key.Key_PageDown, 5)):
        for _again in range(count):
            QTest.keyClick(view, key)
            area = view.visualRect(view.currentIndex())
            assert area.top() >= -1 or view.verticalScrollBar().value() == 0
            assert area.bottom() <= view.viewport().height()


def test_row_is_read_aloud_with_its_speaker(window: MainWindow) -> None:
    model = window.workspace.view.statements
    said = model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert ": Delegation" in said
    assert said.endswith("– not labelled")
    QTest.keyClick(window.workspace.view, Qt.Key.Key_J)
    QTest.keyClick(window.workspace.view, Qt.Key.Key_4)
    said = model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Supportive, Theme missing" in said


def test_title_takes_two_lines_where_one_is_too_short_and_tells_the_rest_on_hovering(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, title = window.workspace.page, window.workspace.page._title
    one_line_px = title.height()
    for times, n_lines, is_cut in ((6, 2, False), (60, 2, True), (1, 1, False)):
        text = " ".join(["Harbour of Lund"] * times)
        page.show_heading(text, "2031-04-05")
        qtbot.waitUntil(lambda n_lines=n_lines: abs(title.height() - n_lines * one_line_px) < 4)  # type: ignore[misc]
        qtbot.waitUntil(lambda tip=text if is_cut else "": title.toolTip() == tip)  # type: ignore[misc]
