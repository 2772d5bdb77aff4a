"""From the words of a command line to its exit code."""

import contextlib
import os
import sys

from annotator.cli.console import ReaderGone, flush, prepare, tell
from annotator.domain.errors import Cancelled, UserError

DONE, MENDABLE, INTERRUPTED = 0, 1, 130


def run(argv: list[str]) -> int:
    """Run one command and give its exit code; see ``annotator.cli.main``."""
    prepare()
    stdout = sys.stdout
    try:
        from typer.main import get_command

        from annotator.cli.app import app

        # The command and not the app is called: the app would set sys.excepthook.
        get_command(app).main(args=argv, prog_name="annotator", windows_expand_args=False)
        code = DONE
    except SystemExit as end:
        if sys.stdout is not stdout:  # what typer does where nobody reads its help
            sys.stdout = stdout
            return _leave_quietly()
        code = end.code if isinstance(end.code, int) else DONE
    except UserError as error:
        tell(str(error))
        code = MENDABLE
    except (KeyboardInterrupt, Cancelled):
        code = INTERRUPTED
    except ReaderGone:
        return _leave_quietly()
    if code == INTERRUPTED:
        tell("Interrupted; what was not finished has not been written.")
    try:
        flush()
    except ReaderGone:
        return _leave_quietly()
    return code


def _leave_quietly() -> int:
    """End well although nobody reads the results, and keep Python from complaining about that when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    return DONE
