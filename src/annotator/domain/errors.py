"""The two ways work can end early that are nobody's bug."""


class UserError(Exception):
    """Something the user can mend: what happened and what to do next, in one sentence, shown as it stands."""


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped a job. Nothing of it was written; nobody needs a message."""
