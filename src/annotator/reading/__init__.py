"""From a file to a source text: its characters, decoded and otherwise untouched, and where its blocks are."""

from annotator.reading.registry import EXTENSIONS, read, read_text, readable

__all__ = ["EXTENSIONS", "read", "read_text", "readable"]
