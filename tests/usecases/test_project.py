"""The project as people script against it: labels, reviews, finding, progress."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator import Project, UserError
from annotator.domain.ids import CoderId, coder_id, statement_id
from annotator.domain.label import Verdict
from annotator.domain.rows import StatementFilter
from support.projects import made_up, project_with, take_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_with(tmp_path / "a.annotator", (0, 1))


def uids(project: Project) -> list[str]:
    return [row.uid for row in project.statements(unlabelled_by="Nobody yet")]


def test_the_example_of_the_contract_runs_as_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "The representative of Norway said that the harbour must be kept open.\n"
    (tmp_path / "in" / "meeting.txt").write_text(text, "utf-8")
    with Project.create(tmp_path / "council.annotator") as project:
        report = project.import_files([tmp_path / "in"])
        assert [file.outcome for file in report.files] == ["imported"]
        for statement in project.statements(unlabelled_by="AB"):
            project.label(statement.uid, coder="AB", stance="supportive", themes=["counter_terrorism"])
        assert [(label.stance, label.themes) for label in project.labels("AB")] == [
            ("supportive", ("counter_terrorism",))
        ]
        assert list(project.statements(unlabelled_by="AB")) == []


def test_label_by_parts_keeps_the_other_parts_and_is_complete_with_stance_and_theme(project: Project) -> None:
    with project:
        uid = uids(project)[0]
        project.label(uid, "Ann", stance="critical")
        assert not project.labels()[0].complete
        project.label(uid, "Ann", themes=["drugs", "economy"])
        project.label(uid, "Ann", flags=["implicit"], confidence=2, note="see note")
        (label,) = project.labels()
        assert label.complete
        assert (label.stance, label.themes, label.flags) == ("critical", ("drugs", "economy"), ("implicit",))
        assert (label.confidence, label.note, label.codebook) == (2, "see note", "1.0")


def test_label_not_codable_needs_no_theme(project: Project) -> None:
    with project:
        project.label(uids(project)[0], "Ann", stance="not_codable")
        assert project.labels()[0].complete


def test_label_cleared_is_no_label(project: Project) -> None:
    with project:
        uid = uids(project)[0]
        project.label(uid, "Ann", stance="critical")
        project.clear_label(uid, "Ann")
        assert project.labels() == ()
        assert not project.clear_label(uid, "Ann").done


def test_label_on_two_targets_are_two_labels_and_one_statement_done(project: Project) -> None:
    with project:
        row = project.statement(uids(project)[0])
        for target in ("csto", "sco"):
            project.label(row.uid, "Ann", stance="critical", themes=["drugs"], target=target)
        assert project.info().coders[0].labels == 2
        assert project.progress(coder_id("Ann"))[row.transcript] == 1


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"stance": "suportive"}, '"supportive"'),
        ({"themes": ["drug"]}, '"drugs"'),
        ({"target": "cisto"}, '"csto"'),
        ({"flags": ["implict"]}, '"implicit"'),
        ({"confidence": 9}, "1, 2, 3"),
    ],
)
def test_label_with_an_unknown_key_is_refused_with_the_nearest(
    project: Project, change: dict[str, object], part: str
) -> None:
    with project:
        with pytest.raises(UserError, match=part):
            project.label(uids(project)[0], "Ann", **change)  # type: ignore[arg-type]
        assert project.labels() == ()


def test_label_of_an_unknown_statement_names_the_nearest(project: Project) -> None:
    with project:
        uid = uids(project)[0]
        with pytest.raises(UserError, match=uid):
            project.label(uid[:-3] + "zzz", "Ann", stance="critical")


def test_coder_by_another_case_or_spacing_is_the_same_coder(project: Project) -> None:
    with project:
        project.label(uids(project)[0], "Ann  Berg", stance="critical")
        project.label(uids(project)[1], " ann berg ", stance="critical")
        assert [coder.name for coder in project.coders()] == ["Ann Berg"]
        with pytest.raises(UserError, match="Ann Berg"):
            project.coder("Anne Berg")


def test_next_unlabelled_goes_through_the_transcripts_and_starts_over(project: Project) -> None:
    with project:
        ann = project.add_coder("Ann").uid
        seen: list[str] = []
        key = None
        while (row := project.next_unlabelled(ann, key)) is not None:
            seen.append(row.uid)
            key = row.key
            project.label(row.uid, ann, stance="neutral", themes=["drugs"])
        assert seen == [row.uid for row in project.statements() if row.codable]
        project.clear_label(seen[2], ann)
        found = project.next_unlabelled(ann, key)
        assert found is not None
        assert found.uid == seen[2]


def test_filters_tell_both_labelled_differing_and_queried_apart(project: Project) -> None:
    with project:
        first, second, third = uids(project)[:3]
        ann, ben = project.add_coder("Ann").uid, project.add_coder("Ben").uid
        for uid, mine, theirs in ((first, "critical", "critical"), (second, "critical", "neutral")):
            project.label(uid, ann, stance=mine, themes=["drugs"])
            project.label(uid, ben, stance=theirs, themes=["drugs"])
        project.label(third, ben, stance="neutral", themes=["drugs"])
        project.review(third, ben, ann, Verdict.QUERY, "why neutral?")

        def listed(shown: StatementFilter, coder: str) -> list[str]:
            keys = project.statement_keys(shown=shown, coder=CoderId(coder))
            return [row.uid for row in project.statement_rows(keys)]

        assert listed(StatementFilter.LABELLED_BY_BOTH, ann) == [first, second]
        assert listed(StatementFilter.DIFFERING, ann) == [second]
        assert listed(StatementFilter.QUERIED, ben) == [third]
        assert third not in listed(StatementFilter.UNLABELLED, ben)


def test_review_is_outdated_once_the_label_says_something_else_and_not_after_undo(project: Project) -> None:
    with project:
        uid = uids(project)[0]
        ann, ben = project.add_coder("Ann").uid, project.add_coder("Ben").uid
        project.label(uid, ann, stance="critical", themes=["drugs"])
        project.review(uid, ann, ben, Verdict.ACCEPT)

        def outdated() -> bool:
            return project.statement(uid).reviews[0].outdated

        assert not outdated()
        project.label(uid, ann, stance="neutral")
        assert outdated()
        project.undo(ann)
        assert not outdated()


def test_review_of_ones_own_or_of_no_label_is_refused(project: Project) -> None:
    with project:
        uid = uids(project)[0]
        ann, ben = project.add_coder("Ann").uid, project.add_coder("Ben").uid
        with pytest.raises(UserError, match="no label"):
            project.review(uid, ann, ben, Verdict.ACCEPT)
        with pytest.raises(UserError, match="own label"):
            project.review(uid, ann, ann, Verdict.ACCEPT)


@pytest.mark.parametrize(
    ("words", "found"), [("harbour", 10), ("harb", 10), ("harb ", 0), ("CAFE naive", 8), ("delegation 2", 2), ("“", 0)]
)
def test_search_finds_words_whatever_their_case_and_accents_the_last_one_unfinished(
    project: Project, words: str, found: int
) -> None:
    with project:
        assert len(project.statement_keys(search=words)) == found


def test_statements_by_speaker_finds_name_and_affiliation(project: Project) -> None:
    with project:
        assert {row.speakers[0].affiliation for row in project.statements(speaker="marlowe")} == {"Norway"}
        assert {row.speakers[0].name for row in project.statements(speaker="chile")} == {"Iván Ruiz"}


def test_import_of_the_same_text_again_brings_nothing(tmp_path: Path, project: Project) -> None:
    with project:
        path = tmp_path / "again.txt"
        path.write_text("The representative of Norway said the harbour is open.\n", "utf-8")
        assert len(project.import_files([path]).imported) == 1
        report = project.import_files([path, tmp_path / "again.txt"])
        assert [file.outcome for file in report.files] == ["known"]
        assert not report.changes.done


def test_import_of_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, project: Project) -> None:
    with project:
        (tmp_path / "empty.txt").write_bytes(b"")
        (tmp_path / "good.txt").write_text("Norway said the harbour is open.\n", "utf-8")
        report = project.import_files([tmp_path / "empty.txt", tmp_path / "good.txt"])
        assert [file.outcome for file in report.files] == ["refused", "imported"]
        assert report.refused[0].message


def test_merge_preview_says_what_it_would_bring_and_changes_nothing(tmp_path: Path, project: Project) -> None:
    with project, project_with(tmp_path / "b.annotator", (1, 2)) as other:
        for row in other.statements(unlabelled_by="Ben"):
            other.label(row.uid, "Ben", stance="critical", themes=["drugs"])
        preview = project.merge([other.path], preview=True)
        assert preview.labels == (("Ben", 8),)
        assert len(preview.transcripts) == 1
        assert project.labels() == ()
        report = project.merge([other.path])
        assert (report.labels, report.transcripts) == (preview.labels, preview.transcripts)
        assert project.info().n_labels == 8
        assert project.merge([other.path]).facts == 0


def test_statements_cut_otherwise_by_a_colleagues_importer_stay_in_sight_when_labelled(tmp_path: Path) -> None:
    with (
        project_with(tmp_path / "a.annotator", ()) as mine,
        project_with(tmp_path / "b.annotator", ()) as theirs,
    ):
        source, analysis = made_up(0)
        whole = analysis.statements[1]
        uid = statement_id(source.transcript, whole.start_cp, whole.end_cp - 5)
        half = replace(whole, uid=uid, end_cp=whole.end_cp - 5)
        other = replace(analysis, importer="test/0/sentence", statements=(analysis.statements[0], half))
        take_in(theirs, (source, other))
        theirs.label(half.uid, "Ben", stance="critical", themes=["drugs"])
        take_in(mine, (source, analysis))
        mine.merge([theirs.path])
        assert [label.statement for label in mine.labels("Ben")] == [half.uid]
        assert mine.check().problems == ()
        with pytest.raises(UserError):
            mine.statement_key("nowhere")
