"""Trained pipelines on this machine: which there are, and in one sentence why one of them cannot be used."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.pipeline import Pipeline, PipelineError
from annotator.tagging.pipelines import find_pipeline, installed_pipelines
from annotator.tagging.trained import check
from support.pipelines import install, train


@pytest.fixture
def copy(trained: Path, tmp_path: Path) -> Path:
    """A pipeline to be damaged."""
    return Path(shutil.copytree(trained, tmp_path / "copy"))


@pytest.fixture
def site(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages in which a trained pipeline is installed as en_made_up."""
    site = tmp_path / "site"
    install(site, copy, "en_made_up")
    monkeypatch.syspath_prepend(str(site))
    return site


def change_meta(folder: Path, **said: object) -> None:
    path = folder / "meta.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **said}), "utf-8")


def change_config(folder: Path, old: str, new: str) -> None:
    path = folder / "config.cfg"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_folder_is_described_without_loading_it(trained: Path) -> None:
    pipeline = find_pipeline(trained)
    assert (pipeline.name, pipeline.version, pipeline.language) == ("en_made_up", "1.2.3", "en")
    assert (pipeline.recogniser, pipeline.left_out) == ("ner", ("sentencizer",))
    assert (pipeline.folder, pipeline.choice, pipeline.is_installed) == (trained, str(trained), False)


def test_installed_pipeline_is_listed_and_found_by_name_and_none_of_its_code_is_run(site: Path) -> None:
    pipeline = find_pipeline("en_made_up")
    assert pipeline in installed_pipelines()
    assert (pipeline.choice, pipeline.is_installed) == ("en_made_up", True)
    assert pipeline.folder == site / "en_made_up" / "en_made_up-1.2.3"
    check(pipeline)


def test_folder_of_an_installed_package_will_do(site: Path) -> None:
    assert find_pipeline(site / "en_made_up").folder == find_pipeline("en_made_up").folder


def test_installed_pipeline_without_recogniser_is_not_offered(site: Path) -> None:
    change_config(site / "en_made_up" / "en_made_up-1.2.3", 'factory = "ner"', 'factory = "tagger"')
    assert "en_made_up" not in [one.name for one in installed_pipelines()]


def test_listing_does_not_import_spacy(site: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "from annotator.tagging.pipelines import find_pipeline, installed_pipelines\n"
        "assert find_pipeline('en_made_up') in installed_pipelines()\n"
        "print('spacy' in sys.modules, 'en_made_up' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_encoder_stays_only_where_the_recogniser_listens_to_it(copy: Path) -> None:
    change_config(copy, '["sentencizer", "ner"]', '["tok2vec", "sentencizer", "ner"]')
    path = copy / "config.cfg"
    path.write_text(path.read_text("utf-8") + '\n[components.tok2vec]\nfactory = "tok2vec"\n', "utf-8")
    assert find_pipeline(copy).left_out == ("tok2vec", "sentencizer")
    change_config(copy, '"spacy.HashEmbedCNN.v2"', '"spacy.Tok2VecListener.v1"')
    assert find_pipeline(copy).left_out == ("sentencizer",)


def test_pipeline_trained_again_under_the_same_version_is_another(trained: Path, tmp_path: Path) -> None:
    again = train(tmp_path / "again", seed=2)
    first, second = find_pipeline(trained), find_pipeline(again)
    assert first.version == second.version
    assert first.mark != second.mark


def test_copy_of_a_pipeline_is_the_same_one(trained: Path, copy: Path) -> None:
    (copy / "README.md").write_text("Read me.")
    assert find_pipeline(copy).mark == find_pipeline(trained).mark


def test_mark_has_no_slash_whatever_the_author_called_it(copy: Path) -> None:
    change_meta(copy, name="news/made up", version="1/2")
    assert find_pipeline(copy).mark.startswith("pipeline.en_news_made_up-1_2.")


# -- what cannot be used -----------------------------------------------------------------------------------------------


def nothing_there(folder: Path) -> None:
    shutil.rmtree(folder)


def no_meta(folder: Path) -> None:
    (folder / "meta.json").unlink()


def torn_meta(folder: Path) -> None:
    (folder / "meta.json").write_text('{"lang": "en", "na')


def meta_of_another_kind(folder: Path) -> None:
    (folder / "meta.json").write_text('["en"]')


def no_config(folder: Path) -> None:
    (folder / "config.cfg").unlink()


def torn_config(folder: Path) -> None:
    (folder / "config.cfg").write_bytes(b"\xff[nlp\n")


def senseless_config(folder: Path) -> None:
    change_config(folder, '["sentencizer", "ner"]', "{ner")


def pipeline_of_numbers(folder: Path) -> None:
    change_config(folder, '["sentencizer", "ner"]', "7")


def no_recogniser(folder: Path) -> None:
    change_config(folder, '["sentencizer", "ner"]', '["sentencizer"]')


def recogniser_switched_off(folder: Path) -> None:
    change_config(folder, "disabled = []", 'disabled = ["ner"]')


def another_spacy(folder: Path) -> None:
    change_meta(folder, spacy_version=">=2.3.0,<2.4.0")


def torn_weights(folder: Path) -> None:
    path = folder / "ner" / "model"
    path.write_bytes(path.read_bytes()[:999])


def no_weights(folder: Path) -> None:
    shutil.rmtree(folder / "ner")


def unknown_architecture(folder: Path) -> None:
    change_config(folder, '"spacy.HashEmbedCNN.v2"', '"elsewhere.Encoder.v1"')


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (nothing_there, "There is no trained pipeline in"),
        (no_meta, "is no trained pipeline"),
        (torn_meta, "its meta.json cannot be read"),
        (meta_of_another_kind, "its meta.json cannot be read"),
        (no_config, "its config.cfg cannot be read"),
        (torn_config, "its config.cfg cannot be read"),
        (senseless_config, "its config.cfg makes no sense"),
        (pipeline_of_numbers, "its config.cfg makes no sense"),
        (no_recogniser, "does not recognise named entities"),
        (recogniser_switched_off, "does not recognise named entities"),
        (another_spacy, "was made for spaCy >=2.3.0,<2.4.0, and this is spaCy 3"),
        (torn_weights, "is damaged"),
        (no_weights, "is damaged"),
        (unknown_architecture, "needs a package that is not installed here"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(copy: Path, harm: Callable[[Path], None], said: str) -> None:
    harm(copy)
    with pytest.raises(PipelineError) as caught:
        check(find_pipeline(copy))
    message = str(caught.value)
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message


def test_pipeline_that_knows_neither_people_nor_organisations_is_refused(tmp_path: Path) -> None:
    folder = train(tmp_path / "animals", labels=("ANIMAL", "PLANT"))
    with pytest.raises(PipelineError, match="finds neither people nor organisations"):
        check(find_pipeline(folder))


def test_pipeline_that_goes_away_before_it_is_loaded_is_named_with_its_place(copy: Path) -> None:
    pipeline: Pipeline = find_pipeline(copy)
    shutil.rmtree(copy)
    with pytest.raises(PipelineError, match="is no longer in"):
        check(pipeline)


def test_unknown_name_is_told_with_the_nearest_that_is_installed(site: Path) -> None:
    with pytest.raises(PipelineError, match='no trained pipeline "en_mode_up" here; the nearest is "en_made_up"'):
        find_pipeline("en_mode_up")


@pytest.mark.parametrize("name", ["json", "__main__", "annotator", "en made up", "~"])
def test_name_of_something_else_is_no_pipeline(name: str) -> None:
    with pytest.raises(PipelineError, match="no trained pipeline"):
        find_pipeline(name)
