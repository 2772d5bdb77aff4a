"""The words of which a person's name is made: what can be one, what is a title before it, how it is written."""

import re
from functools import cache

from annotator.paths import resource
from annotator.tagging.letters import FULL_NAME, NAME_PART, UPPER
from annotator.tagging.wordlists import words

NOT_NAMES = words(
    """
    the a an in at on as for from by to with of his her its their our my your this that these those he she it
    they we i and but or if not no all both also further however moreover meanwhile furthermore today tomorrow
    yesterday welcome secretary secretary-general secretaries-general under-secretary-general assistant deputy
    special representative envoy minister ministers president vice-president presidency chair chairman
    chairperson chairs prime foreign affairs council assembly committee security general member members state
    states government governments delegation delegations ambassador permanent mission director director-general
    executive head high commissioner party parties people court organization organisation union nations january
    february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday charter resolution resolutions article chapter agreement treaty peace
    defence republic kingdom federation speaker speakers representatives following briefing statements noting
    turning speaking citing regarding thank excellency excellencies sir madam colleagues distinguished ladies
    gentlemen mr mrs ms miss dr session meeting summit conference department office programme centre center north
    south east west northern southern eastern western central international national regional federal islamic
    democratic community agency fund former acting interior finance cooperation development human rights police
    force commander coordinator armed forces army press photo related posts post begin back sign subscribe share
    print email available languages original when while where after before since until during under over through
    ministry ministries defense congress senate parliament cabinet embassy navy army guard theater theatre command
    among there then now here thus yet président présidente secrétaire général générale ministre ambassadeur
    mesdames messieurs conseil presidente presidenta secretario secretaria ministro ministra embajador consejo
    asamblea señor señora représentant appeals tells urges calls generals staff observer observers bureau
    humanitarian issues affairs relief operations reform reforms aux chef cheffe état etat excellence leurs son
    sa honorable distingués délégués transition représentante représentants organisation séance résolution
    consultation popular referendum elections election associate spokesperson spokesman spokeswoman administrator
    supreme administration administrations correspondent correspondents medical scientist external trade retired
    """
)
_CALLINGS = words(
    "Actor Actress Singer Poet Author Analyst Activist Journalist Lawyer Businessman Lawmaker Senator Congressman "
    "Dissident Campaigner Protester Resident Teacher Student Farmer Nurse Engineer"
)
ARTICLES = words("le la les el los las")
_STARTERS = words(
    """
    the in at on as for from by to with and but or if also further however moreover meanwhile when while after
    before since during under both says said monsieur madame briefing today photo judge justice captain
    capitaine colonel major general brigadier-general major-general lieutenant-general général commandant
    brigadier brigade admiral ambassador professor doctor imam father bishop archbishop pope king queen prince
    princess sheikh sheikha crown sir dame lord lady baroness mr mrs ms miss dr hon honourable honorable rev reverend
    lieutenant lt gen col maj sgt sergeant marshal chancellor senator dato' dato datuk seri tun unsg
    usg asg srsg dsrsg sg dsg pga dear
    """
)
"""What stands before a name and is no part of it."""
_FULL = re.compile(rf"(?P<given>[{UPPER}][\w'\-]+)(?![\w']){FULL_NAME.removeprefix(NAME_PART)}")


def given_name_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """Give the full name at this place that begins with a given name, maybe a double one: "Anne-Lise"."""
    match = _FULL.match(text, at, end)
    if match is None or not (match["given"] in given_names() or match["given"].partition("-")[0] in given_names()):
        return None
    return match


def is_given_name(word: str) -> bool:
    """Tell whether a word is in the table of given names."""
    return word in given_names()


@cache
def given_names() -> frozenset[str]:
    """Give the table of given names."""
    lines = resource("gazetteers", "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def is_before_a_name(word: str, rest: str = "") -> bool:
    """Tell whether the first of some capitalised words is no part of a name: a title, or an article before one."""
    word = word.lower().strip(".,")
    return word in _STARTERS or (word in ARTICLES and rest.partition(" ")[0].lower().strip(".,") in _STARTERS)


_GIVEN_MONTHS = frozenset({"April", "May", "June"})


def is_name(text: str) -> bool:
    """Tell whether words can be the name of a person: capitalised, and none of them an office, an organ or a month.

    A month that people are called by can begin a name of two words or more: "June Elphberg".
    """
    words = text.split()
    if len(words) > 1 and words[0] in _GIVEN_MONTHS:
        words = words[1:]
    return bool(words) and not any(_is_no_name(word) for word in words)


def _is_no_name(word: str) -> bool:
    """Whether a word is an office, an organ, a month or small talk; an initial is none of these."""
    return word.lower().strip(".,[]") in NOT_NAMES and not (len(word) == 2 and word.endswith("."))


def last_name(text: str) -> str:
    """Give the person at the end of capitalised words that begin with something else ("Peace Operations Ana Li")."""
    words = without_office(text).split()
    for number in range(len(words) - 1):
        if given_name_at(rest := " ".join(words[number:]), 0, len(rest)):
            return " ".join(words[number:])
    return " ".join(words[-2:] if len(words) > 3 else words)


def without_titles(text: str) -> str:
    """Give a name without the titles and callings that stand before it: "Actor Rudolf Rassendyll"."""
    words = text.split()
    while len(words) > 1 and (words[0].lower().strip(".,") in _STARTERS or words[0] in _CALLINGS):
        words = words[1:]
    return " ".join(words)


def without_office(text: str) -> str:
    """Give a name without the office in capitalised words before it: "Council President Flavia Elphberg"."""
    words = text.split()
    while len(words) > 1 and _is_no_name(words[0]):
        words = words[1:]
    return " ".join(words)


def proper_name(text: str) -> str:
    """Give a name in ordinary case and with single spaces, without the brackets of an inserted given name."""
    return " ".join(_proper_word(word.strip("[]")) for word in text.split())


def _proper_word(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    if len(letters) < 2 or not all(map(str.isupper, letters[1:])) or "." in word:
        return re.sub(rf"^(Mc|Mac|Di|De|La|Le|O')([{UPPER}]{{2,}})", lambda m: m[1] + m[2].capitalize(), word)
    parts = [part if part.islower() else part.capitalize() for part in re.split(r"([-'])", word)]
    if (
        len(parts) > 2
        and parts[1] == "-"
        and parts[2].lower() in {"moon", "hwan", "ho", "soo", "kyun", "young", "hyun", "jin"}
    ):
        parts[2] = parts[2].lower()
    return "".join(parts)
