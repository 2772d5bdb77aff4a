"""People introduced by their State alone: "Ruritania's Rudolf Rassendyll emphasized".

Does not match "Ruritania's Foreign Ministry "
               "said", where no person is named, nor "recalling Ruritania's Rudolf Rassendyll".
"""

import re
from collections.abc import Iterator

from annotator.domain.transcript import Speaker
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.places import any_in, matches_at
from annotator.tagging.shadow import SIGNS, Shadow
from annotator.tagging.speakers.introduction import Introduction, capacity_in
from annotator.tagging.speakers.words import FULL_NAME, REPORTING, REPORTS, SAYS, VOICE

_BEFORE_VERB = re.compile(
    rf"(?P<state>{VOICE})'s?\s+(?:Ambassador\s+)?(?P<name>{FULL_NAME})(?:,?\s+(?:{REPORTS})|,\s+(?:\w+ing|who|"
    rf"speaking)\b[^.]*?(?:{REPORTS}))"
)
_FOR_STATE = re.compile(
    rf"(?<![\w,] )(?<!\w)For\s(?:the\s)?(?P<state>{VOICE}),\s"
    rf"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.?\s|Ambassador\s)?(?P<name>{FULL_NAME}),?\s+(?:{REPORTS})"
)
_FOR = frozenset({"For"})
_AFTER_VERB = re.compile(rf"(?:{SAYS})\s+(?P<state>{VOICE})'s?\s+(?:Ambassador\s+)?(?P<name>{FULL_NAME})")


def find(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the people who begin to speak in a sentence and of whom only the State is told."""
    if not any_in(shadow.full_names, start_cp, end_cp):
        return
    verbs = shadow.spoken.of(REPORTING)
    tries = ((_BEFORE_VERB, shadow.spoken.of(SIGNS)), (_AFTER_VERB, verbs), (_FOR_STATE, shadow.spoken.of(_FOR)))
    for pattern, places in tries:
        for match in matches_at(pattern, shadow.unquoted, places, start_cp, end_cp):
            text = shadow.plain[match.start("name") : match.end("name")]
            state = shadow.name_at(match.start("state"))
            if state is not None and is_name(text):
                speaker = Speaker(
                    proper_name(text), "representative", state.voice, capacity_in(shadow, start_cp, end_cp)
                )
                yield Introduction(match.start(), (speaker,))
