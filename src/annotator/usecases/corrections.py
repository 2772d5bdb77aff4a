"""What a person can correct in a project, as methods of ``Project``."""

from collections.abc import Sequence

from annotator.domain.correction import Actor, Alias, LikePlace, Place
from annotator.domain.ids import NOBODY, CoderId, StatementId, TranscriptId
from annotator.domain.label import Coder
from annotator.domain.membership import Memberships
from annotator.domain.rows import Changes, StatementKey
from annotator.domain.transcript import Speaker
from annotator.store import entities
from annotator.store.file import ProjectFile
from annotator.usecases import actors, correcting, groups, naming, opening


class Corrections:
    """The part of ``Project`` that corrects what the importer made of the texts, which themselves never change.

    Every method is one action of its ``author`` (name of a coder or ``CoderId``), which ``undo`` takes back.
    """

    _file: ProjectFile

    def coders(self) -> tuple[Coder, ...]:
        """Give everybody who codes here, by name."""
        raise NotImplementedError

    def _author(self, author: str) -> CoderId:
        return opening.coder_or_new(self.coders(), author)

    # -- passages and statements -----------------------------------------------------------------------------------

    def set_passage_kind(self, transcript: str, passage: int, kind: str | None, author: str = NOBODY) -> Changes:
        """Say what a passage is, or with None what the importer made of it; its statements become codable or not."""
        return correcting.set_passage_kind(self._file, TranscriptId(transcript), passage, kind, self._author(author))

    def set_speakers(self, statement: str, speakers: Sequence[Speaker] | None, author: str = NOBODY) -> Changes:
        """Say who speaks in a statement, or with None whom the importer found."""
        return correcting.set_speakers(self._file, StatementId(statement), speakers, self._author(author))

    def voices(self, prefix: str = "", limit: int = 20) -> tuple[Speaker, ...]:
        """Give voices that speak here, of which a word of the name or affiliation begins so, most frequent first."""
        with self._file.read() as connection:
            return entities.voices(connection, prefix, limit)

    def split_statement(self, statement: str, at_cp: int, author: str = NOBODY) -> Changes:
        """Make two statements of one, before and after this code point of the stored text; its labels stay with it.

        Raises UserError where that leaves one of them without words.
        """
        return correcting.split_statement(self._file, StatementId(statement), at_cp, self._author(author))

    def join_statements(self, statements: Sequence[str], author: str = NOBODY) -> Changes:
        """Make one statement of neighbours in one passage; their labels stay with them.

        Raises UserError where they are not neighbours or of several passages.
        """
        return correcting.join_statements(self._file, [StatementId(uid) for uid in statements], self._author(author))

    def join_with_next(self, statement: str, author: str = NOBODY) -> Changes:
        """Join a statement with the one that follows it in its passage; raises UserError where it is the last."""
        following = correcting.next_in_passage(self._file, StatementId(statement))
        return self.join_statements([statement, following], author)

    # -- mentions --------------------------------------------------------------------------------------------------

    def set_mentions(
        self,
        places: Sequence[Place],
        kind: str | None,
        entity: str | None = None,
        learn: bool = False,
        author: str = NOBODY,
    ) -> Changes:
        """Say what stands in these places, as one action; other mentions that overlap them are removed.

        Args:
            kind: A ``MentionKind``; None to say that there is no mention.
            entity: Canonical name of what is named, or None where that is not known.
            learn: Whether the words become an alias of the entity, which the next import knows.

        Raises UserError where a place has no words or leaves its passage.
        """
        return naming.set_mentions(self._file, places, kind, entity, learn, self._author(author))

    def like_mentions(self, words: str) -> tuple[LikePlace, ...]:
        """Give every place of the project where these very words stand as whole words, in reading order.

        Left out are those that are a part of a longer mention, or cut across one.
        """
        return naming.like_mentions(self._file, words)

    # -- entities --------------------------------------------------------------------------------------------------

    def actors(self) -> tuple[Actor, ...]:
        """Give every entity that is named, speaks or was noted here, the most frequent first."""
        return actors.actors(self._file)

    @property
    def memberships(self) -> Memberships:
        """The groups of States and their seats in the Security Council, by ISO code and date, as shipped."""
        return groups.memberships()

    def speakers_groups(self) -> groups.SpeakersGroups:
        """Give what tells the groups and the seats of speakers at a meeting, as people noted them and as shipped."""
        return groups.SpeakersGroups(self._file)

    def entity_names(self) -> tuple[str, ...]:
        """Give the name of every entity that is named, speaks or was noted here, in order."""
        with self._file.read() as connection:
            return entities.names(connection)

    def actor_statements(self, entity: str, spoken: bool = False) -> list[StatementKey]:
        """Give the keys of the statements that mention an entity, or in which it speaks, in reading order."""
        with self._file.read() as connection:
            name = entities.root(connection, entity)
            ask = entities.spoken_keys if spoken else entities.mentioning_keys
            return ask(connection, name)

    def set_entity(
        self, entity: str, kind: str, iso: str | None = None, groups: Sequence[str] = (), author: str = NOBODY
    ) -> Changes:
        """Note what an entity is: kind of mention, ISO 3166-1 alpha-3 code, groups that it belongs to."""
        return naming.set_entity(self._file, entity, kind, iso, groups, self._author(author))

    def merge_entities(self, entity: str, into: str | None, author: str = NOBODY) -> Changes:
        """Make an entity one with another: whatever is linked to it is linked to that. None parts them again."""
        return naming.merge_entities(self._file, entity, into, self._author(author))

    def aliases(self) -> tuple[Alias, ...]:
        """Give the aliases that were learnt here, which the next import knows."""
        return naming.learnt_aliases(self._file)

    def add_alias(self, words: str, entity: str, kind: str | None = None, author: str = NOBODY) -> Changes:
        """Teach the importer other words for an entity; ``kind`` of mention None for the entity's own."""
        return naming.set_alias(self._file, words, entity, kind, self._author(author))

    def remove_alias(self, words: str, author: str = NOBODY) -> Changes:
        """Have the importer forget an alias that was learnt here."""
        return naming.set_alias(self._file, words, None, None, self._author(author))
