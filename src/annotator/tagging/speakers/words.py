"""The words that report speech, and pieces of patterns that the families share."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from annotator.tagging.letters import FULL_NAME, NAME
from annotator.tagging.roles import ROLE_START
from annotator.tagging.shadow import DEMONYM, ORG, STATE, VOICE
from annotator.tagging.wordlists import words

_STRONG = words(
    """
    acknowledged added adds admitted affirmed agreed announced appealed argued asked asserted called cautioned
    clarified commented concluded concurred condemned countered declared demanded denounced
    deplored described echoed elaborated emphasised emphasized explained expressed hailed highlighted
    insisted lamented maintained mentioned noted notes observed outlined pledged pointed predicted
    proposed questioned reaffirmed recalled recounted reiterated remarked replied reported responded
    said says spotlighted stated stressed stresses suggested tells testified told underlined underscored
    urged urges voiced warned warns welcomed wondered wrote
    """
)
"""Verbs that can stand before their subject: "…”, said X"."""
_WEAK = words(
    """
    addressed advised advocated aligned applauded argues asserts associated assured attributed backed
    believed bemoaned beseeched blamed briefed challenged championed characterised characterized charged
    cited claimed commended compared conceded concludes condemns confirmed congratulated considered
    contended contrasted conveyed counselled credited criticised criticized decried defended delivered
    denied detailed disagreed discussed dismissed disputed drew emphasises emphasizes encouraged
    endorsed enumerated envisaged estimated evoked exhorted expounded expresses extolled faulted
    favoured flagged focused gave held highlights hoped identified illustrated implored indicated
    informed insists intervened introduced invited invoked laid lauded likened linked listed
    looked marked objected offered opined opposed paid painted pleaded posed posited praised
    presented pressed promised protested provided accused apologised saw felt feared doubted preferred
    apologized complained alleged exclaimed hinted joked mused scolded chided rebuked slammed blasted
    put queried quoted raised read reasoned reassured rebutted recalls recited recommended referred
    reflected refuted regretted reiterates rejected relayed reminded repeated requested retorted
    revealed reviewed ruled saluted set shared signalled sketched sought sounded specified spelled spoke
    stipulated stood submitted summarised summarized supported tabled thanked thanks touched traced
    touted turned tweeted underlines underscores unveiled updated viewed vowed welcomes wished
    """
)
"""Verbs that report only after their subject: "X paid tribute to …"."""
_ONLY_BEFORE = words("asks quipped")
_QUOTED_AS = (
    r"(?:was|were|is|are) (?:quoted|cited|reported)(?: by [^,.;“”]{2,40})? as (?:saying|telling)",
    r"used (?:an?|the|his|her|their)\b[^.;“”]{2,90}?\bto (?:call|say|tell|urge|warn|accuse|condemn|critici[sz]e|"
    r"demand)",
    r"issued an? (?:\w+ ){0,2}(?:statement|denunciation|condemnation|warning|appeal|call|rebuke)",
    r"(?:tore|laid) into",
    r"(?:lashed|hit) out",
)
_PHRASES = (
    "made(?! (?:the|his|her|these|those) (?:remarks?|comments?|announcement|statement)\\b)",
    "took(?! part| place| to\\b| office| power| over| control| command| action)",
    "(?:hit|shot|fired|pushed|struck) back",
    "points out",
    "joined (?:others|calls|the calls?|in)",
    "opens by",
)
_CONTINUED = r"continued(?! to\b)"
_STRONG_PHRASES = ("went on(?: to say)?", "pointed out", _CONTINUED)
_PHRASE_WORDS = words(
    "issued joined used tore lashed took hit shot fired pushed struck points opens went continued made"
)


def _any_of(verbs: Iterable[str], phrases: Iterable[str] = ()) -> str:
    """Give a pattern that matches one of some words, those of one letter together, so that it fails fast."""
    groups = groupby(sorted(verbs), key=itemgetter(0))
    return "|".join([*(f"{letter}(?:{'|'.join(v[1:] for v in group)})" for letter, group in groups), *phrases])


_PAST = _any_of(_STRONG | _WEAK, (*_PHRASES, *_QUOTED_AS, _CONTINUED))
REPORTING = _STRONG | _WEAK | _ONLY_BEFORE | _PHRASE_WORDS
"""The words with one of which every pattern of a reporting verb begins, but for adverbs."""
ADVERB = (
    r"(?:(?:also|both|jointly|together|then|however|further|meanwhile|likewise|similarly|again|nonetheless|"
    r"nevertheless|later|today|"
    r"therefore|strongly|"
    r"in turn,?|instead|(?:on |in |late |early )?\ue008\ue009*|for (?:his|her|its) part,?|has|have|[a-z]{2,20}ly)\s+)*"
)
_NOT_WITHIN = r"(?! (?:by|would|will|had|has|was|were|could|should)\b)"
"""What follows a verb that tells of somebody else's act: "the war that X said would take three days"."""
REPORTS = rf"{ADVERB}(?:{_PAST})\b{_NOT_WITHIN}"
"""A verb that reports what its subject said, or that it said something."""
SAYS = rf"{ADVERB}(?:{_any_of(_STRONG | _ONLY_BEFORE, _STRONG_PHRASES)})\b{_NOT_WITHIN}"
"""A verb that can stand before its subject: "…”, said X"."""

REPRESENTATIVE = (
    r"(?:(?:[Pp]ermanent |[Dd]eputy |[Pp]ermanent )*(?<!Special )(?<!Personal )[Rr]epresentatives?|"
    r"[Dd]elegates?|[Dd]elegation|[Oo]bservers?|"
    r"[Pp]ermanent [Oo]bserver|[Ss]peakers?|[Ee]nvoys?|ambassadors?|[Cc]olleagues?|[Cc]ounterparts?|[Dd]iplomats?|"
    r"[Cc]hargé d'[Aa]ffaires)"
)
COUNT = r"(?:(?:also|both|the)\s+)*"
__all__ = [
    "ADVERB",
    "COUNT",
    "DEMONYM",
    "FULL_NAME",
    "NAME",
    "ORG",
    "REPORTING",
    "REPORTS",
    "REPRESENTATIVE",
    "ROLE_START",
    "SAYS",
    "STATE",
    "VOICE",
]
