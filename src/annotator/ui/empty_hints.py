"""What is said where there is nothing to list, and why there is not."""

from PySide6.QtCore import QCoreApplication

from annotator.domain.rows import StatementFilter


def no_transcripts() -> tuple[str, str]:
    """Give title and text for a project without transcripts."""
    return _tr("No transcripts yet"), _tr("Import files (Ctrl+I) or a folder (Ctrl+D), or drop them onto the window.")


def nothing_found(shown: StatementFilter) -> tuple[str, str]:
    """Give title and text for a search without a hit."""
    if shown is StatementFilter.ALL:
        text = _tr("No statement has all of these words. Fewer words find more; Esc shows everything again.")
    else:
        text = _tr(
            "No statement that the filter lists has all of these words. Esc leaves the search, Alt+1 the filter."
        )
    return _tr("Nothing found"), text


def nothing_listed(shown: StatementFilter) -> tuple[str, str]:
    """Give title and text for a filter that lets nothing through."""
    all_again = "\n" + _tr("Alt+1 lists every statement.")
    return {
        StatementFilter.ALL: (_tr("No statements"), _tr("This transcript has no text to label.")),
        StatementFilter.UNLABELLED: (
            _tr("All labelled"),
            _tr("You have labelled every statement of this transcript. N goes on to the next one.") + all_again,
        ),
        StatementFilter.LABELLED_BY_BOTH: (
            _tr("Nothing labelled by both"),
            _tr("No statement here is labelled by you and a colleague. Merging (Ctrl+M) brings in theirs.") + all_again,
        ),
        StatementFilter.DIFFERING: (
            _tr("No differences"),
            _tr("No statement here is labelled differently by you and a colleague.") + all_again,
        ),
        StatementFilter.QUERIED: (
            _tr("No queries"),
            _tr("No reviewer has asked here that a label be looked at again.") + all_again,
        ),
    }[shown]


def _tr(text: str) -> str:
    return QCoreApplication.translate("empty", text)
