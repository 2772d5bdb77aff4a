"""The tables of a project file.

``journal``, ``source_text``, ``analysis`` and ``original`` are the truth; ``merge`` is this file's own record of what
it took in, and ``unfinished`` of an import that is under way.
Everything else is a projection: it answers a screen's question in constant time and can be made anew from the truth.
"""

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

APPLICATION_ID = 0x414E4E4F
"""SQLite's application_id of a project file: "ANNO"."""

SCHEMA_VERSION = 3
"""SQLite's user_version; a file with a higher one is refused, one with a lower one is backed up and migrated."""

TRUTH = MetaData()
PROJECTIONS = MetaData()

Table(
    "journal",
    TRUTH,
    Column("seq", Integer, primary_key=True),  # order of arrival in this file; means nothing elsewhere
    Column("clock", String, nullable=False, unique=True),  # hybrid logical clock, and the fact's identity
    Column("at", Integer, nullable=False),  # wall clock of the author's machine, ms since 1970, UTC
    Column("coder", String, nullable=False),
    Column("batch", String, nullable=False),  # one user action: the stamp of its first fact
    Column("undoes", String),  # the batch that this one takes back
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("value", Text),
    Column("merge", String),  # which merge brought it here; null where it was written here
    Column("withdrawn", Integer, nullable=False, server_default="0"),  # its merge was undone
    Index("journal_register", "kind", "key", "clock"),
    Index("journal_batch", "batch"),
    Index("journal_undoes", "undoes", sqlite_where=text("undoes IS NOT NULL")),
    Index("journal_merge", "merge", sqlite_where=text("merge IS NOT NULL")),
    Index("journal_cut", text("json_extract(value, '$.transcript')"), sqlite_where=text("kind = 'statement'")),
)

Table(
    "source_text",
    TRUTH,
    Column("transcript", String, primary_key=True),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=True,
)

Table(
    "analysis",
    TRUTH,
    Column("transcript", String, ForeignKey("source_text.transcript"), primary_key=True),
    Column("importer", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),  # zlib of domain.interchange's JSON
)

Table(
    "merge",
    TRUTH,
    Column("id", String, primary_key=True),  # stamp
    Column("coder", String, nullable=False),
    Column("sources", Text, nullable=False),
    Column("acted", String, nullable=False),  # stamp of when it was last done or redone
    Column("undone", String),  # stamp of when it was undone; null while it holds
)

Table(
    "original",
    TRUTH,
    Column("digest", String, primary_key=True),  # SHA-256 of the file's bytes
    Column("data", LargeBinary, nullable=False),  # zlib of them
)

Table(
    "unfinished",
    TRUTH,
    Column("batch", String, primary_key=True),  # an import that is being written, or that was killed while it was
)

Table(
    "batch",
    PROJECTIONS,
    Column("id", String, primary_key=True),
    Column("coder", String, nullable=False),
    Column("role", Integer, nullable=False),  # 0 do, 1 undo, 2 redo
    Column("reversed", Integer, nullable=False, server_default="0"),
    Index("batch_stack", "coder", "reversed", "role", "id"),
    sqlite_with_rowid=False,
)

Table(
    "coder",
    PROJECTIONS,
    Column("uid", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("example", Integer, nullable=False),
    sqlite_with_rowid=False,
)

Table(
    "transcript",
    PROJECTIONS,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("importer", String, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("sort_key", String, nullable=False),
    Column("n_statements", Integer, nullable=False),
    Column("n_codable", Integer, nullable=False),
    Column("n_mentions", Integer, nullable=False),
    Index("transcript_order", "sort_key", "uid"),
)

Table(
    "version",
    PROJECTIONS,
    Column("newer", String, primary_key=True),  # transcripts, set out or not
    Column("older", String, primary_key=True),
    Column("clock", String, nullable=False),  # when the newer took the older's place
    Index("version_older", "older"),
    sqlite_with_rowid=False,
)

Table(
    "passage",
    PROJECTIONS,
    Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start_cp", Integer, nullable=False),
    Column("end_cp", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("section", String),
    Column("language", String),
    sqlite_with_rowid=False,
)

Table(
    "voice",
    PROJECTIONS,
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("role", String),
    Column("affiliation", String),
    Column("capacity", String),
    Column("folded", String, nullable=False),  # name and affiliation, casefolded, for finding
    Index("voice_content", "name", "role", "affiliation", "capacity"),
)

Table(
    "statement",
    PROJECTIONS,
    Column("id", Integer, primary_key=True),
    Column("uid", String, nullable=False, unique=True),
    Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), nullable=False),
    Column("start_cp", Integer, nullable=False),
    Column("end_cp", Integer, nullable=False),
    Column("passage", Integer, nullable=False),
    Column("codable", Integer, nullable=False),
    Column("retired", Integer, nullable=False, server_default="0"),
    Column("text", Text, nullable=False),
    Index("statement_place", "transcript_id", "start_cp", "end_cp", "retired"),
)

Table(
    "forerunner",
    PROJECTIONS,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("uid", String, primary_key=True),  # what the same words are, or would be, as a statement of an older version
    Index("forerunner_uid", "uid"),
    sqlite_with_rowid=False,
)

Table(
    "statement_voice",
    PROJECTIONS,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("voice_id", ForeignKey("voice.id"), nullable=False),
    Index("statement_voice_voice", "voice_id"),
    sqlite_with_rowid=False,
)

Table(
    "mention",
    PROJECTIONS,
    Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    Column("start_cp", Integer, primary_key=True),
    Column("end_cp", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("entity", String),
    Column("iso", String),
    Index("mention_entity", "entity", "kind"),
    sqlite_with_rowid=False,
)

Table(
    "entity",
    PROJECTIONS,
    Column("id", String, primary_key=True),  # canonical name
    Column("kind", String, nullable=False),
    Column("iso", String),
    Column("groups", Text, nullable=False),
    Column("merged_into", String),
    Column("root", String, nullable=False),  # the entity that it is after all merging; itself where it is not merged
    Column("root_iso", String),
    Index("entity_root", "root"),
    sqlite_with_rowid=False,
)

Table(
    "alias",
    PROJECTIONS,
    Column("text", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("entity", String, nullable=False),
    Index("alias_entity", "entity"),
    sqlite_with_rowid=False,
)

Table(
    "label",
    PROJECTIONS,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("coder", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("digest", String, nullable=False),  # of its content, by which a verdict knows what it was about
    Column("stance", String),
    Column("themes", Text, nullable=False),
    Column("flags", Text, nullable=False),
    Column("confidence", Integer),
    Column("note", Text, nullable=False),
    Column("codebook", String, nullable=False),
    Column("saw", Text, nullable=False),
    Column("labelled_at", Integer, nullable=False),
    Column("complete", Integer, nullable=False),
    sqlite_with_rowid=False,
)

Table(
    "label_theme",
    PROJECTIONS,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("coder", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("theme", String, nullable=False),
    Index("label_theme_theme", "theme", "coder"),
    sqlite_with_rowid=False,
)

Table(
    "progress",
    PROJECTIONS,
    Column("coder", String, primary_key=True),
    Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    Column("labels", Integer, nullable=False),
    Column("complete", Integer, nullable=False),  # codable statements with a complete label
    sqlite_with_rowid=False,
)

Table(
    "review",
    PROJECTIONS,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("coder", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("reviewer", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("comment", Text, nullable=False),
    Column("reviewed_at", Integer, nullable=False),
    Column("label_digest", String),  # of the label that was reviewed
    Index("review_coder", "coder", "verdict"),
    sqlite_with_rowid=False,
)

SEARCH = (
    "CREATE VIRTUAL TABLE statement_search USING fts5("
    "text, content='statement', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
)
"""The full-text index over statements; SQLAlchemy has no words for it."""


def make_projections(connection: Connection) -> None:
    """Create the tables of the projections, empty."""
    PROJECTIONS.create_all(connection)
    connection.exec_driver_sql(SEARCH)


def drop_projections(connection: Connection) -> None:
    """Remove the tables of the projections."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS statement_search")
    PROJECTIONS.drop_all(connection)
