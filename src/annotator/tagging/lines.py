"""What one line is by its own look: heading, list, note, boilerplate; None for running text."""

import re
from functools import cache

from annotator.domain.transcript import MentionKind, PassageKind
from annotator.tagging.dates import find_dates
from annotator.tagging.documents import SYMBOL
from annotator.tagging.gazetteer import all_names
from annotator.tagging.letters import UPPER, title_case
from annotator.tagging.tagger import in_capitals

_BULLET = re.compile(r"^-(?=[A-Z][a-z])|^(?:[•◦▪‣●·*–—-]|\(?[a-z0-9]{1,2}[.)])\s+")
_SYMBOL_BULLET = re.compile(r"^[•◦▪‣●·]\s*")
_NAVIGATION = re.compile(
    r"(?:print|share|tweet|e-?mail|pdf|download|home|search|menu|top|back to top|contact(?: us)?|about(?: us)?|"
    r"login|log in|"
    r"subscribe|facebook|twitter|linkedin|whatsapp|x|rss|related (?:posts|articles|stories|news|content|links)|"
    r"read more|"
    r"skip to (?:main )?content|main navigation|languages?|english|français|español|русский|中文|العربية|عربي|"
    r"sort by|most recent entries|most relevant entries|welcome to the united nations|plenary|latest|"
    r"news|more|"
    r"other formats|six official|personal subjects|parent id|asset id|preview language|previous|next|comments?|"
    r"(?:print|send|share)(?: this)? page|share:|page load link|go to top|view more(?:view less)?|"
    r"share via email(?: copy link)?|open image in gallery|"
    r"partners|help|"
    r"view details|yes no|thanks for your feedback|did you find this (?:page|content) (?:useful|helpful)\?|"
    r"media hub|news listing|was this (?:page|article) (?:useful|helpful)\?|"
    r"rundown|information for broadcasters|categories|shotlist|storyline|download (?:content|script)|request footage|"
    r"unifeed(?: home)?|creator|alternate title|subject topical|geographic subject|corporate name|accessible document|"
    r"deutsch|italiano|português|日本語|한국어|türkçe|bahasa indonesia|українська|қазақша|o‘zbekcha|"
    r"leave a (?:reply|comment)|share this(?: page| article)?|table of contents|breadcrumb|you are here|advertisement|"
    r"production date|description|geographic subjects|corporate subjects|subjects?|"
    r"related (?:documents|links|sites and documents)|file name|file format|credits?|asset details|"
    r"collection|rights|watch|listen|play|cite|language versions?|"
    r"source|statements and messages|(?:deputy )?secretary-general|press conferences?|(?:noon|daily) briefings?|"
    r"newsroom|multimedia|press releases|news and media|\[?ad_\d\]?|plenary meeting|"
    r"\d{1,3}(?:st|nd|rd|th)|publications|donate|peace and security|humanitarian aid|human rights|economic development|"
    r"climate and environment|law and crime prevention|migrants and refugees|un affairs|culture and education|"
    r"off-the-cuff|"
    r"provisoire|documents officiels|procès-verbal|\d{3,5}e séance|what's in blue|monthly forecast|un news|"
    r"united nations news|meetings coverage(?: and press releases)?|"
    r"press release|un press|"
    r"meetings coverage|security council report|un web tv|audiovisual library|global perspective human stories|webtv)",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r".{10,400}, (?:right|left|centre|center|second from (?:left|right))(?:,| and) .{3,300}|"
    r".{3,160}\bcontributed (?:reporting|to this (?:report|story|article))|also read\b|clipped from video\b|"
    r"(?:draft|layout|slug|permalink|weight)\s?:\s?\S+$|stay on top of\b.{10,200}newsletter\b|\d{1,2} [a-z]{3} \d{4}$|"
    r"(?:the )?associated press$|related (?:live-)?story\b|"
    r"news categories:|e-?mail this\b|"
    r".{5,400}\[(?:file|[^\[\]]{2,40}/)[^\[\]]{0,40}\]$|source\s?:\s?al jazeera\b|"
    r"in this (?:image|photo(?:graph)?|picture|video|file photo|undated|handout|screen\s?grab)\b|"
    r"[-—–]{1,2}\s?[A-Z]{2,8}$|staff (?:writer|reporter|correspondent)s?$|"
    r"content (?:scraped|aggregated|provided) (?:from|by)\b|"
    r".{10,500}\b(?:reuters|afp|ap|epa|getty images|anadolu|xinhua|tass)\s?/\s?[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){0,3}"
    r"\.?$|"
    r"image (?:source|caption|credit),?\s.{2,200}$|bbc news,? .{0,30}$|advertisement\b.{0,30}$|world news$|"
    r"search the united nations$|\(?please check against delivery\)?\.?$|download pdf\b.{0,20}$|"
    r"[«<]\s?previous\b.{0,200}$|"
    r"keep reading$|list (?:\d+ )?of \d+(?: items)?$|end of list$|play video$|video duration\b.{0,30}$|sign up$|"
    r"e-?mail address$|\d{1,3} min(?:ute)?s? read$|back to (?:home|all news|the section)\b.{0,20}$|\d{1,2} of \d{1,3}$|"
    r"[→⟶►▶↓]+\s?\[?(?:read|view|see|learn|find out|more)\b.{0,40}$|.{3,50}\s[↓→]$|or scroll down\b.{0,40}$|"
    r"rotate the globe\b.{10,300}|catch up on our coverage\b.{3,80}$|"
    r"(?:created|built|made|powered|generated)\s(?:using|with|by)\s[^.,]{2,60}\.?$|text size\b.{0,12}$|"
    r"\d\d:\d\d local time\b.{0,30}$|\d{4,5}$|"
    r"(?:trt|restrictions?|story|languages?|dateline|rt|release date|press release no\.?|reference number)\s?:|"
    r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*$|(?:publicado|atualizado|publié|mis à jour|actualizado) (?:em|el|le)\b.{0,40}$|"
    r"for information only\b|there is no media\b|>?\s?source: https?://\S+$|\d+/\d+ \d\d-\d{5}$|\d\d-\d{5} \d+/\d+$|"
    r"(?:S|A)/PV\.\d+\S*\s.{3,120}\s\d\d/\d\d/\d{4}$|\d\d/\d\d/\d{4}\s.{3,120}\s(?:S|A)/PV\.\d+\S*$|"
    r"accessible document\b|"
    r"[^()]{9,400}[^().!?”\"\s]\s?\((?:Reuters|AP|AFP|Getty(?: Images)?|EPA|PA|PA Media|AP Photo|EPA-EFE|"
    r"[\w ]{2,20}(?:/|"
    r" via )[\w ]{2,30})\)$|"
    r".{9,600}\((?:credit:\s?[^()]{2,60}|(?!e\.g|see )[A-Z][^()/]{1,40}(?:/|\svia\s)[A-Z][^()]{1,60}|"
    r"[^()]{0,40}\b(?:photo|image|picture)s?\b[^()]{0,60})\)$|.{9,600}\scredit:?\s?[A-Z][^.]{2,60}$|"
    r"\[?read(?: more(?: here)?| also| the full [^.]{3,60})?\s?[:.]|\[?read (?:more|also)\b.{0,60}$|"
    r"read the full \w.{3,60}$|"
    r"(?:map|video|watch(?: more| live)?|photos|graphic|infographic|in pictures|gallery|quiz|listen|podcast|read more|"
    r"see also|also read|must read|fact check)\s?:\s.{5,160}(?<![.!?])$|by:\s[A-Z].{2,80}(?<!\.)$|"
    r"(?:(?:lead )?contributors?|visuali[sz]ations?|illustrations?|graphics|research|translation|sources and data|"
    r"data sources?|data|production|cartography|editing)\s?:\s[A-Z].{3,120}$|"
    r"[^:,]{0,40}(?:press briefing room|convention center|east room|rose garden|oval office|"
    r"roosevelt room|south lawn|press room|briefing room)$|washington, d\.c\.$|"
    r"\d+ (?:second|minute|hour|day|week|month|year)s? ago$|(?:photo|image|caption|subscribed)$|"
    r"by (?:entering your|clicking|signing up|subscribing)\b|you've successfully\b|.{3,60}\bnewsletter brings\b|"
    r"this (?:post|story|article|page) (?:has been|was|will be) (?:updated|corrected|amended)\b|"
    r"(?:this is a )?(?:breaking news|developing) (?:story|news)\b.{0,60}$|"
    r"in progress at unhq|\(page \d+\w? follows\)|(?:.{0,60}\s)?-\s?\d{1,3}[a-z]?\s?-(?:\s.{0,60})?$|"
    r"home\s*[»>›/|]|\(?(?:reporting|additional reporting|editing|writing) by |automatically (?:generated|"
    r"transcribed)|"
    r"this (?:transcript|text) (?:was|is|has been) (?:automatically|machine|generated)|machine[- ]generated|"
    r"(?:official )?transcripts? available\b|\*?\d{2}-?\d{5,6}\S{0,6}(?:\s?\([A-Z]\))?$|det talade ordet gäller|"
    r"seul le prononcé|es gilt das gesprochene|cotejar con|[\w ]{3,20}:\s?https?://\S+$|"
    r".{0,120}\((?:file|archive)(?: photo)?\)\.?$|[♦►»]\s*(?:receive|subscribe|sign up|read)|related\s?:|"
    r"\[?\s?see also\b|"
    r"download (?:complete|full|the)\b|(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)"
    r" \d{4} monthly forecast$|ce procès-verbal contient|(?:soixante|cinquante|quarante|quatre-vingt)\S* année$|"
    r"la presente acta contiene|"
    r"[^|]{2,60}(?:\s\|\s[^|]{2,60}){1,5}(?<!\.)$|"
    r"by [A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3}(?:,? and [A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3})$|"
    r"[A-Z]{2,8}(?: Photo)?/\s?[A-Z][^.]{2,50}$|"
    r".{0,60}updated \d+ (?:minutes?|hours?|days?) ago$|\d+ [^.]{2,40}(?:Avenue|Street|Plaza|Road)\b.{0,40}\d{5}|"
    r"our standards:|"
    r"provisional verbatim record|held at (?:headquarters|the palais)|end of transcript|transcribed automatically|"
    r"end of transcript\]?$|as delivered$|tags?$|world$|politics$|business$|opinion$|"
    r"\d{1,2} [A-Z]{3},? \d{1,2}:\d\d$|editorial sections|press (?:service|office|and information team)\b|"
    r".{2,30} on telegram$|[♦►]\s|(?:executive committee|secretariat) of the .{5,80}$|"
    r"[^.]{2,60}(?:\s[>›»/]\s[^.]{2,90}){1,5}$|check against delivery|(?:in)?formation (?:media|à l'intention des)|"
    r"documento? (?:oficial|officiel)|"
    r"à l'intention des organes|"
    r"contact (?:presse|press|media)\b|media contact|press contact|meeting record|(?:production|creation) date|"
    r"\(?(?:reuters|ap|afp|tass|xinhua|efe)\)?$|"
    r"press release\s+[A-Z]{1,5}/|(?:security council|general assembly)\s*(?:SC|GA)/\d|"
    r"for information media|not an official record|for (?:immediate|use of) |"
    r"photo(?:graph)?\s?(?::|by|credit)|un photo|"
    r"file photo|credit:|caption:|by [A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3}$|posted\b|published\b|updated:?\s|"
    r"last updated|"
    r"sign up |subscribe |begin typing|press (?:enter|esc)|follow us|click here|for further details|"
    r"for (?:more|further) information|"
    r"available languages|preview language|(?:©|\(c\)|copyright)|all rights reserved|https?://\S+$|www\.\S+$|share on |"
    r"related (?:posts|articles|stories)|page \d+(?: of \d+)?$|\d{1,3}$|\d+/\d+$|[*_=#|\-—–. ]+$|\(?more\)?$|"
    r"tags?:|filed under|"
    r"categories:|topics?:|source:|duration:|asset id|this record contains the text|corrections should be|"
    r"complete live webcast|complimentary copy|united nations$|nations unies$|provisional$|official records$|"
    r"verbatim record$|(?:date|duration|language|url|symbol|venue|location|event date|posted by)\s?:|"
    r"terms of use|privacy|accessibility|please recycle|"
    r"the text of (?:this|the) (?:press release|transcript) is|security council$|general assembly$|"
    r"department of (?:public information|"
    r"global communications)\b.*$|news and media division|press release$|meetings coverage$|"
    r"(?:\w+[- ])?\w+ (?:year|session),?$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    rf"[{UPPER}][\w'.\-]+(?:\s[{UPPER}][\w'.\-]+){{1,3}}\s(?:is|was)\s(?:an?|the)\s(?:[\w\-']+\s){{0,5}}"
    r"(?:reporter|correspondent|journalist|editor|writer|columnist|producer|contributor)\b[^“”]{0,300}$|"
    rf"[{UPPER}][\w'.\-]+(?:\s[{UPPER}][\w'.\-]+){{1,3}}\scovers\s.{{5,120}}\.(?:\s|$)"
)
"""Who wrote an article, at its foot."""
_MEETING_LINE = re.compile(
    r"(?:(?:security council|general assembly)[\s,—–:-]*)*(?:[\w\- ]{0,30}year[\s,]*)?\d{1,5}(?:st|nd|rd|"
    r"th)(?:\s+(?:&|and)\s+\d{1,5}(?:st|nd|rd|th))?\s+(?:plenary\s+)?meetings?\b[^.]{0,40}$",
    re.I,
)
_NOTE = re.compile(
    r"[/(\[]?\s?(?:…|\.{3})\s?[/)\]]?$|[\[(].*[\])]\.?$|(?:the|today's) (?:open |private |closed |"
    r"formal )?(?:meeting|session|"
    r"debate),? (?:which (?:began|was called)|began|"
    r"was called to order|rose|ended|is (?:adjourned|suspended|called to order)|was "
    r"suspended|was adjourned|resumed|started|convened|opened at|closed at)\b|the agenda was adopted|a vote was taken|"
    r"the (?:draft )?resolution was (?:adopted|put to the vote)|"
    r"(?:the )?(?:members of the )?(?:security )?council observed a minute|"
    r"there (?:being|were) no (?:further|more) speakers?|it was so decided|"
    r"\* ?not an official|"
    r"la séance(?: \w+)? est (?:ouverte|levée|suspendue|reprise)|l'ordre du jour est adopté|il est procédé au vote|"
    r"il en est ainsi décidé|se (?:abre|levanta|suspende|reanuda) la sesión|queda aprobado el orden del día|"
    r"se procede a (?:la )?votación|as delivered$|"
    r"\* ?the \d|\*+ |\*{1,2}[a-z][\w-]+:\s.{15}",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\d{1,2}\.\s(?:(?:extreme |very )?(?:wide|medium|med|close|various|zoom|pan|tilt|tracking|aerial|cutaway|exterior|"
    r"interior)\b|soundbite\b)|(?:also|others?|further) (?:speaking|delivering|participating|taking the floor|"
    r"making|addressing|present|"
    r"attending|"
    r"taking part|who spoke|speakers?)\b.{0,80}\b(?:were|was|included?)\b|"
    r"(?:speaking|making statements)\b.{0,60}\bwere (?:also )?(?:the )?representatives|"
    r"(?:statements|presentations|remarks|interventions) were (?:also )?(?:made|delivered|heard)|"
    r"(?:the )?representatives of .{3,600} (?:also )?(?:spoke|took the floor|made statements|delivered statements|"
    r"addressed the council|participated)(?: (?:in|as|on|today|again|during|after|before|following|prior|"
    r"a second)\b.{0,300})?\.?$|"
    r"\d{1,2} [A-Z][a-zé]+ \d{4}\s+(?:S|A|SC|SG/SM)/|(?:S|A)/(?:RES|PV|PRST|\d{4})\S*\s\(\d{1,2} \w+ \d{4}\)|"
    r"(?:in favour|against|abstaining|abstentions?|absent|present|sponsors|co-sponsors):",
    re.IGNORECASE,
)
_FILM_TITLE = re.compile(rf"[{UPPER}]{{2,12}} / [{UPPER}][{UPPER}\W\d]{{6,80}}$")
_WHO_SAID = re.compile(
    r"\bwas (?:the|an?) [^.;“”]{3,120}, who (?:said|stressed|told|warned|noted|added|called|urged)\b",
)
"""One who also spoke, with what was said, and no list."""
_SHOT = re.compile(r"\d{1,2}\.\s(?:\w+ )?(?:shot|pan|zoom|tilt|cutaway|exterior|interior|SOUNDBITE)\b", re.IGNORECASE)
_COVER = re.compile(
    r"(?:president|chair(?:man|person)?|présidente?|president[ea])\s?:\s*(?:mr|mrs|ms|miss|sir|dame|m|mme|sra?|"
    r"el sr|la sra)\b\.?\s|"
    r"(?:president|members|président|présidente|membres|presidente|presidenta|miembros)\s?:$|"
    r"(?:Mr|Mrs|Ms|Miss|Sir|Dame|Prince|Princess|Sheikha?|Lord|Lady)\b\.?\s(?!president|chair|speaker|secretary|"
    r"minister)"
    r"[^.,:;!?“”()]{2,48}$|(?:members|président|membres|"
    r"miembros)\s?:\s.{0,200}$",
    re.IGNORECASE,
)
"""Who presides and who sits, on the cover of a record."""
AGENDA_LINE = re.compile(
    r"Agenda items? \d|(?:Letter|Identical letters|Note verbale) dated \d|Report of the \S+|Note by the "
)
_LEADERS = re.compile(r"(?:\s\.){3,}|(?:\s?\.){5,}")
_STAGE = re.compile(
    r"At the invitation of the (?:President|Chair)\b.{0,300}\b(?:took|occupied)\b|"
    r"The (?:delegation|representative|Head of State|President|Prime Minister)s? of .{2,90} (?:was|"
    r"were) (?:escorted|accompanied|"
    r"seated)\b|(?:The )?(?:members|participants|representatives)\b.{0,60}\b(?:observed|stood|"
    r"rose)\b.{0,60}\b(?:silence|standing)|"
    r"(?:The )?(?:draft )?(?:resolution|decision|amendment|motion|agenda)s?\b.{0,80}\b(?:was|were) (?:adopted|"
    r"rejected|approved|"
    r"withdrawn)\b[^.]{0,60}\.?$|Mr\.? .{2,60} (?:withdrew|took the Chair|resumed the Chair|was escorted)\b|"
    r"The (?:President|meeting|Council) (?:suspended|was suspended|resumed|then observed a minute)",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"(?:the )?[\w .'-]{2,40} (?:permanent )?(?:mission|delegation) to the (?:united nations|un|u\.n\.|"
    r"european union)$|"
    r"(?:permanent |special )?(?:delegation|mission|observer mission|représentation|misión)\s"
    r"(?:permanente\s)?(?:of|de|du)\b[^,.:]{3,90}\b(?:to|auprès|ante)\b[^,.:]{3,60}$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\*+\s?(?:The|Issued|Re-?issued|As|This|Reflects)\b", re.IGNORECASE)
_STARRED_HEADING = re.compile(rf"\*\*\s?[{UPPER}][^.!?\n]{{1,90}}(?<![,;:])")
"""A heading as briefings have it: "** Ruritania"."""
_SECTION = re.compile(
    r"(?:briefings?|statements?|background|action(?: on draft.*)?|opening remarks?|introduction|discussion|"
    r"debate|right of reply|"
    r"adoption of .*|council action|summary|voting(?: results)?|vote|interactive (?:discussion|dialogue)|"
    r"closing remarks?|presentation"
    r"s?|draft resolution|opening statements?|statements? after (?:the )?vote|statements? before (?:the )?vote|"
    r"questions? and answers?)$",
    re.IGNORECASE,
)
_STATEMENT_TITLE = re.compile(
    r"(?:Statement|Remarks|Address|Speech|Intervention|Briefing)\s+(?:by|of|at|delivered|on behalf|the Hon)\b|"
    r"(?:Statement|Remarks|Address|Speech)\s+H\.\s?E\."
)
_TWO_SENTENCES = re.compile(r"[a-z\d”)]{2,}[.?!]\s+[“A-Z]\w")
_LONGEST_TITLE = 14
"""A line of more words with the end of a sentence in it is running text, whatever it ends with."""
END = re.compile(r"(?:--|—|[.?!:;,”\"»)\]…。！？]|(?<=[,.?!])')\d{0,3}$")
"""A mark at the end of a line, a footnote's number after it or not."""
_LONGEST_NOTE_CP = 240
LONGEST_HEADING = 32
"""So many words make a heading at the most."""


def look_of(line: str) -> PassageKind | None:
    """Give the kind of one line, or None where it is running text."""
    if _STARRED_HEADING.fullmatch(line) and not _FOOTNOTE.match(line):
        return PassageKind.HEADING
    if _is_boilerplate(line):
        return PassageKind.BOILERPLATE
    if _LIST.match(line) and not _WHO_SAID.search(line):
        return PassageKind.LIST
    if _FOOTNOTE.match(line) or _STAGE.match(line):
        return PassageKind.NOTE
    if _BULLET.match(line) and not _is_numbered_prose(line):
        return PassageKind.LIST
    if _NOTE.match(line) and (len(line) < _LONGEST_NOTE_CP or line[0] in "[(*/…"):
        return PassageKind.NOTE
    return PassageKind.HEADING if (AGENDA_LINE.match(line) and len(line) < 400) or _is_heading(line) else None


def is_shot(line: str) -> bool:
    """Tell whether a line describes a shot of a film, by number: "2. Wide shot, delegates"."""
    return bool(_SHOT.match(line))


def is_section(line: str) -> bool:
    """Tell whether a heading is one that divides a press release ("Briefings", "Statements")."""
    return bool(_SECTION.match(line.strip("*").strip()))


def _has_leaders(line: str) -> bool:
    return (" ." in line or "....." in line) and bool(_LEADERS.search(line))


def _is_boilerplate(line: str) -> bool:
    if _FILM_TITLE.match(line):
        return False
    bare = " ".join(_SYMBOL_BULLET.sub("", line).strip(" -–—[]").split())
    if not bare or _COVER.match(bare) or _has_leaders(line):
        return True
    if _MASTHEAD.match(bare) or _AUTHOR.match(line):
        return True
    if _NAVIGATION.fullmatch(bare) or _BOILERPLATE.match(bare) or _MEETING_LINE.match(bare):
        return True
    return len(bare) < 60 and _is_only_marks(bare)


def _is_only_marks(line: str) -> bool:
    """Whether a line holds nothing but symbols, dates, hours and places, as the head of a press release does."""
    rest = _places().sub("", SYMBOL.sub("", line))
    for date in sorted(find_dates(rest), key=lambda d: -d.start_cp):
        rest = rest[: date.start_cp] + rest[date.end_cp :]
    rest = re.sub(
        r"\b(?:Provisional|Official Records|[\w-]+(?:[ -]\w+)? year)\b|\b\d+(?:st|nd|rd|th) meeting\b|\b\d{2}-\d{5}\b|"
        r"\([A-Z]\)|(?<=\s)\d{1,3}$|"
        r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|\b[ap]\.?m\.?(?!\w)|\b(?:AM|PM|UTC|CET|Night|GMT|EST|"
        r"EDT|Security Council|(?:UN|U\.N\.|United Nations) Headquarters|UNHQ|le|on|at|from|to|à|heures|h|"
        r"United Nations|Nations Unies|Naciones Unidas|"
        r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
        r"Conseil de sécurité|Consejo de Seguridad|General Assembly)\b|"
        r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    return rest != line and not any(map(str.isalpha, rest))


@cache
def _places() -> re.Pattern[str]:
    """Matches the name of a city."""
    names = {name.surface for name in all_names() if name.kind is MentionKind.CITY}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))})\b")


def is_bullet(line: str) -> bool:
    """Tell whether a line is one item of a list, which is one sentence whatever marks are in it."""
    return bool(_BULLET.match(line))


def _is_numbered_prose(line: str) -> bool:
    """Whether "1. The Council …" is a numbered paragraph and no item of a list."""
    return bool(re.match(r"\(?[a-z0-9]{1,2}[.)]\s", line)) and line.endswith(".") and len(line) > 200


def _is_heading(line: str) -> bool:
    if line.startswith("**") and len(line) < 120:
        return True
    if _STATEMENT_TITLE.match(line) and len(line) < 300 and not END.search(re.sub(r"\([^()]*\)$", "", line)):
        return True
    if line[0].islower():
        return False
    words = line.split()
    letters = sum(map(str.isalpha, line))
    if not letters or len(words) > 3 * LONGEST_HEADING:
        return False
    if in_capitals(line) and len(words) > 1 and not re.match(r"^[^,(]{3,60}(?:,|\s\([^)]*\)\s(?:said|spoke))", line):
        return True
    if in_capitals(re.sub(r"\([^)]*\)", "", line)) and len(words) > 4 and not re.search(r"[a-z]{4,}", line):
        return True
    if is_section(line):
        return True
    if line.endswith(";") and len(words) <= LONGEST_HEADING and title_case(line.rstrip(";")):
        return True
    if len(words) > _LONGEST_TITLE and _TWO_SENTENCES.search(line):
        return False
    ends = END.search(re.sub(r"\s*\([SA]/[^)]*\)$", "", line))
    return not ends and (len(words) <= LONGEST_HEADING or title_case(line))
