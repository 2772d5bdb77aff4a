"""The desk: which project, who codes, which statement is current, and everything a key does to its label."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import UserError

if TYPE_CHECKING:
    from annotator.domain.ids import CoderId, StatementId
    from annotator.domain.label import Coder, Label, Review, Verdict
    from annotator.domain.rows import Changes, StatementRow
    from annotator.ui.jobs import JobRunner
    from annotator.usecases.project import Project


class Desk(QObject):
    """What the views share. It writes through the project and tells everyone what changed.

    Signals:
        project_changed: Another project, or none, is open.
        coder_changed: Somebody else codes now.
        statement_changed: Another statement is current, or the current one's content changed.
        target_changed: Labels go to another target now.
        others_changed: Others' labels are shown now, or hidden.
        data_changed: An action touched the project: Changes.
        label_completed: A label that was incomplete is complete now.
        focus_asked: A statement is to become current wherever it is (after an undo): StatementId.
        said: A sentence for the status bar, and its tone: "saved", "plain", "warn".
        coder_missed: A key needs to know who is coding.
    """

    project_changed = Signal()
    coder_changed = Signal()
    statement_changed = Signal()
    target_changed = Signal()
    others_changed = Signal()
    data_changed = Signal(object)
    label_completed = Signal()
    focus_asked = Signal(str)
    said = Signal(str, str)
    coder_missed = Signal()

    def __init__(self, jobs: "JobRunner", parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._notes_waiting: list[Callable[[], object]] = []
        self._jobs.job_ended.connect(self._write_waiting_notes)
        self.project: Project | None = None
        self.coder: Coder | None = None
        self.row: StatementRow | None = None
        self.target = ""
        self.others_shown = False
        self.colleague: CoderId | None = None
        self.names: Mapping[CoderId, str] = {}
        self._last_label: Label | None = None

    # -- what is on it ---------------------------------------------------------------------------------------------

    def set_project(self, project: "Project | None") -> None:
        """Put another project on the desk; nobody codes it yet."""
        self._write_waiting_notes()
        self.project = project
        self.coder = None
        self.row = None
        self.others_shown = False
        self.colleague = None
        self._last_label = None
        self.target = project.codebook.default_target if project else ""
        self.project_changed.emit()

    def set_coder(self, coder: "Coder") -> None:
        """Let this person code."""
        if self.others_shown:
            self.set_others_shown(False)
        self.coder = coder
        self._last_label = None
        self.coder_changed.emit()
        self.statement_changed.emit()

    def set_row(self, row: "StatementRow | None") -> None:
        """Make another statement current; labels go to the default target again."""
        same = row is not None and self.row is not None and row.uid == self.row.uid
        self.row = row
        if not same:
            if self.project is not None and self.target != self.project.codebook.default_target:
                self.set_target(self.project.codebook.default_target)
            self.colleague = None
        self.statement_changed.emit()

    def set_target(self, target: str) -> None:
        """Let labels of this statement go to another target."""
        if target != self.target:
            self.target = target
            self.target_changed.emit()
            self.statement_changed.emit()

    def set_others_shown(self, shown: bool) -> None:
        """Show what colleagues said, or hide it."""
        self.others_shown = shown
        self.others_changed.emit()
        self.statement_changed.emit()

    @property
    def coder_uid(self) -> "CoderId":
        """Who codes, or nobody."""
        from annotator.domain.ids import NOBODY

        return self.coder.uid if self.coder else NOBODY

    @property
    def label(self) -> "Label | None":
        """The current statement's label by who codes, towards the current target."""
        if self.row is None or self.coder is None:
            return None
        return self.row.label_by(self.coder.uid, self.target)

    def colleagues_labels(self) -> "list[Label]":
        """Give the others' labels of the current statement where they may be seen."""
        if not self.others_shown or self.row is None:
            return []
        return sorted(
            (label for label in self.row.labels if label.coder != self.coder_uid),
            key=lambda label: (label.target != self.target, label.target, self.names.get(label.coder, label.coder)),
        )

    def chosen_colleague(self) -> "Label | None":
        """Give the colleague's label that a verdict is about: the chosen one's, or the first."""
        labels = self.colleagues_labels()
        return next((label for label in labels if label.coder == self.colleague), labels[0] if labels else None)

    def reviews_of(self, label: "Label") -> "list[Review]":
        """Give the verdicts on a label of the current statement."""
        if self.row is None:
            return []
        return [one for one in self.row.reviews if one.coder == label.coder and one.target == label.target]

    # -- labels ----------------------------------------------------------------------------------------------------

    def set_stance(self, stance: str) -> None:
        """Give the current statement this stance."""
        self._set_label(lambda _label: {"stance": stance})

    def set_primary_theme(self, theme: str) -> None:
        """Make this the primary theme."""
        from annotator.ui import labelling

        self._set_label(lambda label: {"themes": labelling.with_primary_theme(label, theme)})

    def toggle_secondary_theme(self, theme: str) -> None:
        """Put this to, or take it off, the secondary themes; the statement stays current."""
        from annotator.ui import labelling

        project = self.project
        if project is not None:
            book = project.codebook
            self._set_label(lambda label: {"themes": labelling.with_secondary_theme(label, theme, book)}, stay=True)

    def toggle_flag(self, flag: str) -> None:
        """Put this flag on, or take it off."""
        from annotator.ui import labelling

        self._set_label(lambda label: {"flags": labelling.with_flag(label, flag)})

    def toggle_confidence(self, confidence: int) -> None:
        """Say how sure, or take it back."""
        from annotator.ui import labelling

        self._set_label(lambda label: {"confidence": labelling.with_confidence(label, confidence)})

    def set_note(self, statement: "StatementId", target: str, note: str) -> None:
        """Set the note on a statement, which need not be the current one any more."""
        project, coder = self.project, self.coder
        if project is not None and coder is not None:
            saw = self._saw() if self.row is not None and self.row.uid == statement else ()
            self._notes_waiting.append(
                lambda: self._write(lambda: project.label(statement, coder.uid, target=target, note=note, saw=saw))
            )
            if not self._jobs.holding:
                self._write_waiting_notes()

    def _write_waiting_notes(self) -> None:
        """Write the notes that were left while something else held the project."""
        waiting, self._notes_waiting = self._notes_waiting, []
        for write in waiting:
            write()

    def repeat_last_label(self) -> None:
        """Give this statement the stance, themes and flags that the coder gave last."""
        last = self._last_label
        if last is None:
            self.said.emit(self.tr("There is no label to repeat yet."), "warn")
            return
        self._set_label(
            lambda _label: {
                "stance": last.stance,
                "themes": last.themes,
                "flags": last.flags,
                "confidence": last.confidence,
            }
        )

    def clear_label(self) -> None:
        """Remove the coder's label from the current statement."""
        project, coder, row = self.project, self.coder, self.row
        if self.may_write() and project is not None and coder is not None and row is not None:
            if self.label is None:
                self.said.emit(self.tr("There is no label of yours to clear."), "plain")
            else:
                self._write(lambda: project.clear_label(row.uid, coder.uid, self.target))

    def undo(self) -> None:
        """Take back the coder's last action."""
        self._go_back(again=False)

    def redo(self) -> None:
        """Do again what the coder last took back."""
        self._go_back(again=True)

    def _go_back(self, again: bool) -> None:
        """Undo, or redo: at once, or where that is much to write as a job."""
        from annotator.ui import going_back

        project, who = self.project, self.coder_uid
        if project is None or not self.may_write():
            return
        nothing = self.tr("There is nothing to redo.") if again else self.tr("There is nothing to undo.")
        if not going_back.is_large(project, who, again):
            self._write(lambda: (project.redo if again else project.undo)(who), nothing, follow=True)
        elif self._jobs.busy:
            text = self.tr("That is a large action: it can be taken back or done again once “{0}” is done.")
            self.said.emit(text.format(self._jobs.busy), "warn")
        else:

            def done(changes: "Changes") -> None:
                self._tell(changes, nothing, follow=True)

            def failed(error: UserError) -> None:
                self.said.emit(str(error), "warn")

            self._jobs.start(going_back.job(project, who, again, done, failed))

    # -- reviews ---------------------------------------------------------------------------------------------------

    def may_review(self) -> bool:
        """Whether there is a colleague's label to judge; says why not."""
        if not self.may_write():
            return False
        if self.chosen_colleague() is None:
            hint = "" if self.others_shown else self.tr(" Show others’ labels first (Ctrl+Shift+O).")
            self.said.emit(self.tr("There is no colleague’s label to review here.") + hint, "warn")
            return False
        return True

    def accept(self) -> None:
        """Accept the chosen colleague's label, or take that back."""
        from annotator.domain.label import Verdict

        self.review(Verdict.ACCEPT)

    def review(self, verdict: "Verdict", comment: str = "") -> None:
        """Record a verdict on the chosen colleague's label; accepting again takes it back."""
        from annotator.domain.label import Verdict

        project, coder, label = self.project, self.coder, self.chosen_colleague()
        if not self.may_review() or project is None or coder is None or label is None:
            return
        mine = next((one for one in self.reviews_of(label) if one.reviewer == coder.uid), None)
        again = verdict is Verdict.ACCEPT and mine is not None and mine.verdict is verdict and not mine.outdated
        new = None if again else verdict
        self._write(lambda: project.review(label.statement, label.coder, coder.uid, new, comment, label.target))

    def choose_next_colleague(self) -> None:
        """Let verdicts go to the next colleague's label."""
        coders = list(dict.fromkeys(label.coder for label in self.colleagues_labels()))
        if coders:
            chosen = self.chosen_colleague()
            at = coders.index(chosen.coder) if chosen else -1
            self.choose_colleague(coders[(at + 1) % len(coders)])

    def choose_colleague(self, coder: "CoderId") -> None:
        """Let verdicts go to this colleague's label."""
        self.colleague = coder
        self.statement_changed.emit()

    # -- corrections -----------------------------------------------------------------------------------------------

    def correct(self, write: "Callable[[Project, CoderId], Changes]", follow: bool = False) -> bool:
        """Do a correction in the coder's name; says whether it could be done."""
        project, coder = self.project, self.coder
        if not self.may_write() or project is None or coder is None:
            return False
        return self._write(lambda: write(project, coder.uid), self.tr("That is so already."), follow)

    # -- writing ---------------------------------------------------------------------------------------------------

    def may_write(self) -> bool:
        """Whether something can be written in the coder's name; says why not."""
        if self.project is not None and self.project.read_only:
            self.said.emit(self.tr("Nothing is written: this project is open for looking only."), "warn")
            return False
        if self.coder is None:
            self.said.emit(self.tr("Choose who is coding first (Ctrl+Shift+C)."), "warn")
            self.coder_missed.emit()
            return False
        return not self.is_held()

    def is_held(self) -> bool:
        """Whether a job keeps everything else from being written now; says so."""
        if self._jobs.holding:
            text = self.tr("Nothing was written: “{0}” is not done yet.")
            self.said.emit(text.format(self._jobs.holding), "warn")
        return bool(self._jobs.holding)

    def _saw(self) -> "tuple[CoderId, ...]":
        return tuple(dict.fromkeys(label.coder for label in self.colleagues_labels()))

    def _set_label(self, parts: "Callable[[Label | None], dict[str, Any]]", stay: bool = False) -> None:
        project, coder, row = self.project, self.coder, self.row
        if not self.may_write() or project is None or coder is None or row is None:
            return
        before = self.label
        saw = self._saw()

        def write() -> "Changes":
            return project.label(row.uid, coder.uid, target=self.target, saw=saw, **parts(before))

        if not self._write(write, said=self._label_in_words):
            return
        after = self.label
        if after is not None and not after.empty:
            self._last_label = after
        completed = after is not None and after.complete and not (before is not None and before.complete)
        if completed and not stay:
            self.label_completed.emit()

    def _label_in_words(self) -> str:
        """What the label says now, for the status bar."""
        now, project = self.label, self.project
        if now is None or project is None:
            return ""
        stance = project.codebook.stance_by_key.get(now.stance or "")
        themes = [project.codebook.theme_by_key[key].name for key in now.themes]
        return "  ·  ".join([*([stance.name] if stance else []), *themes[:1]])

    def _write(
        self,
        write: "Callable[[], Changes]",
        nothing: str = "",
        follow: bool = False,
        said: Callable[[], str] | None = None,
    ) -> bool:
        """Do it, tell everyone, and say so; an error of the user's is said, and everything stays as stored."""
        try:
            changes = write()
        except UserError as error:
            self.said.emit(str(error), "warn")
            self.refresh_row()
            return False
        self._tell(changes, nothing, follow, said)
        return True

    def _tell(
        self, changes: "Changes", nothing: str = "", follow: bool = False, said: Callable[[], str] | None = None
    ) -> None:
        """Tell everyone what was done, or say that nothing was."""
        if not changes.done:
            if nothing:
                self.said.emit(nothing, "plain")
            return
        self.publish(changes, said)
        if follow and changes.focus is not None:
            self.focus_asked.emit(changes.focus)

    def publish(self, changes: "Changes", said: Callable[[], str] | None = None) -> None:
        """Tell everyone what an action touched, and say that it is saved."""
        if self.row is not None and (changes.everything or self.row.uid in changes.statements):
            self.refresh_row()
        self.data_changed.emit(changes)
        self.said.emit((said() if said else "") or changes.action, "saved")

    def refresh_row(self) -> None:
        """Read the current statement again."""
        if self.project is None or self.row is None:
            return
        try:
            self.row = self.project.statement(self.row.uid)
        except UserError:
            # It went away with its transcript: an import or a merge was undone.
            self.row = None
        self.statement_changed.emit()
