"""People introduced by their State alone: "Ruritania's Rudolf Rassendyll emphasized".

Does not match "Ruritania's Foreign Ministry "
               "said", where no person is named, nor "recalling Ruritania's Rudolf Rassendyll".
"""

import re
from collections.abc import Iterator

from annotator.domain.transcript import Speaker
from annotator.tagging.people import is_name, proper_name
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers.introduction import Introduction, capacity_in
from annotator.tagging.speakers.words import FULL_NAME, REPORTS, SAYS, VOICE

_BEFORE_VERB = re.compile(
    rf"(?P<state>{VOICE})'s?\s+(?:Ambassador\s+)?(?P<name>{FULL_NAME})(?:,?\s+(?:{REPORTS})|,\s+(?:\w+ing|who|"
    rf"speaking)\b[^.]*?(?:{REPORTS}))"
)
_FOR_STATE = re.compile(
    rf"(?<![\w,] )(?<!\w)For\s(?:the\s)?(?P<state>{VOICE}),\s"
    rf"(?:(?:Mr|Ms|Mrs|Dr)\.?\s|Ambassador\s)?(?P<name>{FULL_NAME}),?\s+(?:{REPORTS})"
)
_AFTER_VERB = re.compile(rf"(?:{SAYS})\s+(?P<state>{VOICE})'s?\s+(?:Ambassador\s+)?(?P<name>{FULL_NAME})")


def find(shadow: Shadow, start_cp: int, end_cp: int) -> Iterator[Introduction]:
    """Give the people who begin to speak in a sentence and of whom only the State is told."""
    for pattern in (_BEFORE_VERB, _AFTER_VERB, _FOR_STATE):
        for match in pattern.finditer(shadow.unquoted, start_cp, end_cp):
            text = shadow.plain[match.start("name") : match.end("name")]
            state = shadow.name_at(match.start("state"))
            if state is not None and is_name(text):
                speaker = Speaker(
                    proper_name(text), "representative", state.voice, capacity_in(shadow, start_cp, end_cp)
                )
                yield Introduction(match.start(), (speaker,))
