"""Which language a stretch of text is in, by its script and its function words."""

import re
from collections import Counter

from annotator.tagging.wordlists import words

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": words(
        """
    the of and to in that is was for it with as his on be at by had not are from have which one you were her all
    their there been has when who will more if out so we our this its would they an he she said these i also but can
    must should into than about between those i’m don’t thank my your what or welcome
    """
    ),
    "fr": words(
        """
    le la les des du et est une dans que qui sur pas au aux avec pour par ce cette ces nous vous je il elle ils sont
    être notre nos leur leurs mais ou où dont ainsi entre plus afin à été ont avons sommes monsieur madame mesdames
    messieurs merci remercie sous ses mon ma mes votre vos tout tous toutes également comme un en
    """
    ),
    "es": words(
        """
    el los las del y que en una por con para su sus al lo como más pero sobre este esta estos estas entre también
    nuestro nuestra hemos ha han es son fue señor señora gracias un se no la de muy sin
    """
    ),
    "de": words(
        """
    der die das und ist nicht ein eine einer den dem des mit von zu auf für im sich auch wir sie ich es als sind
    wird dass bei nach um aus wie oder
    """
    ),
    "pt": words(
        """
    os as do da dos das em um uma não com por para mais como mas ao ele ela são seu sua pelo pela nos foi é e o que
    de senhor obrigado também entre
    """
    ),
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0600-\u06ff\u4e00-\u9fff]")
_WORDS = re.compile(r"[^\W\d_]+")
_ELISION = re.compile(r"\b(?:l|d|j|n|s|qu|c|m|t)[’'](?=[^\W\d_])", re.IGNORECASE)
_LANGUAGES_OF = {
    word: tuple(code for code, known in _FUNCTION_WORDS.items() if word in known)
    for word in frozenset().union(*_FUNCTION_WORDS.values())
}


_LOOKED_AT_CP = 12_000


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of the language, or None where the text has nothing that would tell.

    The first part of a long text tells.
    """
    text = text[:_LOOKED_AT_CP]
    if _OTHER_SCRIPT.search(text):
        letters = sum(map(str.isalpha, text))
        for code, script in _SCRIPTS:
            if len(script.findall(text)) * 2 > letters:
                return code
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for word, times in Counter(_WORDS.findall(text.lower())).items():
        for code in _LANGUAGES_OF.get(word, ()):
            counts[code] += times
    if "'" in text or "’" in text:
        counts["fr"] += len(_ELISION.findall(text))
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] > 0 else None
