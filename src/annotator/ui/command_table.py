# ruff: noqa: E501 - a table is read by its rows
"""Every fixed command of the window, and those that a codebook brings."""

from typing import TYPE_CHECKING

from annotator.ui.commands import Command

if TYPE_CHECKING:
    from annotator.domain.codebook import Codebook

PROJECT = frozenset({"project"})
STATEMENT = frozenset({"project", "statement"})
IDLE = frozenset({"idle"})
PROJECT_IDLE = frozenset({"project", "idle"})

MENUS = ("&File", "&Edit", "&Go", "&Label", "C&orrect", "&Colleagues", "&View", "&Help")
FILE, EDIT, GO, LABEL, CORRECT, COLLEAGUES, VIEW, HELP = MENUS

COMMANDS: tuple[Command, ...] = (
    Command("file.new", "&New project…", FILE, "Make a new, empty project file", ("Ctrl+N",), icon="file-plus", needs=IDLE),
    Command("file.open", "&Open project…", FILE, "Open a project file", ("Ctrl+O",), icon="folder-open", needs=IDLE),
    Command("file.sample", "&Sample project…", FILE, "Make a project from the five sample transcripts, with two example coders", icon="flask", needs=IDLE),
    Command("file.close", "&Close project", FILE, "Close this project and go back to the start page", ("Ctrl+W",), icon="house", needs=PROJECT_IDLE),
    Command("file.import", "&Import transcripts…", FILE, "Read transcripts from files into this project", ("Ctrl+I",), icon="download-simple", needs=PROJECT_IDLE, section="data"),
    Command("file.import_folder", "Import a &folder…", FILE, "Read every transcript in a folder, and in the folders in it, into this project", ("Ctrl+D",), icon="folder-open", needs=PROJECT_IDLE, section="data"),
    Command("file.import_text", "Import &pasted text…", FILE, "Make a transcript of a text in the clipboard", ("Ctrl+Shift+I",), icon="clipboard-text", needs=PROJECT_IDLE, section="data"),
    Command("file.original", "Open the o&riginal", FILE, "Open the file that this transcript came in, as it was kept", ("Ctrl+Shift+F",), icon="file-search", needs=STATEMENT, section="data"),
    Command("file.versions", "Older &versions…", FILE, "Show what this transcript has taken the place of, and the labels that stay with it", icon="clock-counter-clockwise", needs=STATEMENT, section="data"),
    Command("file.export", "&Export workbook…", FILE, "Write statements, labels and mentions to an Excel workbook", ("Ctrl+E",), icon="export", needs=PROJECT_IDLE, section="data"),
    Command("file.backup", "&Back up now", FILE, "Write a copy of the project file beside it", icon="archive", needs=PROJECT_IDLE, section="data"),
    Command("file.settings", "Se&ttings…", FILE, "Say what finds people and organisations in transcripts that you import", ("Ctrl+,",), icon="sliders-horizontal", needs=IDLE, section="end"),
    Command("file.quit", "&Quit", FILE, "Close the window; everything is saved already", ("Ctrl+Q",), icon="sign-out", section="end"),
    Command("edit.undo", "&Undo", EDIT, "Take back your last change", ("Ctrl+Z",), icon="arrow-u-up-left", needs=PROJECT),
    Command("edit.redo", "&Redo", EDIT, "Do again what you last took back", ("Ctrl+Shift+Z", "Ctrl+Y"), icon="arrow-u-up-right", needs=PROJECT),
    Command("edit.search", "&Search", EDIT, "Find words in the statements", ("/", "Ctrl+F"), icon="magnifying-glass", needs=PROJECT, section="find"),
    Command("go.next", "&Next statement", GO, "Go to the next statement", ("J",), ("Down",), icon="arrow-down", needs=STATEMENT),
    Command("go.previous", "&Previous statement", GO, "Go to the previous statement", ("K",), ("Up",), icon="arrow-up", needs=STATEMENT),
    Command("go.next_unlabelled", "Next &unlabelled", GO, "Go to the next statement that you have not labelled, in any transcript", ("N",), icon="skip-forward", needs=PROJECT),
    Command("go.next_transcript", "Next &transcript", GO, "Go to the next transcript in the list", ("Ctrl+PgDown",), needs=PROJECT, section="transcript"),
    Command("go.previous_transcript", "Previous t&ranscript", GO, "Go to the previous transcript in the list", ("Ctrl+PgUp",), needs=PROJECT, section="transcript"),
    Command("label.repeat", "&Repeat last label", LABEL, "Give this statement the label that you gave last", ("R",), icon="repeat", needs=STATEMENT),
    Command("label.note", "&Note", LABEL, "Write a note on this statement; Esc comes back", (), ("Return", "Enter"), icon="note-pencil", needs=STATEMENT),
    Command("label.clear", "&Clear label", LABEL, "Remove your label from this statement", (), ("Del",), icon="eraser", needs=STATEMENT),
    Command("view.auto_advance", "&Auto-advance", LABEL, "Go on to the next statement when a label is complete", ("Ctrl+Shift+A",), icon="arrow-line-right", checkable=True, section="advance"),
    Command("correct.mention", "&Mention…", CORRECT, "Say what the chosen words name, here or everywhere in the project", ("F9",), icon="tag", needs=STATEMENT),
    Command("correct.remove_mention", "&Remove mention", CORRECT, "Say that the mention at the cursor is none", ("Shift+F9",), needs=STATEMENT),
    Command("correct.speakers", "&Speakers…", CORRECT, "Say who speaks in this statement", ("Ctrl+Shift+S",), icon="user-circle", needs=STATEMENT, section="statement"),
    Command("correct.restore_speakers", "Speakers as &imported", CORRECT, "Give this statement the speakers that the importer found", needs=STATEMENT, section="statement"),
    Command("correct.split", "S&plit statement", CORRECT, "Make two statements of this one, the second beginning at the cursor", (), ("Ctrl+Return",), icon="scissors", needs=STATEMENT, section="statement"),
    Command("correct.join", "&Join with next", CORRECT, "Make one statement of this one and the next of its passage", ("Ctrl+J",), icon="link", needs=STATEMENT, section="statement"),
    Command("correct.passage", "Passage &kind…", CORRECT, "Say whether this passage is speech, narration, a heading or something else", ("Ctrl+Shift+P",), icon="text-aa", needs=STATEMENT, section="statement"),
    Command("correct.actors", "&Actors…", CORRECT, "Show every entity with its counts; merge entities and teach aliases", ("Ctrl+Shift+E",), icon="users", needs=PROJECT_IDLE, section="project"),
    Command("coder.choose", "&Who is coding…", COLLEAGUES, "Choose who is coding", ("Ctrl+Shift+C",), icon="user-circle", needs=PROJECT),
    Command("view.others", "Show &others’ labels", COLLEAGUES, "Show what colleagues said; leave it off to code blind", ("Ctrl+Shift+O",), icon="eye", needs=PROJECT, checkable=True),
    Command("review.accept", "&Accept colleague’s label", COLLEAGUES, "Say that the colleague’s label shown is right; again takes it back", ("Y",), icon="check-circle", needs=STATEMENT, section="review"),
    Command("review.query", "&Query colleague’s label", COLLEAGUES, "Ask the colleague to look at the label again, with a comment", ("Z",), icon="question", needs=STATEMENT, section="review"),
    Command("review.next", "Next &colleague", COLLEAGUES, "Go to the next colleague’s label of this statement", ("Alt+Down",), icon="users", needs=STATEMENT, section="review"),
    Command("file.merge", "&Merge project files…", COLLEAGUES, "Bring in what colleagues did in their copies", ("Ctrl+M",), icon="git-merge", needs=PROJECT_IDLE, section="files"),
    Command("tools.agreement", "A&greement…", COLLEAGUES, "Measure how far coders agree", ("Ctrl+G",), icon="scales", needs=PROJECT_IDLE, section="files"),
    Command("filter.all", "All &statements", VIEW, "List every statement", ("Alt+1",), needs=PROJECT, checkable=True, radio="filter", section="filter"),
    Command("filter.unlabelled", "&Unlabelled", VIEW, "List only what you have not labelled yet", ("Alt+2",), needs=PROJECT, checkable=True, radio="filter", section="filter"),
    Command("filter.labelled_by_both", "Labelled by &both", VIEW, "List only what you and a colleague have both labelled", ("Alt+3",), needs=PROJECT, checkable=True, radio="filter", section="filter"),
    Command("filter.differing", "Where we &differ", VIEW, "List only what you and a colleague labelled differently", ("Alt+4",), needs=PROJECT, checkable=True, radio="filter", section="filter"),
    Command("filter.queried", "&Queried", VIEW, "List only your labels that a reviewer has queried", ("Alt+5",), needs=PROJECT, checkable=True, radio="filter", section="filter"),
    Command("view.mentions", "Colour &mentions", VIEW, "Show which States, organisations and documents are named", ("Ctrl+Shift+M",), icon="highlighter-circle", checkable=True, section="look"),
    Command("view.larger", "&Larger text", VIEW, "Make the transcript’s text larger", ("Ctrl++", "Ctrl+="), icon="text-aa", section="look"),
    Command("view.smaller", "S&maller text", VIEW, "Make the transcript’s text smaller", ("Ctrl+-",), section="look"),
    Command("theme.system", "Follow the &system", VIEW, "Light or dark as the system is", checkable=True, radio="theme", section="theme"),
    Command("theme.light", "&Light", VIEW, "Always light", icon="sun", checkable=True, radio="theme", section="theme"),
    Command("theme.dark", "D&ark", VIEW, "Always dark", icon="moon", checkable=True, radio="theme", section="theme"),
    Command("help.contents", "&Help", HELP, "How to use the program", ("F1",), icon="question"),
    Command("help.keys", "All &keys", HELP, "Show every key", ("?",), icon="keyboard"),
    Command("help.log", "Open the &log folder", HELP, "Show where the program writes its log", icon="folder-open", section="about"),
    Command("help.about", "&About Annotator", HELP, "Version and licence", icon="info", section="about"),
)  # fmt: skip

CODE_PREFIXES = ("stance.", "theme_primary.", "theme_secondary.", "target.", "flag.", "confidence.")


def codebook_commands(book: "Codebook") -> list[Command]:
    """Give a command for each code of a codebook, with the key that the codebook gives it."""
    made: list[Command] = []

    def add(prefix: str, key: str, name: str, definition: str, shortcut: str, section: str) -> None:
        shortcuts = (shortcut,) if shortcut else ()
        made.append(
            Command(f"{prefix}.{key}", name, LABEL, definition or name, shortcuts, needs=STATEMENT, section=section)
        )

    for stance in book.stances:
        add("stance", stance.key, stance.name, stance.definition, stance.shortcut, "Stance")
    for theme in book.themes:
        add("theme_primary", theme.key, theme.name, theme.definition, theme.shortcut, "Theme")
    for theme in book.themes:
        shifted = f"Shift+{theme.shortcut}" if len(theme.shortcut) == 1 else ""
        add("theme_secondary", theme.key, theme.name, theme.definition, shifted, "Secondary theme")
    for target in book.targets:
        add("target", target.key, target.name, target.definition, target.shortcut, "Target")
    for flag in book.flags:
        add("flag", flag.key, flag.name, flag.definition, flag.shortcut, "Flags")
    for level in book.confidence:
        add("confidence", str(level.value), level.name, "", level.shortcut, "Confidence")
    return made
