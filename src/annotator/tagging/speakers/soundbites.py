"""What somebody is heard to say in the list of a film's shots: "3. SOUNDBITE (English) Flavia Elphberg, Envoy:".

Does not match "2. Wide shot, Flavia Elphberg at the table", where nobody is heard.
"""

import re

from annotator.domain.transcript import Speaker
from annotator.tagging.letters import FULL_NAME
from annotator.tagging.names import is_name, proper_name
from annotator.tagging.roles import affiliation_of, role_text
from annotator.tagging.shadow import Shadow

_SOUNDBITE = re.compile(
    rf"(?:\d{{1,3}}\.\s?)?SOUNDBITE\s?\([^)\n]{{2,40}}\)\s?(?:[A-Z][\w.]*\s)??(?P<name>{FULL_NAME})"
    r"(?:,\s(?P<role>[^:“”\n]{2,160}))?\s?:"
)


def speaker_of_soundbite(shadow: Shadow, start_cp: int, end_cp: int) -> Speaker | None:
    """Give whom the line of a list of shots lets speak, or None where it is no such line."""
    match = _SOUNDBITE.match(shadow.signs, start_cp, end_cp)
    text = shadow.plain[match.start("name") : match.end("name")] if match else ""
    if match is None or not is_name(text):
        return None
    place = match.span("role")
    if place[0] < 0:
        return Speaker(proper_name(text), None, None)
    return Speaker(proper_name(text), role_text(shadow, *place), affiliation_of(shadow, *place))
