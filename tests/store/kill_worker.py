"""Does one action on a project in a child process, and kills that child after a given time.

Everything is imported once; each trial is a fork. A trial is one line of JSON on standard input::

    {"action": "label", "after_s": 0.01, "arguments": {"project": "..."}}

and is answered by a line for each thing that was acknowledged, then by one that says how it ended. ``after_s`` counts
from the moment when the action begins; without it the child is left to finish.
"""

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from annotator.domain.ids import NOBODY
from annotator.store.intake import Incoming, Intake
from annotator.usecases.project import Project
from support.projects import made_up, take_in

STANCES = ("strongly_supportive", "supportive", "neutral", "critical", "strongly_critical")
N_STEPS = 80
N_LABELLED = 28
FIRST_IMPORTED = 50


def step_of(number: int) -> tuple[int, str] | None:
    """Give which statement the labelling child labels as its step of this number, and how; None is an undo."""
    return None if number % 7 == 6 else (number % N_LABELLED, STANCES[(number + number // N_LABELLED) % 5])


def acknowledge(what: str) -> None:
    """Tell, at once, what has been done."""
    os.write(1, f"{what}\n".encode())


def label(begin: Callable[[], None], project: str) -> None:
    """Label by two keys, with an undo now and then, and the housekeeping of an idle moment."""
    with Project.open(project) as file:
        statements = [row.uid for row in file.statements()]
        coder = file.coder("Ann").uid
        begin()
        for number in range(N_STEPS):
            step = step_of(number)
            if step is None:
                file.undo(coder)
            else:
                file.label(statements[step[0]], coder, stance=step[1], themes=["drugs"])
            acknowledge(str(number))
            if number % 10 == 9:
                file.checkpoint()


def import_made_up(begin: Callable[[], None], project: str) -> None:
    """Take in several transcripts as one action."""
    transcripts = [made_up(number, 30) for number in range(FIRST_IMPORTED, FIRST_IMPORTED + 6)]
    with Project.open(project) as file:
        begin()
        take_in(file, *transcripts, author=NOBODY)
        acknowledge("imported")


def import_in_chunks(begin: Callable[[], None], project: str) -> None:
    """Take in several transcripts, one of them a new version, as one action in several transactions."""
    incoming = [
        Incoming(source, analysis, analysis.metadata, original=b"file", replaces=made_up(1, 15)[0].transcript)
        for source, analysis in (made_up(number, 20) for number in range(FIRST_IMPORTED, FIRST_IMPORTED + 6))
    ]
    with Project.open(project) as file:
        begin()
        intake = Intake(file._file, NOBODY)
        for one in incoming:
            intake.take([one])
        intake.finish()
        acknowledge("imported")


def import_files(begin: Callable[[], None], project: str, folder: str) -> None:
    """Read, analyse and take in the files of a folder."""
    with Project.open(project) as file:
        begin()
        file.import_files([folder])
        acknowledge("imported")


def merge(begin: Callable[[], None], project: str, sources: list[str]) -> None:
    """Bring in other project files."""
    with Project.open(project) as file:
        begin()
        file.merge(sources, author="Ann")
        acknowledge("merged")


def export(begin: Callable[[], None], project: str, target: str) -> None:
    """Write the workbook over an older one."""
    with Project.open(project) as file:
        begin()
        file.export(target)
        acknowledge("exported")


def hold(begin: Callable[[], None], project: str) -> None:
    """Have the project open and label a statement for each line that comes in."""
    with Project.open(project) as file:
        statements = [row.uid for row in file.statements()]
        begin()
        acknowledge("open")
        for number, _ in enumerate(sys.stdin):
            file.label(statements[number], "Ann", stance="supportive", themes=["drugs"])
            acknowledge(str(number))


ACTIONS: dict[str, Callable[..., None]] = {
    "label": label,
    "import_made_up": import_made_up,
    "import_in_chunks": import_in_chunks,
    "import_files": import_files,
    "merge": merge,
    "export": export,
}


def run_trial(action: str, after_s: float | None, arguments: dict[str, object]) -> dict[str, object]:
    """Fork, let the child begin, kill it when its time is up, and say how it ended."""
    begun_reader, begun_writer = os.pipe()
    alive_reader, alive_writer = os.pipe()  # ends when the child does
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(begun_reader)
            os.close(alive_reader)
            ACTIONS[action](lambda: os.close(begun_writer), **arguments)
            code = 0
        except BaseException:  # noqa: BLE001 - the child must not go on as a second server
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(begun_writer)
    os.close(alive_writer)
    os.read(begun_reader, 1)
    start = time.perf_counter()
    ended, _, _ = select.select([alive_reader], [], [], after_s)
    if not ended:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(begun_reader)
    os.close(alive_reader)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    failed = not killed and os.waitstatus_to_exitcode(status) != 0
    return {"killed": killed, "failed": failed, "took_s": time.perf_counter() - start}


def main() -> None:
    """Serve trials until standard input ends, or hold one project open."""
    if len(sys.argv) > 1:
        hold(lambda: None, sys.argv[1])
        return
    warm_up()
    for line in sys.stdin:
        trial = json.loads(line)
        ended = run_trial(trial["action"], trial["after_s"], trial["arguments"])
        acknowledge(json.dumps(ended))


def warm_up() -> None:
    """Import what actions import where they use it, so that a trial is spent on the action."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "warm.txt")
        text.write_text("Norway welcomed the report.\n", encoding="utf-8")
        with Project.create(Path(folder, "warm.annotator")) as project:
            project.import_files([text])
            if has_export():
                project.export(Path(folder, "warm.xlsx"))


def has_export() -> bool:
    """Whether the program can export yet."""
    from importlib.util import find_spec

    return find_spec("annotator.usecases.exporting") is not None


if __name__ == "__main__":
    main()
