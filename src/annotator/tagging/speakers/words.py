"""The words that report speech, and pieces of patterns that the families share."""

from annotator.tagging.letters import FULL_NAME, NAME
from annotator.tagging.roles import ROLE_START
from annotator.tagging.shadow import DEMONYM, ORG, STATE, VOICE

_PAST = (
    "said|stated|told|added|stressed|emphasi[sz]ed|noted|observed|warned|urged|recalled|highlighted|underlined|"
    "underscored|"
    "expressed|voiced|welcomed|called|pointed|spotlighted|described|concurred|agreed|echoed|asked|asserted|"
    "affirmed|reaffirmed|"
    "reiterated|declared|announced|argued|acknowledged|outlined|spoke|briefed|commended|condemned|praised|"
    "rejected|lamented|"
    "regretted|appealed|cautioned|cited|clarified|commented|concluded|continued|denounced|deplored|detailed|elaborated|"
    "explained|hailed|hoped|insisted|introduced|maintained|mentioned|objected|pledged|proposed|questioned|recommended|"
    "recounted|referred|remarked|replied|reported|responded|shared|suggested|summari[sz]ed|supported|thanked|"
    "touched|turned|wondered|"
    "disagreed|countered|pressed|delivered|presented|posed|vowed|wished|congratulated|applauded|decried|"
    "demanded|encouraged|"
    "endorsed|identified|informed|listed|opposed|promised|refuted|reminded|requested|saluted|stipulated|testified|"
    "advocated|aligned|associated|attributed|backed|believed|blamed|bemoaned|challenged|championed|"
    "characteri[sz]ed|charged|"
    "claimed|conceded|conveyed|counselled|credited|criticized|criticised|defended|denied|discussed|disputed|"
    "dismissed|drew|favoured|"
    "focused|gave|implored|invited|joined|linked|made|offered|paid|painted|pleaded|predicted|provided|quoted|"
    "raised|reassured|"
    "reflected|reviewed|sought|sounded|specified|stood|"
    "took(?! part| place)|traced|updated|advised|assured|addressed|beseeched|"
    "contended|envisaged|estimated|"
    "exhorted|held|illustrated|indicated|laid|looked|marked|observed|put|read|reported|ruled|set|signalled|"
    "spelled|submitted|tabled|"
    "compared|contrasted|sketched|likened|lauded|flagged|faulted|extolled|expounded|repeated|rebutted|retorted|"
    "queried|opined|"
    "posited|invoked|protested|relayed|reasoned|recited|enumerated|evoked|"
    "hit back|shot back|fired back|pushed back|struck back|"
    "tweeted|unveiled|viewed|wrote|considered|confirmed|revealed|intervened|asserts|says|notes|stresses|adds|"
    "tells|warns|urges|recalls|condemns|welcomes|argues|insists|underlines|underscores|emphasi[sz]es|highlights|"
    "reiterates|opens by|concludes|points out|thanks|expresses"
)
_STRONG = (
    "said|stated|told|added|stressed|emphasi[sz]ed|noted|observed|warned|urged|recalled|highlighted|underlined|"
    "underscored|"
    "expressed|voiced|pointed|spotlighted|described|concurred|echoed|asked|asserted|affirmed|reaffirmed|"
    "reiterated|declared|announced|argued|acknowledged|outlined|cautioned|commented|concluded|continued|"
    "denounced|deplored|"
    "elaborated|explained|hailed|insisted|lamented|maintained|mentioned|recounted|remarked|replied|reported|responded|"
    "suggested|wondered|countered|asks|says|notes|stresses|adds|tells|warns|urges|wrote|quipped|"
    "predicted|questioned|"
    "went on to say|went on|agreed|appealed|called|clarified|condemned|demanded|pledged|proposed|welcomed|"
    "testified|declared"
)
ADVERB = (
    r"(?:(?:also|then|however|further|meanwhile|likewise|similarly|again|nonetheless|nevertheless|later|today|"
    r"therefore|strongly|"
    r"in turn|instead|for (?:his|her|its) part|has|have|had|[a-z]{2,20}ly)\s+)*"
)
REPORTS = rf"{ADVERB}(?:{_PAST})\b(?! by\b)"
"""A verb that reports what its subject said, or that it said something."""
SAYS = rf"{ADVERB}(?:{_STRONG})\b(?! by\b)"
"""A verb that can stand before its subject: "…”, said X"."""

REPRESENTATIVE = (
    r"(?:(?:[Pp]ermanent |[Dd]eputy |[Pp]ermanent )*(?<!Special )(?<!Personal )[Rr]epresentatives?|"
    r"[Dd]elegates?|[Dd]elegation|[Oo]bservers?|"
    r"[Pp]ermanent [Oo]bserver|[Ss]peakers?|[Ee]nvoys?|[Cc]ounterparts?|[Dd]iplomats?|[Cc]hargé d'[Aa]ffaires)"
)
COUNT = r"(?:(?:also|both|the)\s+)*"
__all__ = [
    "ADVERB",
    "COUNT",
    "DEMONYM",
    "FULL_NAME",
    "NAME",
    "ORG",
    "REPORTS",
    "REPRESENTATIVE",
    "ROLE_START",
    "SAYS",
    "STATE",
    "VOICE",
]
