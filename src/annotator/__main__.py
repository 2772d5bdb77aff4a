"""Where the program begins: the version, the command line, or the window. Nothing heavy is imported up here."""

import sys
from collections.abc import Sequence

COMMANDS = frozenset(
    {
        *("sample", "inspect", "new", "import", "info", "label", "export", "sheet", "assign", "packet", "merge"),
        *("agreement", "compare", "adjudicate", "check", "backup", "--help", "-h"),
        *("--install-completion", "--show-completion"),
    }
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (those of the process where none are given) and give its exit status."""
    if getattr(sys, "frozen", False):
        # In a frozen program the processes that import files start here too, and must become what they are to be.
        from multiprocessing import freeze_support

        freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else ""
    if first == "--version":
        from annotator import __version__

        sys.stdout.write(f"annotator {__version__}\n")
        return 0
    if first in COMMANDS:
        from annotator.cli import main as cli_main

        return cli_main(arguments)
    if first.startswith("-") or len(arguments) > 1:
        sys.stderr.write("Usage: annotator [PROJECT], or annotator COMMAND; annotator --help lists the commands.\n")
        return 2
    return _open_window(first)


def _open_window(project: str) -> int:
    try:
        from annotator.ui.app import run
    except ImportError as error:
        sys.stderr.write(
            f"Annotator cannot open a window here: a library that Qt needs is missing ({error}). On Debian and Ubuntu "
            "install libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0.\n"
        )
        return 1
    from pathlib import Path

    return run(Path(project) if project else None)


if __name__ == "__main__":
    sys.exit(main())
