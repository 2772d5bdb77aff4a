"""Lists of words as they are easiest to read and to change."""


def words(text: str) -> frozenset[str]:
    """Give the words of a text, each once."""
    return frozenset(text.split())
