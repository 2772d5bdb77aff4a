"""What the commands of the Correct menu do: they ask where there is something to ask, and write through the desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.correction import LikePlace, Place
from annotator.ui.jobs import Job
from annotator.ui.prompter import MentionAnswer, MentionQuestion

if TYPE_CHECKING:
    from annotator.domain.progress import Progress
    from annotator.domain.rows import Changes
    from annotator.domain.transcript import Mention
    from annotator.ui.text_selection import TextSelection
    from annotator.ui.window import MainWindow

AT_ONCE = 300
"""Places up to which a correction is written while the window waits; it takes some tens of milliseconds."""


class Corrector(QObject):
    """Corrects the current statement, its passage, and what is chosen of its words."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    @property
    def _chosen(self) -> "TextSelection":
        return self._window.workspace.view.chosen

    # -- passages and statements -----------------------------------------------------------------------------------

    def ask_passage_kind(self) -> None:
        """Let the user say what the current passage is."""
        row = self._desk.row
        if row is None or not self._desk.may_write():
            return
        kind = self._window.session.prompter.ask_passage_kind(row.kind)
        if kind is not None:
            self._desk.correct(
                lambda project, who: project.set_passage_kind(row.transcript, row.passage, kind or None, who)
            )

    def ask_speakers(self) -> None:
        """Let the user say who speaks in the current statement."""
        row, project = self._desk.row, self._desk.project
        if row is None or project is None or not self._desk.may_write():
            return
        speakers = self._window.session.prompter.ask_speakers(row.speakers, project.voices(limit=2000))
        if speakers is not None:
            self._desk.correct(lambda opened, who: opened.set_speakers(row.uid, speakers, who))

    def restore_speakers(self) -> None:
        """Give the current statement the speakers back that the importer found."""
        row = self._desk.row
        if row is not None:
            self._desk.correct(lambda project, who: project.set_speakers(row.uid, None, who))

    def split(self) -> None:
        """Split the current statement where the chosen words begin."""
        row = self._desk.row
        chosen = self._chosen.of(row)
        if row is None:
            return
        if chosen is None:
            self._desk.said.emit(
                self.tr("Click where the second statement begins, or go there with →, then split."), "warn"
            )
            return
        self._desk.correct(lambda project, who: project.split_statement(row.uid, chosen.start_cp, who), follow=True)

    def join(self) -> None:
        """Join the current statement with the next one of its passage."""
        row = self._desk.row
        if row is not None:
            self._desk.correct(lambda project, who: project.join_with_next(row.uid, who), follow=True)

    # -- mentions --------------------------------------------------------------------------------------------------

    def ask_mention(self) -> None:
        """Let the user say what the chosen words name."""
        row, project = self._desk.row, self._desk.project
        place, mention = self._place()
        if row is None or project is None or not self._desk.may_write():
            return
        if place is None:
            self._desk.said.emit(self.tr("Choose the words first: with the mouse, or with → and Shift+→."), "warn")
            return
        words = row.text[place.start_cp - row.start_cp : place.end_cp - row.start_cp]
        names = project.entity_names()
        answer = self._window.session.prompter.ask_mention(MentionQuestion(words, mention, names))
        if answer is not None and answer.everywhere:
            self._look_everywhere(words, answer)
        elif answer is not None:
            self._write([place], answer)

    def remove_mention(self) -> None:
        """Say that what is chosen is no mention."""
        place, mention = self._place()
        if place is None or mention is None:
            self._desk.said.emit(self.tr("There is no mention here: go to one with → or click it."), "warn")
            return
        self._write([place], MentionAnswer(None, None, everywhere=False))

    def _place(self) -> "tuple[Place | None, Mention | None]":
        """Give the stretch that is meant, and the mention that is there: the words chosen, or that mention's."""
        row = self._desk.row
        chosen = self._chosen.of(row)
        if row is None or chosen is None:
            return None, None
        start, end = chosen.start_cp, max(chosen.end_cp, chosen.start_cp + 1)
        there = [one for one in row.mentions if one.start_cp < end and start < one.end_cp]
        exact = next((one for one in there if (one.start_cp, one.end_cp) == (start, chosen.end_cp)), None)
        mention = exact or (there[0] if len(there) == 1 else None)
        is_within = mention is not None and mention.start_cp <= start and chosen.end_cp <= mention.end_cp
        if mention is not None and is_within:
            start, end = mention.start_cp, mention.end_cp
        elif chosen.start_cp == chosen.end_cp:
            return None, None
        return Place(row.transcript, start, end), mention

    def _look_everywhere(self, words: str, answer: MentionAnswer) -> None:
        project = self._desk.project
        if project is None:
            return

        def work(_progress: "Progress") -> tuple[LikePlace, ...]:
            return project.like_mentions(words)

        def found(places: tuple[LikePlace, ...]) -> None:
            if answer.kind is None:
                places = tuple(place for place in places if place.mention is not None)
            chosen = self._window.session.prompter.ask_places(words, places)
            if chosen and self._desk.project is project:
                self._write(chosen, answer)

        self._window.jobs.start(Job(self.tr("Looking for “{0}”").format(words), work, found))

    def _write(self, places: Sequence[Place], answer: MentionAnswer) -> None:
        if len(places) <= AT_ONCE:
            self._desk.correct(
                lambda project, who: project.set_mentions(places, answer.kind, answer.entity, answer.everywhere, who)
            )
            return
        project, who = self._desk.project, self._desk.coder_uid
        if project is None or not self._desk.may_write():
            return

        def work(_progress: "Progress") -> "Changes":
            return project.set_mentions(places, answer.kind, answer.entity, answer.everywhere, who)

        self._window.jobs.start(Job(self.tr("Correcting"), work, self._desk.publish, holds=True))

    # -- actors ----------------------------------------------------------------------------------------------------

    def show_actors(self) -> None:
        """Show every entity, with what can be done to it."""
        if self._desk.project is not None:
            self._window.session.prompter.show_actors(self._desk)
