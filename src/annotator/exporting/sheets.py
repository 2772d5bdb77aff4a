"""The sheets of the dataset: their columns and what each means, which is also what the readme sheet says."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column and what the readme sheet says about it."""

    name: str
    width_chars: float
    meaning: str
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what it is, and its columns."""

    meaning: str
    fields: tuple[Field, ...]


PLACE_FIELDS = (
    Field("transcript", 36, "Title of the transcript.", wrap=True),
    Field("file", 22, "Name of the file it was read from."),
    Field("date", 12, "Date of the meeting, or failing that of publication; XXXX for a year that the text omits."),
    Field("meeting", 14, "The meeting as the text names it."),
    Field("statement", 16, "Identifier of the statement: the same in every file that holds this transcript."),
    Field("number", 9, "The how-manieth statement of its transcript, from 1."),
)
STATEMENT_FIELDS = (
    *PLACE_FIELDS,
    Field("passage", 9, "The how-manieth passage of its transcript, from 1."),
    Field("kind", 12, "speech, narration, heading, list, note or boilerplate."),
    Field("section", 12, "The part of the transcript, where it has parts (e.g. the summary of a press release)."),
    Field("language", 10, "ISO 639-1 code."),
    Field("codable", 9, "Whether coders are asked to label it."),
    Field("speaker", 24, "Who says it, as far as the text names them; several are separated by semicolons.", wrap=True),
    Field("role", 24, "Their offices, in the same order.", wrap=True),
    Field("affiliation", 24, "The States or organisations they speak for, in the same order.", wrap=True),
    Field(
        "speaker_groups",
        36,
        "The groups of these States on the day of the meeting and what was noted of the speakers, in the same order; "
        "where the transcript has no date the current groups, which the cell says.",
        wrap=True,
    ),
    Field(
        "council_seat",
        12,
        "At a meeting of the Security Council: P5 for a permanent member, E10 for one elected for that year.",
    ),
    Field("text", 80, "The statement, as it stands in the transcript.", wrap=True),
    Field("start", 9, "Its first character in the transcript's text, counted in Unicode code points from 0."),
    Field("end", 9, "One past its last character."),
)
CODER_FIELDS = (
    Field("coder", 16, "Whose label this is."),
    Field("example_coder", 10, "Whether that is an invented coder of the sample project, not a person's work."),
)
LABEL_FIELDS = (
    Field("stance", 20, "The stance in words; empty where none was chosen."),
    Field("stance_key", 20, "The stance as the codebook calls it."),
    Field(
        "stance_number", 10, "The stance as a number, +2 to -2; empty off the scale (mixed, no stance, not codable)."
    ),
    Field("theme", 26, "The primary theme in words.", wrap=True),
    Field("theme_key", 20, "The primary theme as the codebook calls it."),
    Field("secondary_themes", 26, "Further themes in words, separated by semicolons.", wrap=True),
    Field("secondary_theme_keys", 20, "Further themes as the codebook calls them."),
    Field("flags", 18, "Flags as the codebook calls them, separated by semicolons."),
    Field("confidence", 11, "1 guess, 2 fairly sure, 3 certain; empty where not said."),
    Field("note", 40, "What the coder noted.", wrap=True),
    Field("complete", 10, "Whether the label has all it needs: a stance and a theme (not codable needs no theme)."),
)
LONG_FIELDS = (
    *PLACE_FIELDS,
    *CODER_FIELDS,
    Field("target", 28, "What the label is about, in words.", wrap=True),
    Field("target_key", 18, "What the label is about, as the codebook calls it."),
    *LABEL_FIELDS,
    Field("codebook", 10, "Version of the codebook under which the label was made."),
    Field("labelled_at", 21, "When it was last changed, in UTC."),
    Field("saw", 20, "Coders whose labels of the statement could be seen meanwhile; empty where coded blind."),
)
MENTION_FIELDS = (
    Field("transcript", 36, "Title of the transcript.", wrap=True),
    Field("file", 22, "Name of the file it was read from."),
    Field("start", 9, "First character of the mention in the transcript's text, as on the sheet statements."),
    Field("end", 9, "One past its last character."),
    Field("kind", 12, "COUNTRY, CITY, REGION, NORP, ORG, UN_BODY, PERSON, DOCUMENT, LAW, EVENT or DATE."),
    Field("text", 36, "The words of the transcript.", wrap=True),
    Field("entity", 36, "Canonical name of what is mentioned; empty where that is not known.", wrap=True),
    Field("iso", 8, "ISO 3166-1 alpha-3 code of a State."),
    Field("statement", 16, "Identifier of the statement in which it stands."),
)
CODEBOOK_FIELDS = (
    Field("part", 12, "stance, theme, target, flag, confidence or rule."),
    Field("key", 24, "What files call it."),
    Field("name", 32, "What people read.", wrap=True),
    Field("number", 9, "Place of a stance on the scale, or value of a confidence."),
    Field("group", 24, "Under what a theme is listed."),
    Field("shortcut", 10, "The key that sets it in the program."),
    Field("definition", 60, "What it means.", wrap=True),
    Field("includes", 40, "What belongs there.", wrap=True),
    Field("excludes", 40, "What does not.", wrap=True),
    Field("example", 40, "A statement that belongs there.", wrap=True),
)
README_FIELDS = (Field("about", 18, ""), Field("what", 32, ""), Field("is", 110, "", wrap=True))
SHEETS: Mapping[str, Sheet] = {
    "statements": Sheet(
        "One row for each statement, with the label of one coder on the codebook's default target.",
        (*STATEMENT_FIELDS, *CODER_FIELDS, *LABEL_FIELDS),
    ),
    "labels_long": Sheet("One row for each statement, coder and target that has a label.", LONG_FIELDS),
    "mentions": Sheet("One row for each mention of a State, an organisation, a person and so on.", MENTION_FIELDS),
    "codebook": Sheet("What coders could choose from.", CODEBOOK_FIELDS),
}
SPECIAL_TEXT_RULES = (
    "All text is stored as text, also where it looks like a formula, a number, a date or an error.",
    "A cell holds 32,767 characters at most (as UTF-16 units). A longer text is cut in its cell, which says so at its "
    "end.",
    "A workbook cannot hold some control characters. Each is shown by a stand-in (such as ␌ for a form feed, � for "
    "others).",
    "The whole text of such cells is on the sheet special_texts, which is there only where it is needed: sheet and "
    "cell say where it belongs; put its parts together in order. There a backslash is written as \\\\, and a "
    "character that a workbook cannot hold as \\u with its number in four hexadecimal digits.",
)
