"""Undo and redo of an action so large that the window must not wait for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.domain.errors import UserError
    from annotator.domain.progress import Progress
    from annotator.domain.rows import Changes
    from annotator.usecases.project import Project

AT_ONCE = 300
"""Rows that an undo may write while the window waits; it takes some tens of milliseconds."""


def is_large(project: "Project", coder: str, again: bool) -> bool:
    """Whether the coder's next undo, or redo, is to be a job."""
    return project.undo_size(coder, again) > AT_ONCE


def job(
    project: "Project",
    coder: str,
    again: bool,
    done: "Callable[[Changes], object]",
    failed: "Callable[[UserError], object]",
) -> Job:
    """Give the job that takes the last action back or does it again; stopped, it leaves everything as it was."""
    act = project.redo if again else project.undo

    def work(progress: "Progress") -> "Changes":
        return act(coder, progress)

    tr = QCoreApplication.translate
    title = tr("going_back", "Redoing") if again else tr("going_back", "Undoing")
    return Job(title, work, done, failed, holds=True)
