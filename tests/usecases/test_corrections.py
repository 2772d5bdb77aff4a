"""What a person corrects in a project: passages, speakers, statements, mentions, entities; and how it is undone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import Project, UserError
from annotator.domain.correction import Place
from annotator.domain.ids import coder_id
from annotator.domain.rows import Changes, StatementFilter, StatementRow
from annotator.domain.transcript import Mention, MentionKind, PassageKind, Speaker
from support.projects import DELEGATES, made_up, project_with, shown, state, take_in

ANN = coder_id("Ann")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_with(tmp_path / "a.annotator", (0, 1))


def rows(project: Project) -> list[StatementRow]:
    """Give the statements of the first transcript."""
    return list(project.statements(project.transcripts()[0].uid))


def place_of(row: StatementRow, words: str) -> Place:
    start = row.start_cp + row.text.index(words)
    return Place(row.transcript, start, start + len(words))


# -- passages ----------------------------------------------------------------------------------------------------------


def test_passage_made_a_heading_is_no_longer_asked_for_and_counts_so(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.label(row.uid, "Ann", stance="critical", themes=["drugs"])
        before = project.transcripts()[0].n_codable
        changes = project.set_passage_kind(row.transcript, row.passage, "heading", "Ann")
        after = project.statement(row.uid)
        assert (after.kind, after.codable) == (PassageKind.HEADING, False)
        assert changes.statements == {row.uid}
        assert project.transcripts()[0].n_codable == before - 1
        assert project.progress(ANN)[row.transcript] == 0
        assert len(project.labels()) == 1
        assert row.key == after.key
        assert project.undo("Ann").statements == {row.uid}
        assert project.statement(row.uid).codable
        assert project.progress(ANN)[row.transcript] == 1


def test_heading_made_narration_is_asked_for(project: Project) -> None:
    with project:
        row = rows(project)[0]
        assert not row.codable
        project.set_passage_kind(row.transcript, row.passage, "narration", "Ann")
        assert project.statement(row.uid).codable
        project.set_passage_kind(row.transcript, row.passage, None, "Ann")
        assert project.statement(row.uid).kind is PassageKind.HEADING


@pytest.mark.parametrize(
    ("passage", "kind", "message"), [(1, "poem", "no kind of passage"), (99, "list", "no passage 99")]
)
def test_passage_kind_that_cannot_be_is_refused(project: Project, passage: int, kind: str, message: str) -> None:
    with project, pytest.raises(UserError, match=message):
        project.set_passage_kind(rows(project)[0].transcript, passage, kind)


# -- speakers ----------------------------------------------------------------------------------------------------------


def test_speakers_are_set_tidied_and_given_back_to_the_importer(project: Project) -> None:
    with project:
        row = rows(project)[1]
        said = (Speaker(" Berit  Aas ", "", "Norway"), Speaker(None, None, None), DELEGATES[1])
        project.set_speakers(row.uid, said, "Ann")
        assert project.statement(row.uid).speakers == (Speaker("Berit Aas", None, "Norway"), DELEGATES[1])
        project.set_speakers(row.uid, None, "Ann")
        assert project.statement(row.uid).speakers == row.speakers
        project.undo("Ann")
        project.undo("Ann")
        assert project.statement(row.uid).speakers == row.speakers


def test_statement_without_a_voice_stays_without(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.set_speakers(row.uid, (), "Ann")
        assert project.statement(row.uid).speakers == ()


@pytest.mark.parametrize(("prefix", "names"), [("mar", ["Ada Marlowe"]), ("chi", ["Iván Ruiz"]), ("arl", [])])
def test_voices_are_completed_from_the_beginnings_of_words(project: Project, prefix: str, names: list[str]) -> None:
    with project:
        assert [voice.name for voice in project.voices(prefix)] == names


# -- split and join ----------------------------------------------------------------------------------------------------


def test_split_makes_two_statements_that_keep_the_speakers_and_stand_where_the_one_stood(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.set_speakers(row.uid, (DELEGATES[2],), "Ann")
        n_statements = project.transcripts()[0].n_statements
        changes = project.split_statement(row.uid, row.start_cp + row.text.index("welcomed"), "Ann")
        first, second = rows(project)[1:3]
        assert (first.text, second.text) == (row.text[:25], row.text[26:])
        assert first.speakers == second.speakers == (DELEGATES[2],)
        assert first.codable
        assert second.codable
        assert (first.passage, second.passage) == (row.passage, row.passage)
        assert changes.focus == first.uid
        assert project.transcripts()[0].n_statements == n_statements + 1
        assert project.statement_keys(search="welcomed")


def test_split_keeps_a_labelled_statement_in_sight_and_asks_for_the_new_ones(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.label(row.uid, "Ann", stance="critical", themes=["drugs"])
        project.split_statement(row.uid, row.start_cp + 25, "Ben")
        old = next(one for one in rows(project) if one.retired)
        assert (old.uid, old.codable, len(old.labels)) == (row.uid, False, 1)
        assert project.progress(ANN)[row.transcript] == 0
        todo = project.statement_keys(row.transcript, StatementFilter.UNLABELLED, ANN)
        assert len(todo) == 5
        assert [label.statement for label in project.labels()] == [row.uid]


def test_split_of_an_unlabelled_statement_leaves_no_trace_in_the_list(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.split_statement(row.uid, row.start_cp + 25, "Ann")
        assert not any(one.retired for one in rows(project))
        assert row.uid not in {one.uid for one in rows(project)}


def test_split_and_join_are_undone_and_redone(project: Project) -> None:
    with project:
        before = shown(project)
        row = rows(project)[1]
        project.split_statement(row.uid, row.start_cp + 25, "Ann")
        split = shown(project)
        project.join_with_next(rows(project)[1].uid, "Ann")
        assert [one.text for one in rows(project)] == [
            *(one.text for one in rows(project)[:1]),
            row.text,
            *(one.text for one in rows(project)[2:]),
        ]
        joined = shown(project)
        assert project.undo("Ann").focus == rows(project)[1].uid
        assert shown(project) == split
        project.undo("Ann")
        assert shown(project) == before
        project.redo("Ann")
        project.redo("Ann")
        assert shown(project) == joined


@pytest.mark.parametrize("at", [0, 9999, -5])
def test_split_that_leaves_one_half_empty_is_refused(project: Project, at: int) -> None:
    with project:
        row = rows(project)[1]
        before = state(project)
        with pytest.raises(UserError, match="between two words"):
            project.split_statement(row.uid, row.start_cp + at)
        assert state(project) == before


def test_join_across_passages_or_over_a_gap_is_refused(project: Project) -> None:
    with project:
        one, two = rows(project)[1:3]
        with pytest.raises(UserError, match="same passage"):
            project.join_statements([one.uid, two.uid])
        with pytest.raises(UserError, match="last statement of its passage"):
            project.join_with_next(one.uid)
        project.split_statement(one.uid, one.start_cp + 12)
        project.split_statement(rows(project)[2].uid, one.start_cp + 25)
        first, _, third = rows(project)[1:4]
        with pytest.raises(UserError, match="follow each other"):
            project.join_statements([first.uid, third.uid])


def test_join_has_the_voices_of_both(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.split_statement(row.uid, row.start_cp + 25)
        first, second = rows(project)[1:3]
        project.set_speakers(second.uid, (DELEGATES[0],))
        project.join_statements([second.uid, first.uid])
        assert rows(project)[1].speakers == (*row.speakers, DELEGATES[0])


def test_undo_of_a_split_that_a_colleague_has_worked_on_is_refused_and_names_her(project: Project) -> None:
    with project:
        project.add_coder("Ben")
        row = rows(project)[1]
        project.split_statement(row.uid, row.start_cp + 25, "Ann")
        project.label(rows(project)[1].uid, "Ben", stance="critical")
        before = shown(project)
        with pytest.raises(UserError, match="Ben has worked on"):
            project.undo("Ann")
        assert shown(project) == before


def test_retired_statement_is_not_cut_again(project: Project) -> None:
    with project:
        row = rows(project)[1]
        project.split_statement(row.uid, row.start_cp + 25)
        with pytest.raises(UserError, match="no more"):
            project.split_statement(row.uid, row.start_cp + 12)


def test_same_statement_cut_in_two_places_by_colleagues_is_cut_as_the_later_said(tmp_path: Path) -> None:
    paths = [tmp_path / "a.annotator", tmp_path / "b.annotator"]
    project_with(paths[0]).close()
    shutil.copy(*paths)
    for path, at, coder in zip(paths, (12, 25), ("Ann", "Ben"), strict=True):
        with Project.open(path) as project:
            row = rows(project)[1]
            project.split_statement(row.uid, row.start_cp + at, coder)
            project.label(rows(project)[1].uid, coder, stance="critical")
    with Project.open(paths[0]) as project:
        project.merge([paths[1]])
        live = [one.text for one in rows(project) if not one.retired]
        assert live[1:3] == [row.text[:25], row.text[26:]]
        assert [one.text for one in rows(project) if one.retired] == [row.text[:12].strip()]
        assert len(project.labels()) == 2


# -- mentions ----------------------------------------------------------------------------------------------------------


def test_mention_is_added_relabelled_and_removed_by_steps_that_undo_takes_back(project: Project) -> None:
    with project:
        row = rows(project)[1]
        place = place_of(row, "harbour café")
        states = [shown(project)]
        for kind, entity in (("ORG", "Harbour Café"), ("CITY", None), (None, None)):
            project.set_mentions([place], kind, entity, author="Ann")
            states.append(shown(project))
            if kind:
                expected = Mention(place.start_cp, place.end_cp, MentionKind(kind), entity)
                assert project.statement(row.uid).mentions == (expected,)
            else:
                assert project.statement(row.uid).mentions == ()
        for earlier in reversed(states[:-1]):
            assert project.undo("Ann").done
            assert shown(project) == earlier


def test_mention_over_others_takes_their_place_and_undo_brings_them_back(project: Project) -> None:
    with project:
        heading = rows(project)[0]
        before = project.mentions(heading.transcript)
        project.set_mentions([place_of(heading, "harbour of Lund ".strip())], "ORG", "Harbour of Lund", author="Ann")
        assert [m.entity for m in project.mentions(heading.transcript)] == ["Harbour of Lund"]
        assert project.transcripts()[0].n_mentions == 1
        project.undo("Ann")
        assert project.mentions(heading.transcript) == before


def test_selection_with_white_space_around_it_is_the_words(project: Project) -> None:
    with project:
        row = rows(project)[1]
        place = place_of(row, " harbour ")
        project.set_mentions([place], "ORG")
        (mention,) = project.statement(row.uid).mentions
        assert (mention.start_cp, mention.end_cp) == (place.start_cp + 1, place.end_cp - 1)


def test_mention_across_passages_or_of_nothing_is_refused(project: Project) -> None:
    with project:
        row = rows(project)[1]
        for place, message in (
            (Place(row.transcript, row.start_cp - 4, row.start_cp + 4), "within one passage"),
            (Place(row.transcript, row.start_cp - 1, row.start_cp), "no words"),
        ):
            with pytest.raises(UserError, match=message):
                project.set_mentions([place], "ORG")
        with pytest.raises(UserError, match="no kind of mention"):
            project.set_mentions([place_of(row, "harbour")], "SHIP")


def test_like_mentions_are_found_in_every_transcript_with_what_stands_around_them(project: Project) -> None:
    with project:
        found = project.like_mentions("Lund")
        assert len({like.place.transcript for like in found}) == len(found) == 2
        assert found[0].mention is not None
        assert (found[0].before[-11:], found[0].text, found[0].after) == ("harbour of ", "Lund", "")
        assert len(project.like_mentions("harbour")) == 10
        assert project.like_mentions("harb") == project.like_mentions("") == ()


def test_correction_everywhere_is_one_action(project: Project) -> None:
    with project:
        before = shown(project)
        places = [like.place for like in project.like_mentions("harbour")]
        project.set_mentions(places, "ORG", "Harbour Board", learn=True, author="Ann")
        assert [actor.n_mentions for actor in project.actors() if actor.entity == "Harbour Board"] == [10]
        assert [alias.text for alias in project.aliases()] == ["harbour"]
        project.undo("Ann")
        assert shown(project) == before


def test_words_within_a_longer_mention_are_no_like_place(project: Project) -> None:
    with project:
        heading = rows(project)[0]
        project.set_mentions([place_of(heading, "harbour of Lund")], "ORG")
        assert len(project.like_mentions("Lund")) == 1
        assert len(project.like_mentions("harbour")) == 9


def test_alias_learnt_in_a_correction_is_known_to_the_next_import(tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("The Blue Lanterns met the Committee of Harbours in spring.\n", "utf-8")
    second.write_text("Much was said of the Blue Lanterns that day.\n", "utf-8")
    with Project.create(tmp_path / "a.annotator") as project:
        project.import_files([first])
        (like,) = project.like_mentions("Blue Lanterns")
        project.set_mentions([like.place], "ORG", "Lantern Society", learn=True)
        project.import_files([second])
        new = next(t for t in project.transcripts() if t.file_name == "2.txt")
        text = project.text(new.uid)
        found = {text[m.start_cp : m.end_cp]: m.entity for m in project.mentions(new.uid)}
        assert found["Blue Lanterns"] == "Lantern Society"
        assert len({transcript.importer for transcript in project.transcripts()}) == 2


# -- entities ----------------------------------------------------------------------------------------------------------


def test_entities_merged_are_one_wherever_they_are_named_or_speak(project: Project) -> None:
    with project:
        before = project.actors()
        project.merge_entities("Kenya", "Norway", "Ann")
        assert {voice.affiliation for row in rows(project) for voice in row.speakers} == {"Norway", "Chile"}
        norway = next(actor for actor in project.actors() if actor.entity == "Norway")
        assert norway.merged == ("Kenya",)
        assert norway.n_statements == sum(a.n_statements for a in before if a.entity in ("Kenya", "Norway"))
        assert len(project.actor_statements("Kenya", spoken=True)) == norway.n_statements
        project.undo("Ann")
        assert project.actors() == before


def test_entity_merged_twice_on_leads_to_the_last_and_is_parted_again(project: Project) -> None:
    with project:
        project.merge_entities("Kenya", "Norway")
        project.merge_entities("Norway", "Chile")
        assert {voice.affiliation for row in rows(project) for voice in row.speakers} == {"Chile"}
        with pytest.raises(UserError, match="that very entity"):
            project.merge_entities("Chile", "Kenya")
        project.merge_entities("Norway", None)
        assert {voice.affiliation for row in rows(project) for voice in row.speakers} == {"Norway", "Chile"}


def test_entities_merged_in_a_circle_by_colleagues_are_one(tmp_path: Path) -> None:
    paths = [tmp_path / "a.annotator", tmp_path / "b.annotator"]
    project_with(paths[0]).close()
    shutil.copy(*paths)
    for path, names in zip(paths, (("Kenya", "Norway"), ("Norway", "Kenya")), strict=True):
        with Project.open(path) as project:
            project.merge_entities(*names)
    with Project.open(paths[0]) as project:
        project.merge([paths[1]])
        assert {voice.affiliation for row in rows(project) for voice in row.speakers} == {"Kenya", "Chile"}


def test_actors_have_what_was_noted_of_them_and_their_statements(project: Project) -> None:
    with project:
        project.set_entity("Lund", "CITY", "swe", ["Ports", " Ports", ""], "Ann")
        project.add_alias("the old  port", "Lund", author="Ann")
        lund = next(actor for actor in project.actors() if actor.entity == "Lund")
        assert (lund.kind, lund.iso, lund.groups, lund.aliases) == (
            MentionKind.CITY,
            "SWE",
            ("Ports",),
            ("the old port",),
        )
        assert lund.n_mentions == len(project.actor_statements("Lund")) == 2
        ada = next(actor for actor in project.actors() if actor.entity == "Ada Marlowe")
        assert (ada.kind, ada.n_statements) == (MentionKind.PERSON, len(project.actor_statements("Ada Marlowe", True)))
        project.remove_alias("the old port", "Ann")
        assert project.aliases() == ()


def test_actor_that_the_gazetteer_knows_has_its_kind_code_and_other_names(project: Project) -> None:
    with project:
        norway = next(actor for actor in project.actors() if actor.entity == "Norway")
        assert (norway.kind, norway.iso, norway.n_mentions) == (MentionKind.COUNTRY, "NOR", 0)
        assert "Norwegian" in norway.known_as
        assert [a.entity for a in sorted(project.actors(), key=lambda a: a.entity)] == list(project.entity_names())


def test_statements_of_a_speaker_are_found_by_the_name_that_the_entity_was_merged_into(project: Project) -> None:
    with project:
        n_kenya = len(list(project.statements(speaker="Kenya")))
        n_norway = len(list(project.statements(speaker="norway")))
        project.merge_entities("Kenya", "Norway")
        assert len(list(project.statements(speaker="norway"))) == n_norway + n_kenya


def test_merge_says_how_many_corrections_it_brings(tmp_path: Path) -> None:
    paths = [tmp_path / "a.annotator", tmp_path / "b.annotator"]
    project_with(paths[0]).close()
    shutil.copy(*paths)
    with Project.open(paths[1]) as other:
        other.set_passage_kind(other.transcripts()[0].uid, 1, "list", "Ben")
        other.add_alias("the port", "Lund", author="Ben")
    with Project.open(paths[0]) as project:
        assert project.merge([paths[1]], preview=True).corrections == 2


def test_aliases_that_colleagues_taught_for_one_entity_are_all_kept(tmp_path: Path) -> None:
    paths = [tmp_path / "a.annotator", tmp_path / "b.annotator"]
    project_with(paths[0]).close()
    shutil.copy(*paths)
    for path, words in zip(paths, ("the port", "the pier"), strict=True):
        with Project.open(path) as project:
            project.add_alias(words, "Lund")
    with Project.open(paths[0]) as project:
        project.merge([paths[1]])
        assert [alias.text for alias in project.aliases()] == ["the pier", "the port"]


# -- what others rest on -----------------------------------------------------------------------------------------------


def test_import_that_somebody_corrected_is_not_undone(project: Project) -> None:
    with project:
        project.add_coder("Ben")
        new = made_up(7)
        take_in(project, new, author=project.add_coder("Ann").uid)
        uid = new[0].transcript
        row = next(project.statements(uid))
        corrections: list[Callable[[], Changes]] = [
            lambda: project.set_passage_kind(uid, 1, "list", "Ben"),
            lambda: project.set_mentions([place_of(row, "Lund")], None, author="Ben"),
            lambda: project.set_speakers(row.uid, DELEGATES[:1], "Ben"),
        ]
        for correct in corrections:
            assert correct().done
            with pytest.raises(UserError, match="Ben has worked on"):
                project.undo("Ann")
            project.undo("Ben")
        assert project.undo("Ann").done


def test_merge_whose_cuts_were_labelled_is_not_undone(tmp_path: Path) -> None:
    paths = [tmp_path / "a.annotator", tmp_path / "b.annotator"]
    project_with(paths[0]).close()
    shutil.copy(*paths)
    with Project.open(paths[1]) as ben:
        row = rows(ben)[1]
        ben.split_statement(row.uid, row.start_cp + 25, "Ben")
    with Project.open(paths[0]) as project:
        before = state(project)
        project.merge([paths[1]], author="Ann")
        project.add_coder("Cyd")
        project.label(rows(project)[1].uid, "Cyd", stance="critical")
        with pytest.raises(UserError, match="Cyd has worked on"):
            project.undo("Ann")
        project.undo("Cyd")
        project.undo("Ann")
        assert [one.text for one in rows(project)][1] == row.text
        assert state(project)[1]["statement"] == before[1]["statement"]


def test_history_tells_of_cuts(project: Project) -> None:
    with project:
        project.add_coder("Ann")
        row = rows(project)[1]
        project.split_statement(row.uid, row.start_cp + 25, "Ann")
        assert [entry.text for entry in project.history(row.uid)] == ["Ann split or joined this statement"]
        assert [entry.text for entry in project.history(rows(project)[1].uid)] == ["Ann cut the text so"]
