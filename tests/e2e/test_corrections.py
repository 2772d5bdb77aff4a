"""Every correction by keyboard in a real window, each taken back: passages, speakers, statements, mentions, actors."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import Project
from annotator.domain.correction import Actor
from annotator.domain.rows import StatementRow
from e2e.desk import Desk, wait_until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        sys.platform != "linux" or not os.environ.get("DISPLAY") or shutil.which("xdotool") is None,
        reason="needs an X display and xdotool, which `make test` provides on Linux",
    ),
]

NAME = "Robin Vale"
TEXT = """Security Council Hears of the Harbour

25 September 2019

ADA MARLOWE (Norway) said that the Lantern Board had done its work.  She thanked it.

BERIT AAS (Chile) thanked the Lantern Board for its report.  She called for restraint.

ADA MARLOWE (Norway) said that the Lantern Board would meet again.
"""
LATER = "The council hears more\n\nSeen from Chile, the Lantern Board had met.\n"
TO_BOARD = ["Escape", *["Right"] * 7]
"""To the word "Lantern" of the first statement."""


class Corrected:
    """The project as another program sees it while the window is open."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def statements(self) -> list[StatementRow]:
        with Project.open(self._path, read_only=True) as project:
            return [row for row in project.statements() if row.codable or row.text.startswith("ADA")]

    def first(self) -> StatementRow:
        return self.statements()[0]

    def named(self, words: str = "Lantern Board") -> list[tuple[str, str | None]]:
        """Give kind and entity of every mention that has these words."""
        with Project.open(self._path, read_only=True) as project:
            return [
                (mention.kind.value, mention.entity)
                for transcript in project.transcripts()
                for mention in project.mentions(transcript.uid)
                if project.text(transcript.uid)[mention.start_cp : mention.end_cp] == words
            ]

    def aliases(self) -> list[tuple[str, str]]:
        with Project.open(self._path, read_only=True) as project:
            return [(alias.text, alias.entity) for alias in project.aliases()]

    def actor(self, name: str) -> Actor | None:
        with Project.open(self._path, read_only=True) as project:
            return next((actor for actor in project.actors() if actor.entity == name), None)


def test_every_correction_by_keyboard_and_its_undo(tmp_path: Path, home: Path) -> None:
    path, later = tmp_path / "harbour.annotator", tmp_path / "later"
    (tmp_path / "first.txt").write_text(TEXT, "utf-8")
    later.mkdir()
    (later / "second.txt").write_text(LATER, "utf-8")
    with Project.create(path) as project:
        project.import_files([tmp_path / "first.txt"])
    seen = Corrected(path)
    with Desk(path, home) as desk:
        desk.wait_for_window("Who is coding")
        desk.type(NAME)
        desk.press("Return")
        desk.wait_for_window("harbour")
        correct_the_passage(desk, seen)
        correct_the_speakers(desk, seen)
        split_and_join(desk, seen)
        correct_one_mention(desk, seen)
        correct_everywhere(desk, seen)
        import_with_the_alias(desk, seen, later)
        merge_on_the_actors_screen(desk, seen)
        desk.press("ctrl+q")
        assert desk.wait_for_end() == ""
    with Project.open(path) as project:
        assert project.check().sound


def answer(desk: Desk, window: str, *keys: str) -> None:
    """Answer a question by keys once it is there, and come back to the main window."""
    desk.wait_for_window(window)
    desk.press(*keys)
    desk.wait_for_no_window(window)
    desk.wait_for_window("harbour")


def becomes(desk: Desk, seen: Callable[[], object], wanted: object, what: str, undo: int = 0) -> None:
    """Wait for what a correction makes of something; then take it back so many times and wait for what was before."""
    wait_until(lambda: seen() == wanted, f"{what}: {wanted}")
    for _ in range(undo):
        desk.press("ctrl+z")


def correct_the_passage(desk: Desk, seen: Corrected) -> None:
    kind = seen.first().kind
    assert kind == "speech"
    desk.press("ctrl+shift+p")
    answer(desk, "What is this passage?", "h", "Return")
    becomes(desk, lambda: seen.first().kind, "heading", "the kind of the passage", undo=1)
    becomes(desk, lambda: seen.first().kind, kind, "the kind as it was")


def correct_the_speakers(desk: Desk, seen: Corrected) -> None:
    before = [speaker.shown for speaker in seen.first().speakers]
    assert before == ["Ada Marlowe (Norway)"]
    desk.press("ctrl+shift+s")
    desk.wait_for_window("Who speaks?")
    desk.press("ctrl+a")
    desk.type("Aas")
    answer(desk, "Who speaks?", "Down", "Return", "Return")
    becomes(desk, lambda: [s.shown for s in seen.first().speakers], ["Berit Aas (Chile)"], "the speaker", undo=1)
    becomes(desk, lambda: [s.shown for s in seen.first().speakers], before, "the speaker as it was")


def split_and_join(desk: Desk, seen: Corrected) -> None:
    texts = [row.text for row in seen.statements()]
    at = texts[0].index("had")
    desk.press(*["Right"] * 9, "ctrl+Return")
    becomes(desk, lambda: [row.text for row in seen.statements()][:2], [texts[0][: at - 1], texts[0][at:]], "the split")
    desk.press("ctrl+j")
    becomes(desk, lambda: [row.text for row in seen.statements()], texts, "the joined statement", undo=1)
    becomes(desk, lambda: len(seen.statements()), len(texts) + 1, "the undone join", undo=1)
    becomes(desk, lambda: [row.text for row in seen.statements()], texts, "the undone split")


def correct_one_mention(desk: Desk, seen: Corrected) -> None:
    assert seen.named() == []
    desk.press(*TO_BOARD, "shift+Right", "F9")
    desk.wait_for_window("Lantern Board")
    desk.press("o", "Tab")
    desk.type("Lantern Authority")
    answer(desk, "Lantern Board", "Return")
    becomes(desk, seen.named, [("ORG", "Lantern Authority")], "the new mention", undo=1)
    becomes(desk, seen.named, [], "no mention as before")
    desk.press("ctrl+y")
    becomes(desk, seen.named, [("ORG", "Lantern Authority")], "the mention again")
    desk.press(*TO_BOARD, "F9")
    answer(desk, "Lantern Board", "u", "Return")
    becomes(desk, seen.named, [("UN_BODY", "Lantern Authority")], "another kind", undo=1)
    becomes(desk, seen.named, [("ORG", "Lantern Authority")], "the kind as it was")
    desk.press(*TO_BOARD, "F9")
    desk.wait_for_window("Lantern Board")
    desk.press("Tab", "ctrl+a")
    desk.type("chil")
    answer(desk, "Lantern Board", "Down", "Return", "Return")
    becomes(desk, seen.named, [("ORG", "Chile")], "the known entity that it is linked to", undo=1)
    becomes(desk, seen.named, [("ORG", "Lantern Authority")], "the entity as it was")
    desk.press(*TO_BOARD, "shift+F9")
    becomes(desk, seen.named, [], "the removed mention", undo=1)
    becomes(desk, seen.named, [("ORG", "Lantern Authority")], "the mention that is there again")


def correct_everywhere(desk: Desk, seen: Corrected) -> None:
    before = seen.named()
    desk.press(*TO_BOARD, "F9")
    desk.wait_for_window("What does")
    desk.press("Tab", "ctrl+a")
    desk.type("Lantern Trust")
    desk.press("Tab", "space", "Return")
    answer(desk, "stands in 3 places", "Down", "space", "Return")
    trust = ("ORG", "Lantern Trust")
    becomes(desk, seen.named, [trust, trust], "two of three places")
    becomes(desk, seen.aliases, [("Lantern Board", "Lantern Trust")], "the alias", undo=1)
    becomes(desk, seen.named, before, "the places as they were")
    becomes(desk, seen.aliases, [], "no alias as before")
    desk.press("ctrl+y")
    becomes(desk, seen.aliases, [("Lantern Board", "Lantern Trust")], "the alias again")


def import_with_the_alias(desk: Desk, seen: Corrected, folder: Path) -> None:
    desk.press("alt+f", "f")
    desk.wait_for_window("Import a folder")
    desk.press("ctrl+a")
    desk.type(str(folder))
    desk.press("Return")
    desk.wait_for_window("Import transcripts")
    desk.press_until("Return", "Imported 1 transcript")
    answer(desk, "Imported 1 transcript", "Return")
    becomes(desk, seen.named, [("ORG", "Lantern Trust")] * 3, "the mention that the import found by the alias")


def merge_on_the_actors_screen(desk: Desk, seen: Corrected) -> None:
    norway, chile = seen.actor("Norway"), seen.actor("Chile")
    assert norway is not None
    assert chile is not None
    desk.press("ctrl+shift+e")
    desk.wait_for_window("Actors")
    desk.type("chile")
    desk.press("Return", "Tab", "Tab")
    desk.type("Norway")
    desk.press("Return", "Return")
    wait_until(lambda: seen.actor("Chile") is None, "the entity merged into another")
    merged = seen.actor("Norway")
    assert merged is not None
    assert merged.merged == ("Chile",)
    assert merged.n_statements == norway.n_statements + chile.n_statements
    desk.press("Escape")
    desk.wait_for_window("harbour")
    desk.press("ctrl+z")
    wait_until(lambda: (seen.actor("Chile"), seen.actor("Norway")) == (chile, norway), "both entities as they were")
