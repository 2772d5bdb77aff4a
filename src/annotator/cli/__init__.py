"""The same use cases from a terminal."""

COMMANDS = (
    "sample",
    "inspect",
    "new",
    "import",
    "info",
    "label",
    "export",
    "merge",
    "agreement",
    "check",
    "backup",
)
"""The words that make ``annotator`` a command and not the window; known without loading any of them."""


def main(argv: list[str]) -> int:
    """Run one command and give its exit code: 0 done, 1 the user can mend it, 2 wrong usage, 130 interrupted."""
    from annotator.cli.run import run

    return run(argv)
