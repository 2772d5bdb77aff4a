"""Transcripts come in: planned, shown, changed by a person, and written wholly or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotator import Project, UserError
from annotator.domain.errors import Cancelled
from annotator.domain.ids import transcript_id
from annotator.domain.importing import ImportReport, PlannedFile, Standing
from annotator.domain.label import Verdict
from annotator.domain.transcript import PassageKind, Unit
from support.projects import shown, state

HEAD = "HARBOUR OF LUND DEBATED IN COUNCIL"
SAID = [
    "The representative of Norway said that the harbour of Lund must be kept open to every ship that asks for shelter.",
    "The representative of Kenya welcomed the report and thanked the briefers. He called for patience in the matter.",
    "The representative of Chile regretted that no pilot had been sent. She asked the Council to remain seized of it.",
    "The representative of France stressed that the treaty of the harbour binds every State that has a coast.",
]


def text_of(*lines: str, head: str = HEAD) -> str:
    return "\n\n".join([head, *lines]) + "\n"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "council.annotator") as project:
        yield project


def planned(project: Project, *paths: Path) -> list[PlannedFile]:
    with project.plan_import(paths) as plan:
        return list(plan)


# -- planning ----------------------------------------------------------------------------------------------------------


def test_plan_says_what_each_file_would_bring_and_writes_nothing(project: Project, tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", text_of(*SAID))
    put(tmp_path / "in", "b.txt", "")
    put(tmp_path / "in", "c.txt", text_of(*SAID))
    before = state(project)
    new, refused, known = planned(project, tmp_path / "in")
    assert (new.standing, new.title, new.form, new.encoding) == (Standing.NEW, HEAD, "txt", "utf-8")
    assert new.n_statements > new.n_codable >= 4
    assert new.n_speakers == 4
    assert new.n_mentions > 3
    assert refused.standing is Standing.REFUSED
    assert "is empty" in refused.message
    assert known.standing is Standing.KNOWN
    assert "a.txt" in known.message
    assert state(project) == before
    assert project.transcripts() == ()


def test_plan_gives_each_file_before_the_next_is_read(project: Project, tmp_path: Path) -> None:
    first, second = put(tmp_path, "a.txt", text_of(*SAID)), put(tmp_path, "b.txt", text_of("Nothing."))
    with project.plan_import([first, second]) as plan:
        rows = iter(plan)
        assert next(rows).standing is Standing.NEW
        second.unlink()
        assert "b.txt" in next(rows).message


def test_plan_with_several_processes_says_the_same_in_the_same_order(project: Project, tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path / "in", f"{number}.txt", text_of(*SAID, f"Meeting {number} was closed.") if number != 3 else "")
    with project.plan_import([tmp_path / "in"], jobs=2) as plan:
        assert list(plan) == planned(project, tmp_path / "in")


def test_plan_stopped_half_way_changes_nothing(project: Project, tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{number}.txt", text_of(*SAID, f"End {number}.")) for number in range(3)]
    before = state(project)
    with pytest.raises(Cancelled):
        project.import_files(paths, progress=lambda done, _total, _text: done < 2)
    assert state(project) == before


def test_look_shows_text_and_passages_with_the_kinds_that_a_person_chose(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path, "a.txt", text_of(*SAID))]) as plan:
        (one,) = plan
        changed = replace(one, kinds=((1, PassageKind.NOTE),))
        source, analysis = plan.look(changed)
        assert source.text == text_of(*SAID)
        assert analysis.passages[1].kind is PassageKind.NOTE
        assert not any(statement.codable for statement in analysis.statements if statement.passage == 1)
        assert plan.counted(changed).n_codable < one.n_codable


@pytest.mark.parametrize("jobs", [1, 2])
def test_plan_of_a_container_has_a_row_for_each_of_its_texts(jobs: int, project: Project, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("day 1/a.txt", text_of(*SAID))
        archive.writestr("day 1/b.txt", "")
        archive.writestr("day 2/c.txt", text_of(*SAID, "The meeting rose."))
    with project.plan_import([tmp_path / "all.zip"], jobs=jobs) as plan:
        found = {Path(one.path).name: one for one in plan}
        assert [one.standing for one in found.values()] == [Standing.NEW, Standing.REFUSED, Standing.NEW]
        assert "is empty" in found["b.txt"].message
        report = project.accept_import(plan)
    assert len(report.imported) == 2
    assert all(project.original(row.uid) is None for row in project.transcripts())


# -- accepting ---------------------------------------------------------------------------------------------------------


def test_accept_takes_what_a_person_changed(project: Project, tmp_path: Path) -> None:
    paths = [put(tmp_path, "a.txt", text_of(*SAID)), put(tmp_path, "b.txt", text_of("The meeting was closed early."))]
    with project.plan_import(paths) as plan:
        one, other = plan
        metadata = replace(one.metadata, title="Harbours", date="2031-04-05", meeting="12345", language="fr")
        changed = replace(one, metadata=metadata, unit=Unit.PARAGRAPH, kinds=((2, PassageKind.NOTE),))
        report = project.accept_import(plan, [changed, replace(other, wanted=False)])
    assert [(file.outcome, file.n_statements) for file in report.files] == [("imported", 5), ("left out", 0)]
    (row,) = project.transcripts()
    assert (row.title, row.metadata.date, row.metadata.meeting, row.metadata.language) == (
        "Harbours",
        "2031-04-05",
        "12345",
        "fr",
    )
    assert row.importer.endswith("/paragraph")
    assert (row.n_statements, row.n_codable) == (5, 3)
    assert [statement.kind for statement in project.statements()][2] is PassageKind.NOTE
    assert project.check().problems == ()


def test_accept_is_one_action_however_many_transactions_it_takes(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.usecases.importing._STATEMENTS_AT_ONCE", 1)
    before = shown(project)
    for number in range(4):
        put(tmp_path / "in", f"{number}.txt", text_of(*SAID, f"End {number}."))
    project.import_files([tmp_path / "in"], author="Ann")
    assert len(project.transcripts()) == 4
    project.undo("Ann")
    assert shown(project) == before
    project.redo("Ann")
    assert len(project.transcripts()) == 4
    assert project.check().problems == ()


@pytest.mark.parametrize("stop_after", [0, 1, 2, 3])
def test_accept_cancelled_at_any_chunk_leaves_nothing_behind(
    stop_after: int, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.usecases.importing._STATEMENTS_AT_ONCE", 1)
    old = put(tmp_path, "old.txt", text_of(*SAID))
    project.import_files([old])
    for row in project.statements(unlabelled_by="Ben"):
        project.label(row.uid, "Ben", stance="critical", themes=["drugs"])
    before, size = state(project), project.info().n_facts
    put(tmp_path / "in", "old.txt", text_of(*SAID[:3], "The meeting rose."))
    for number in range(3):
        put(tmp_path / "in", f"{number}.txt", text_of(*SAID[:2], f"End {number}.", head=f"MEETING {number}"))

    def progress(done: int, _total: int, text: str) -> bool:
        return not (text.startswith("Saving") and done >= stop_after)

    with project.plan_import([tmp_path / "in"]) as plan:
        list(plan)
        with pytest.raises(Cancelled):
            project.accept_import(plan, progress=progress, author="Ben")
    assert state(project) == before
    assert project.info().n_facts == size
    with project._file.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM source_text").scalar() == 1
    assert project.undo("Ben").action == "Undid: label"


def test_accept_into_a_project_that_meanwhile_has_the_text_takes_it_once(project: Project, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", text_of(*SAID))
    with project.plan_import([path]) as plan:
        list(plan)
        project.import_files([path])
        report = project.accept_import(plan)
    assert [file.outcome for file in report.files] == ["known"]
    assert not report.changes.done


def test_import_into_a_project_open_for_looking_is_refused(project: Project, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", text_of(*SAID))
    with Project.open(project.path, read_only=True) as looking:
        with pytest.raises(UserError, match="read-only"):
            looking.import_files([path])
        with pytest.raises(UserError, match="read-only"):
            looking.import_text("Something was said.")


def test_report_as_a_table_has_a_row_a_file_under_a_head(project: Project, tmp_path: Path) -> None:
    report = project.import_files([put(tmp_path, "a.txt", text_of(*SAID)), put(tmp_path, "b.txt", "")])
    head, first, second = report.table()
    assert len(head) == len(first) == len(second)
    assert (first[1], second[1]) == ("imported", "refused")
    assert "is empty" in second[-1]


# -- pasted text and originals -----------------------------------------------------------------------------------------


def test_text_pasted_is_a_transcript_with_the_title_given(project: Project) -> None:
    report = project.import_text(text_of(*SAID), "Harbour, second part")
    assert [file.outcome for file in report.files] == ["imported"]
    assert [row.title for row in project.transcripts()] == ["Harbour, second part"]
    with pytest.raises(UserError, match="white space"):
        project.import_text("  \n ")


def test_text_pasted_without_a_title_has_the_one_it_gives(project: Project) -> None:
    project.import_text(text_of(*SAID))
    assert [row.title for row in project.transcripts()] == [HEAD]


@pytest.mark.parametrize(
    "data",
    [text_of(*SAID).encode(), b"\xef\xbb\xbf" + text_of(*SAID).replace("\n", "\r\n").encode()],
    ids=["as stored", "otherwise"],
)
def test_original_comes_back_byte_for_byte_and_travels_with_a_merge(
    data: bytes, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    project.import_files([path])
    (row,) = project.transcripts()
    original = project.original(row.uid)
    assert original is not None
    assert (original.file_name, original.data) == ("a.txt", data)
    with Project.create(tmp_path / "other.annotator") as other:
        other.merge([project.path])
        assert other.original(row.uid) == original
        assert other.check().problems == ()


def test_original_that_is_not_wanted_is_not_kept(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path, "a.txt", text_of(*SAID))], jobs=0) as plan:
        (one,) = plan
        project.accept_import(plan, keep_originals=False)
    assert one.transcript is not None
    assert project.original(one.transcript) is None


def test_original_over_the_limit_is_not_kept(project: Project, tmp_path: Path) -> None:
    project.import_files([put(tmp_path, "a.txt", text_of(*SAID))], keep_original_bytes=20)
    assert project.original(transcript_id(text_of(*SAID))) is None


# -- new versions ------------------------------------------------------------------------------------------------------


def version(project: Project, tmp_path: Path, text: str, author: str = "Iris") -> ImportReport:
    return project.import_files([put(tmp_path / "again", "a.txt", text)], author=author)


@pytest.fixture
def labelled(project: Project, tmp_path: Path) -> Project:
    """A transcript of four speeches, every statement labelled by Ben, and the first label queried by Ann."""
    project.import_files([put(tmp_path, "a.txt", text_of(*SAID))])
    for row in project.statements(unlabelled_by="Ben"):
        project.label(row.uid, "Ben", stance="critical", themes=["drugs"], note=row.text[:40])
    first = project.labels("Ben")[0]
    project.review(first.statement, first.coder, project.add_coder("Ann").uid, Verdict.QUERY, "Why?")
    return project


def notes(project: Project) -> dict[str, str]:
    """Give for each labelled statement its text, by the beginning of it that its note kept."""
    texts = {row.uid: row.text for row in project.statements()}
    return {label.note: texts[label.statement] for label in project.labels("Ben")}


def test_new_version_takes_the_old_ones_place_with_the_labels_of_unchanged_statements(
    labelled: Project, tmp_path: Path
) -> None:
    n_before = len(labelled.labels("Ben"))
    changed = SAID[3].replace("stressed", "repeated")
    report = version(labelled, tmp_path, text_of("The meeting opened at noon.", SAID[0], SAID[2], SAID[1], changed))
    (file,) = report.files
    assert (file.outcome, file.replaced, file.n_carried, file.n_left) == ("imported", HEAD, n_before - 1, 1)
    assert [row.uid for row in labelled.transcripts()] == [file.transcript]
    assert all(text.startswith(note) for note, text in notes(labelled).items())
    assert len(notes(labelled)) == n_before - 1
    (queried,) = [row for row in labelled.statements() if row.reviews]
    assert (queried.reviews[0].comment, queried.reviews[0].outdated) == ("Why?", False)
    assert "in an earlier version of the text" in labelled.history(queried.uid)[0].text
    assert labelled.check().problems == ()


def test_new_version_undone_brings_the_old_one_back_and_redone_the_new_one(labelled: Project, tmp_path: Path) -> None:
    before = shown(labelled)
    version(labelled, tmp_path, text_of(*SAID[:3], "The meeting rose at noon, and nobody objected."))
    after = shown(labelled)
    labelled.undo("Iris")
    assert shown(labelled) == before
    labelled.redo("Iris")
    assert shown(labelled) == after
    labelled.undo("Iris")
    again = version(labelled, tmp_path, text_of(*SAID[:3], "The meeting rose at noon, and nobody objected."))
    assert again.files[0].n_carried == 5
    assert shown(labelled) == after
    assert labelled.check().problems == ()


def test_new_version_cannot_be_undone_once_somebody_has_worked_on_it(labelled: Project, tmp_path: Path) -> None:
    version(labelled, tmp_path, text_of(*SAID[:3], "The meeting rose."))
    row = next(row for row in labelled.statements() if row.labels)
    labelled.label(row.uid, "Ben", stance="supportive")
    with pytest.raises(UserError, match="Ben"):
        labelled.undo("Iris")


def test_label_carried_over_stands_below_what_its_coder_says_of_the_new_version_elsewhere(
    labelled: Project, tmp_path: Path
) -> None:
    new = text_of(*SAID[:3], "The meeting rose.")
    with Project.create(tmp_path / "ben.annotator") as theirs:
        theirs.import_files([put(tmp_path / "ben", "a.txt", new)])
        row = next(iter(theirs.statements(unlabelled_by="Ben")))
        theirs.label(row.uid, "Ben", stance="supportive", themes=["economy"])
        version(labelled, tmp_path, new)
        labelled.merge([theirs.path])
        theirs.merge([labelled.path])
        for one in (labelled, theirs):
            (label,) = [label for label in one.labels("Ben") if label.statement == row.uid]
            assert label.stance == "supportive"
        assert state(labelled) == state(theirs)


def test_new_version_is_planned_with_what_a_person_corrected_of_the_older_one(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path, "a.txt", text_of(*SAID))]) as plan:
        (one,) = plan
        project.accept_import(plan, [replace(one, metadata=replace(one.metadata, title="Harbours", date="2031-04-05"))])
    (again,) = planned(project, put(tmp_path / "again", "a.txt", text_of(*SAID[:3], "The meeting rose.")))
    assert (again.standing, again.title, again.metadata.date) == (Standing.NEW_VERSION, "Harbours", "2031-04-05")
    assert again.metadata.language == one.metadata.language


def test_kinds_of_passages_chosen_at_import_hold_in_a_new_version(project: Project, tmp_path: Path) -> None:
    with project.plan_import([put(tmp_path, "a.txt", text_of(*SAID))]) as plan:
        (one,) = plan
        project.accept_import(plan, [replace(one, kinds=((2, PassageKind.NOTE),))])
    version(project, tmp_path, text_of("The meeting opened at noon.", *SAID[:3]))
    kinds = {row.kind for row in project.statements() if row.text in SAID[1]}
    assert kinds == {PassageKind.NOTE}
    assert project.check().problems == ()


def test_report_of_a_new_version_counts_corrections_of_words_that_have_changed(
    project: Project, tmp_path: Path
) -> None:
    project.import_files([put(tmp_path, "a.txt", text_of(*SAID))])
    for row in list(project.statements())[-2:]:
        project.set_passage_kind(row.transcript, row.passage, "note")
        project.set_speakers(row.uid, ())
    report = version(project, tmp_path, text_of(*SAID[:3], "The meeting rose."))
    assert report.files[0].n_left_corrections == 2
    assert project.older_versions(project.transcripts()[0].uid).n_corrections == 2
    head, row_of_it = report.table()
    assert row_of_it[head.index("corrections left")] == "2"


def test_older_version_again_is_known_as_one(labelled: Project, tmp_path: Path) -> None:
    version(labelled, tmp_path, text_of(*SAID[:3], "The meeting rose."))
    (one,) = planned(labelled, tmp_path / "a.txt")
    assert one.standing is Standing.KNOWN
    assert "older version" in one.message


def test_new_version_may_be_taken_as_a_transcript_of_its_own(labelled: Project, tmp_path: Path) -> None:
    path = put(tmp_path / "again", "a.txt", text_of(*SAID[:3], "The meeting rose."))
    n_labels = len(labelled.labels())
    with labelled.plan_import([path]) as plan:
        (one,) = plan
        labelled.accept_import(plan, [replace(one, replaces=None)])
    assert len(labelled.transcripts()) == 2
    assert len(labelled.labels()) == n_labels


def test_other_text_under_the_same_name_is_no_version(labelled: Project, tmp_path: Path) -> None:
    other = text_of("A storm came up.", "Ships were lost, and the pilots were blamed for it.", head="STORM AT SEA")
    (one,) = planned(labelled, put(tmp_path / "again", "a.txt", other))
    assert one.standing is Standing.NEW


def test_version_of_a_transcript_by_its_title_and_meeting_is_one_under_any_name(
    project: Project, tmp_path: Path
) -> None:
    head = "9,001st Meeting (AM)\n\nHarbour Debated in Council".replace(",", "")
    project.import_files([put(tmp_path, "a.txt", text_of(*SAID, head=head))])
    (row,) = project.transcripts()
    assert row.metadata.meeting == "9001"
    (one,) = planned(project, put(tmp_path, "otherwise.txt", text_of(*SAID[:3], "It rose.", head=head)))
    assert (one.standing, one.replaces) == (Standing.NEW_VERSION, row.uid)


def test_words_said_several_times_go_over_in_their_order(project: Project, tmp_path: Path) -> None:
    thanks = "The representative of Norway thanked the President."
    project.import_files([put(tmp_path, "a.txt", text_of(thanks, SAID[0], thanks, SAID[1], thanks, SAID[2]))])
    rows = [row for row in project.statements() if row.text == thanks]
    for number, row in enumerate(rows):
        project.label(row.uid, "Ben", stance="neutral", note=str(number))
    version(project, tmp_path, text_of(thanks, SAID[0], "There was a pause.", thanks, SAID[1], thanks))
    found = [row.labels[0].note for row in project.statements() if row.text == thanks]
    assert found == ["0", "1", "2"]
