"""Whom the one at the microphone calls by one name: "Okay, Rupert.", "Thank you, Flavia.", "… as agreed.  Rudolf?".

Only a text with the turns of a briefing calls people so; does not match "Yes, please.", nor "Thank you, Chair."
"""

import re
from collections.abc import Iterator

from annotator.tagging.letters import LOWER, UPPER
from annotator.tagging.names import is_name
from annotator.tagging.wordlists import words

_TURN = re.compile(
    r"^\**(?:(?:Question|Q|Correspondent|Reporter|(?:Deputy |Associate |Acting )?Spokes\w+|Moderator|"
    r"M[RS]S?\. [A-Z]{2,}|(?:SECRETARY|PRESIDENT|AMBASSADOR|SENATOR) [A-Z]{2,})\**\s{0,2}[:：]|Q\s{2,})",
    re.MULTILINE,
)
_TURNS_OF_A_BRIEFING = 4
_ONE = rf"[{UPPER}][{LOWER}]{{2,12}}"
_SMALL_TALK = (
    r"(?:Okay|OK|Yes|Yeah|Sure|Sorry|Thanks|[Tt]hank\syou|[Gg]o\sahead|[Pp]lease|Right|[Aa]ll\sright|Alright|Hi|Hello|"
    r"Welcome|Good\s(?:morning|afternoon)|see\syou|[Oo]ver\sto\syou|[Bb]ack\sto\syou)"
)
_CALLED = re.compile(
    rf"(?<!\w){_SMALL_TALK}(?:\sagain|\sso\smuch|\svery\smuch)?,\s{{1,2}}(?P<thanked>{_ONE})(?=[,.?!])|"
    rf"(?<=[.?!]\s)\s?(?P<next>{_ONE})[?.]$|"
    rf"^(?:Question|M[RS]S?\.\s[A-Z]{{2,}})\s?:\s{{1,2}}(?P<asked>{_ONE}),\s|"
    rf"^(?:(?:(?:Deputy\s|Associate\s|Acting\s)?Spokes\w+|Moderator)\s?:\s{{1,2}})?(?P<called>{_ONE})[?.]$|"
    rf"\b(?:go|start|begin|back|over)\s(?:back\s)?(?:to|with)\s(?P<turn>{_ONE})[.?,]|"
    rf"(?<=[.?!]\s)\s?(?P<both>{_ONE})(?:,?\s(?:and|then|and\sthen)\s(?P<second>{_ONE}))[.?]$",
    re.MULTILINE,
)
_ASKS = re.compile(r"(?:Question|Correspondent|Reporter|Q)\b")
"""A turn that asks, at the end of which one word is a question, and nobody."""
_NO_NAMES = words(
    """
    Yes Okay Please Thanks Thank Sure Correct Exactly Absolutely Right Sorry Good Great Well Fine True Indeed
    Everyone Everybody Guys Folks Again Next Anyone Anybody Chair Madam Sir Excellency Minister Ambassador Colleagues
    Friends Same Obviously Certainly Precisely Nothing None Never Always Maybe Perhaps Why What When Where Who How
    And But Now Then Here There This That Which Hello Bye Goodbye Period Enough Whatever Actually Basically First
    Second Secondly Firstly Finally Lastly Also However Today Tomorrow Yesterday Yep Nope Yeah Alright Cheers Mic
    Microphone Question Questions Answer Later Soon Online Virtually
    """
)


def names_called(signs: str) -> Iterator[tuple[int, int]]:
    """Give where somebody is called by one name in the turns of a briefing, ``[start, end)`` of that name."""
    if sum(1 for _ in _TURN.finditer(signs)) < _TURNS_OF_A_BRIEFING:
        return
    for match in _CALLED.finditer(signs):
        asked = _ASKS.match(signs, signs.rfind("\n", 0, match.end() - 1) + 1)
        for group in filter(match.group, match.groupdict()):
            if asked and group in ("next", "both", "second"):
                continue
            if match[group] not in _NO_NAMES and is_name(match[group]):
                yield match.span(group)
