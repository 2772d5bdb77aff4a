"""The writer's own words, and what many said together: sentences that nobody in particular speaks.

Matches "Many speakers stressed …", "In the debate that followed, …"; does not match "Many countries, he said, …".
"""

import re

from annotator.tagging.letters import FULL_NAME
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers.again import goes_on
from annotator.tagging.speakers.words import REPORTS, ROLE_START

_MANY = (
    r"(?:[Mm]any|[Ss]everal|[Ss]ome|[Mm]ost|[Aa] number|[Nn]umerous|[Vv]arious|[Aa] few|[Aa]ll|[Oo]thers?|"
    r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|[1-9]\d?|Dozens of)|"
    r"[Mm]ore than \w+|[Oo]ver \d+|[Nn]early \d+|"
    r"[Ss]till others|[Tt]he majority|[Bb]oth|[Nn]early all)"
)
_WHO = (
    r"(?:speakers|delegates|delegations|representatives|members|participants|briefers|Council members|"
    r"countries' representatives|"
    r"Member States|States|others|panellists|experts|envoys|ministers|Ministers|diplomats)"
)
_COLLECTIVE = re.compile(
    rf"(?:\w[^,.;“”]{{0,80}},\s+)?{_MANY}(?:\s+of\s+(?:the\s+)?)?(?:\s*(?:other|the|more|Council|"
    rf"regional)\s+)?\s*{_WHO}?(?:,[^,]{{1,80}},)?\s+(?:{REPORTS})|"
    r"(?:The\s)?(?:[Bb]oth|two|three|four|five)\s(?:councils|sides|bodies|delegations|organi[sz]ations|parties|"
    r"delegates|"
    rf"speakers|ministers|chairs)\s(?:{REPORTS})|"
    rf"(?:\w[^.;“”]{{0,160}},\s+)?(?:(?:[Oo]ther|[Mm]any|[Ss]ome|[Ss]everal|[Tt]he|[Mm]ost|"
    r"[Aa]s)\s+)?(?:[Cc]ouncil\s+|[Ss]ecurity [Cc]ouncil\s+)?(?:speakers|delegates|delegations|briefers|"
    rf"participants|members|Speakers|Delegates|Delegations|Briefers|Participants|Members|"
    rf"members of the (?:Security )?Council)\b[^.“”]{{0,120}}?\s+(?:{REPORTS}|exchanged)"
)
_CUES = re.compile(
    r"(?:In|During|Throughout|Over)\s+(?:the|a|an|their|its|today's)\s+(?:[\w\-]+\s+){0,4}(?:debate|discussion|"
    r"meeting|session|dialogue|exchange)\b(?:[^,.]{0,60}),|"
    r"(?:After|Following|Prior to|Before|Ahead of|At the (?:outset|end|start) of)\s+(?:the|those|that|today's|"
    r"its|their)\s+(?:[\w\-]+\s+){0,3}"
    r"(?:briefings?|statements?|presentations?|vote|adoption|meeting|debate|discussion|remarks|action|consultations)\b|"
    r"Before the (?:Council|Assembly|Committee|members)\b|"
    r"(?:The|Today,? the|This (?:morning|afternoon),? the)\s+(?:\S+\s)?(?:Council|Assembly|Committee|Commission|"
    r"Board)\s+(?:today|this|"
    r"then|observed|marked|adopted|met|ha[ds] before|heard|unanimously|is (?:scheduled|expected)|"
    r"will (?:meet|return|hold|vote)|also (?:heard|met|had|observed|marked|adopted|decided|elected|approved)|"
    r"took up)\b|"
    r"(?:[A-Z][^,.“”]{0,40},\s)(?:the|members of the)\s(?:\S+\s)?(?:Council|Assembly|Committee|Commission)\s"
    r"(?:also\s|then\s)?"
    r"(?:adopted|rejected|decided|elected|approved|took note|postponed|deferred|concluded|voted)\b|"
    r"None of the\b[^.]{0,80}\b(?:adopted|approved|put to the vote)\b|"
    r"The (?:full )?text of (?:the |draft )|"
    r"The (?:[a-z]+ )?(?:draft|resolution|text|amendments?|motion)(?: resolution)? (?:was (?:adopted|"
    r"rejected|put|defeated)|received|failed)\b|By a (?:vote|recorded vote)\b|"
    r"(?:By|Under) the (?:terms|provisions) of (?:the|that|resolution)\b|(?:Adopting|Unanimously adopting|"
    r"By adopting) |"
    r"For (?:the )?(?:background|full details|further details)\b|"
    r"(?:Council )?[Mm]embers (?:of the Council )?(?:then |also |later )?"
    r"(?:moved|met|held|proceeded|entered|adjourned|went)\b|"
    r"The (?:conference|event|ceremony|forum|briefing|visit|talks) (?:was|were|took place|concluded|ended|began)\b|"
    r"(?:The )?(?:meeting|session|debate) (?:was|"
    r"began|also)\b"
)
_TRAVELS = re.compile(
    r"(?:(?:On|In|Prior to|Before|After|While|Following|During|Later|Earlier|Upon|From)\b[^“”;:]{0,140},\s)?"
    r"(?:[Tt]he\s(?:Secretary-General|Deputy Secretary-General|President of the (?:General )?Assembly|"
    r"High Commissioner)|[Hh]e|[Ss]he)\s(?:(?:then|also|later|first|subsequently|today|is|was|will)\s){0,2}"
    r"(?:attended|visited|visits?|departed|departs?|arrived|arrives?|travelled|traveled|travels|left|returned|flew|"
    r"toured|met|hosted|laid a wreath|(?:had|held)\s(?:an?\s|separate\s)?(?:[a-z]+\s){0,2}(?:meetings?|talks|lunch|"
    r"dinner|working|conversation)|delivered (?:remarks|an address|a speech|a lecture|a statement)\s(?:at|to|in)\b|"
    r"took part|participated|travelling|traveling|expected|scheduled)\b(?![^“”]*[“])"
)
"""Where an official goes and whom he meets, which the writer tells."""
_OTHER_SUBJECT = re.compile(rf"(?P<name>{FULL_NAME}),\s+{ROLE_START}")


def tells_a_journey(shadow: Shadow, start_cp: int, end_cp: int) -> bool:
    """Tell whether a sentence is of where an official goes and whom he meets, and not of what he says."""
    return bool(_TRAVELS.match(shadow.unquoted, start_cp, end_cp))


def is_narration(shadow: Shadow, start_cp: int, end_cp: int, *, first: bool = True) -> bool:
    """Tell whether a sentence that introduces nobody is the writer's own, or tells what many said.

    Inside of a passage that somebody speaks, only what many said interrupts; ``first`` tells that it is the beginning.
    """
    signs = shadow.unquoted
    if _COLLECTIVE.match(signs, start_cp, end_cp):
        return True
    if first and tells_a_journey(shadow, start_cp, end_cp):
        return True
    if not first or goes_on(shadow, start_cp, end_cp):
        return False
    if _CUES.match(shadow.plain, start_cp, end_cp):
        return True
    return bool(_OTHER_SUBJECT.match(signs, start_cp, end_cp))
