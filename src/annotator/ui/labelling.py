"""What a key does to a label, as plain functions: from the label that is there to the parts to be set."""

from annotator.domain.codebook import Codebook
from annotator.domain.errors import UserError
from annotator.domain.label import Label


def with_primary_theme(label: Label | None, theme: str) -> tuple[str, ...]:
    """Give the themes when this one becomes the primary: the secondary ones stay, less this one."""
    secondary = label.themes[1:] if label else ()
    return (theme, *(one for one in secondary if one != theme))


def with_secondary_theme(label: Label | None, theme: str, book: Codebook) -> tuple[str, ...]:
    """Give the themes when this one is put to, or taken off, the secondary ones; the first of all is the primary."""
    themes = label.themes if label else ()
    if not themes:
        return (theme,)
    if theme == themes[0]:
        raise UserError(
            f"“{book.theme_by_key[theme].name}” is the primary theme; press another theme’s key to change it."
        )
    if theme in themes:
        return tuple(one for one in themes if one != theme)
    if len(themes) > book.max_secondary_themes:
        raise UserError(
            f"A label has at most {book.max_secondary_themes} secondary themes: press Shift and a theme’s key again "
            "to take one off first."
        )
    return (*themes, theme)


def with_flag(label: Label | None, flag: str) -> tuple[str, ...]:
    """Give the flags when this one is put on, or taken off."""
    flags = label.flags if label else ()
    return tuple(one for one in flags if one != flag) if flag in flags else (*flags, flag)


def with_confidence(label: Label | None, confidence: int) -> int | None:
    """Give the confidence when this level's key is pressed: again takes it back."""
    return None if label is not None and label.confidence == confidence else confidence
