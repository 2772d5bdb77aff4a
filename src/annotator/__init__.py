"""Hand-code what people said: stance and theme of every statement in a transcript, offline.

The public Python interface is what this module names; see ``Project``.
"""

from typing import TYPE_CHECKING

from annotator.domain.errors import UserError

if TYPE_CHECKING:
    from annotator.usecases.project import Project

__version__ = "0.1.0"
__all__ = ["Project", "UserError", "__version__"]


def __getattr__(name: str) -> object:
    # Project brings SQLAlchemy with it; whoever only asks for the version need not wait for that.
    if name == "Project":
        from annotator.usecases.project import Project

        return Project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
