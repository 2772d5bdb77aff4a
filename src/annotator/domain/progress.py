"""How long work tells how far it is and asks whether to go on."""

from collections.abc import Callable

from annotator.domain.errors import Cancelled

Progress = Callable[[int, int, str], bool]
"""Called with (done, total, what is being done now); returns False to ask the work to stop."""


def no_progress(_done: int, _total: int, _text: str) -> bool:
    """Take every report and never ask to stop."""
    return True


def report(progress: Progress, done: int, total: int, text: str) -> None:
    """Tell how far the work is; raises Cancelled where the answer is to stop."""
    if not progress(done, total, text):
        raise Cancelled
