"""Long work beside the window: one job at a time, told how far it is, stopped on request."""

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.domain.errors import Cancelled, UserError
from annotator.domain.progress import Progress

log = logging.getLogger(__name__)

REPORT_EVERY_S = 0.04


@dataclass(frozen=True)
class Job:
    """Work with its name, and what to do with its result or its error in the window's thread.

    Attributes:
        quiet: Whether nobody is told of it.
        holds: Whether it writes from its beginning to its end, so that nothing else can be written meanwhile.
    """

    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], object]
    failed: Callable[[UserError], object] | None = None
    ended: Callable[[], object] | None = None
    quiet: bool = False
    holds: bool = False


class _Relay(QObject):
    """Carries what a job says from its thread to the window's.

    Signals:
        progressed: How far: done, total, text.
        ended: Result or None, error or None.
    """

    progressed = Signal(int, int, str)
    ended = Signal(object, object)


class _Run(QRunnable):
    """One job in the pool. It is handed values and callables only, never a widget."""

    def __init__(self, work: Callable[[Progress], Any], relay: _Relay) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.stopped = threading.Event()
        self._work = work
        self._relay = relay
        self._reported_at = 0.0

    def run(self) -> None:
        """Work, and tell how it went."""
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(self._report)
        except Exception as caught:  # noqa: BLE001 - the edge: it is shown, or goes to the crash dialog
            error = caught
        self._relay.ended.emit(result, error)

    def _report(self, done: int, total: int, text: str) -> bool:
        now = time.monotonic()
        if done >= total or now - self._reported_at >= REPORT_EVERY_S:
            self._reported_at = now
            self._relay.progressed.emit(done, total, text)
        return not self.stopped.is_set()


class JobRunner(QObject):
    """Runs jobs one after the other in a thread of its own.

    Signals:
        job_started: A job with this title runs now (not sent for quiet ones).
        job_progressed: Done, total, what it does now.
        job_ended: No job runs any more, or the next one begins.
        user_error_raised: A job ended with a sentence for the user.
    """

    job_started = Signal(str)
    job_progressed = Signal(int, int, str)
    job_ended = Signal()
    user_error_raised = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._run: _Run | None = None
        self._relay: _Relay | None = None
        self._closed = False

    @property
    def busy(self) -> str:
        """Title of the job that runs or waits, or ""; a quiet one keeps nobody busy."""
        jobs = [self._job, *self._waiting]
        return next((job.title for job in jobs if job is not None and not job.quiet), "")

    @property
    def holding(self) -> str:
        """Title of the job that runs or waits and keeps everything else from being written, or ""."""
        jobs = [self._job, *self._waiting]
        return next((job.title for job in jobs if job is not None and job.holds), "")

    def start(self, job: Job) -> None:
        """Run a job now, or when those before it are done."""
        if self._closed:
            return
        self._waiting.append(job)
        if self._job is None:
            self._begin()

    def cancel(self) -> None:
        """Ask the job that runs to stop."""
        if self._run is not None:
            self._run.stopped.set()

    def stop_quiet(self) -> None:
        """Stop the quiet job that runs, if one does, and wait for it: its project is about to be closed."""
        if self._job is not None and self._job.quiet:
            self.cancel()
            self._pool.waitForDone(-1)

    def close(self) -> None:
        """Ask everything to stop, wait for it, and take no more."""
        self._closed = True
        self._waiting.clear()
        self.cancel()
        self._pool.waitForDone(-1)

    def _begin(self) -> None:
        job = self._waiting.popleft()
        relay = _Relay(self)
        run = _Run(job.work, relay)
        # Connected before it starts: a quick job would be over, and its result lost.
        relay.progressed.connect(self._on_relay_progressed)
        relay.ended.connect(self._on_relay_ended)
        self._job, self._run, self._relay = job, run, relay
        if not job.quiet:
            self.job_started.emit(job.title)
        self._pool.start(run)

    def _on_relay_progressed(self, done: int, total: int, text: str) -> None:
        if self._job is not None and not self._job.quiet:
            self.job_progressed.emit(done, total, text)

    def _on_relay_ended(self, result: object, error: BaseException | None) -> None:
        job = self._job
        if job is None:
            return
        # The thread has sent its last word but may still be returning; the pool owns it until it has.
        self._pool.waitForDone(-1)
        if self._relay is not None:
            self._relay.deleteLater()
        self._job = self._run = self._relay = None
        if self._waiting:
            self._begin()
        else:
            self.job_ended.emit()
        if self._closed:
            return
        try:
            self._deliver(job, result, error)
        finally:
            if job.ended is not None:
                job.ended()

    def _deliver(self, job: Job, result: object, error: BaseException | None) -> None:
        if error is None:
            job.done(result)
        elif isinstance(error, UserError):
            if job.failed is not None:
                job.failed(error)
            else:
                self.user_error_raised.emit(str(error))
        elif not isinstance(error, Cancelled):
            sys.excepthook(type(error), error, error.__traceback__)
