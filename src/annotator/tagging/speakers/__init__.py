"""Who speaks: a small grammar of introductions, one family a file, and how a voice is carried forward."""

from annotator.tagging.speakers.attribution import Attribution, attribute

__all__ = ["Attribution", "attribute"]
