"""The sample project has something for every screen, the same everywhere, and says that it is an example."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator import Project, UserError
from annotator.domain.errors import Cancelled
from annotator.domain.label import Label, Verdict
from annotator.domain.rows import StatementFilter
from annotator.usecases.sample import make_sample, sample_path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample") / "new folder")


def test_sample_has_something_for_every_screen(path: Path) -> None:
    with Project.open(path, read_only=True) as project:
        assert len(project.transcripts()) == 5
        assert project.info().n_mentions > 0
        a, b = project.coders()
        assert (a.name, b.name, a.example, b.example) == ("Example A", "Example B", True, True)
        labels = project.labels()
        of_a, of_b = ([label for label in labels if label.coder == coder.uid] for coder in (a, b))
        assert len(of_a) > len(of_b) > 50
        assert {label.target for label in labels} > {project.codebook.default_target}
        assert any(label.stance is None for label in labels)
        assert any(not label.themes and not label.complete for label in labels)
        assert any(label.themes[1:] for label in labels)
        assert any(label.flags for label in labels)
        assert any(label.note for label in labels)
        for shown in StatementFilter:
            assert project.statement_keys(shown=shown, coder=a.uid), shown
        reviews = [review for row in project.statements() for review in row.reviews]
        assert {review.verdict for review in reviews} == set(Verdict)
        assert any(review.comment for review in reviews if review.verdict is Verdict.QUERY)
        assert project.check().sound


def test_example_coders_agree_for_the_most_part_and_not_everywhere(path: Path) -> None:
    with Project.open(path, read_only=True) as project:
        for agreement in project.agreement().overall:
            assert agreement.n_units > 50
            assert agreement.alpha is not None
            assert 0.5 < agreement.alpha < 0.95


def test_sample_is_the_same_each_time(path: Path, tmp_path: Path) -> None:
    def labels(where: Path) -> list[Label]:
        with Project.open(where, read_only=True) as project:
            return [replace(label, labelled_at=0) for label in project.labels()]

    assert labels(make_sample(tmp_path)) == labels(path)


def test_sample_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    sample_path(tmp_path).write_bytes(b"mine")
    with pytest.raises(UserError, match="there already"):
        make_sample(tmp_path)
    assert sample_path(tmp_path).read_bytes() == b"mine"


def test_cancelled_sample_leaves_only_the_users_own_files(tmp_path: Path) -> None:
    mine = tmp_path / "sample.annotator.txt"
    mine.write_text("my notes", "utf-8")
    with pytest.raises(Cancelled):
        make_sample(tmp_path, lambda done, _total, _text: done < 2)
    assert list(tmp_path.iterdir()) == [mine]


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be made"):
        make_sample(tmp_path / "file")
