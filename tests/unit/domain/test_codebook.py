"""The codebook: the default one's keys, reading and writing, and what is refused."""

import json
from typing import Any

import pytest

from annotator import paths
from annotator.domain.codebook import Codebook, codebook_from_json, codebook_to_dict
from annotator.domain.errors import UserError


def text() -> str:
    return paths.resource("codebooks", "default.json").read_text("utf-8")


@pytest.fixture
def book() -> Codebook:
    return codebook_from_json(text())


def test_default_codebook_has_the_keys_that_people_script_against(book: Codebook) -> None:
    scale = {stance.key: stance.value for stance in book.stances}
    assert scale == {
        "strongly_supportive": 2,
        "supportive": 1,
        "neutral": 0,
        "critical": -1,
        "strongly_critical": -2,
        "mixed": None,
        "no_stance": None,
        "not_codable": None,
    }
    assert [flag.key for flag in book.flags] == ["conditional", "implicit", "own_organisation", "uncertain"]
    assert [level.value for level in book.confidence] == [1, 2, 3]
    themes = (
        "partnership charter prevention peacekeeping counter_terrorism drugs crime_borders afghanistan sovereignty "
        "security_architecture multilateralism human_rights economy environment_humanitarian information arms_control "
        "other_regional procedural other"
    )
    assert " ".join(theme.key for theme in book.themes) == themes
    targets = "un_regional_trio csto cis sco un_regional russia nato_west other_regional other underspecified"
    assert " ".join(target.key for target in book.targets) == targets
    assert book.default_target == "un_regional_trio"


def test_default_codebook_puts_stances_on_digits_and_themes_on_letters_that_no_command_uses(book: Codebook) -> None:
    assert all(stance.shortcut.isdigit() for stance in book.stances)
    letters = [theme.shortcut for theme in book.themes]
    assert all(len(letter) == 1 and letter.isalpha() for letter in letters)
    assert not set(letters) & set("JKNR")


def test_codebook_written_and_read_is_the_same(book: Codebook) -> None:
    assert codebook_from_json(json.dumps(codebook_to_dict(book))) == book


def broken(**changes: Any) -> str:
    return json.dumps({**json.loads(text()), **changes})


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("{", "not valid JSON"),
        ("[]", "lacks or misspells"),
        (broken(themes=[]), "no theme"),
        (broken(default_target="nobody"), '"nobody"'),
        (broken(stances=[{"key": "a", "name": "A", "colour": "red"}]), "colour"),
        (broken(flags=[{"key": "x", "name": "X", "shortcut": "5"}]), "gives the key"),
        (broken(flags=[{"key": "x", "name": "X"}, {"key": "x", "name": "Y"}]), "twice"),
    ],
)
def test_codebook_with_a_mistake_is_refused_in_one_sentence(source: str, part: str) -> None:
    with pytest.raises(UserError, match=part) as caught:
        codebook_from_json(source)
    assert "\n" not in str(caught.value)


def test_unknown_key_is_refused_with_the_nearest(book: Codebook) -> None:
    with pytest.raises(UserError, match="counter_terrorism"):
        book.check_themes(["counter_terorism"])
    with pytest.raises(UserError, match='"supportive"'):
        book.check_stance("suportive")


def test_too_many_themes_are_refused(book: Codebook) -> None:
    with pytest.raises(UserError, match="at most 2 secondary"):
        book.check_themes(["drugs", "economy", "charter", "other"])
