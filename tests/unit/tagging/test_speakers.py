"""Who speaks: one sentence for each family of the grammar, one that it must leave alone, and how voices are carried."""

import pytest

from annotator.domain.transcript import Analysis, PassageKind, Unit
from annotator.reading import read_text
from annotator.tagging import IMPORTER_VERSION, analyse

Voice = tuple[str | None, str | None]


def _analysed(*lines: str, unit: Unit = Unit.SENTENCE) -> Analysis:
    return analyse(read_text("\n".join(lines), "made up.txt"), unit)


def _voices(*lines: str) -> list[list[Voice]]:
    return [[(s.name, s.affiliation) for s in p.speakers] for p in _analysed(*lines).passages]


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("The representative of Norway said that peace was near.", [(None, "Norway")]),
        ("“Peace is near”, said the representative of Norway, “and possible”.", [(None, "Norway")]),
        ("In most cases, said Norway’s representative, it works.", [(None, "Norway")]),
        ("Recalling the past, the Norwegian delegate urged calm.", [(None, "Norway")]),
        ("The representatives of Norway and the Sudan said that peace was near.", [(None, "Norway"), (None, "Sudan")]),
        ("The representative of the European Union, in its capacity as observer, agreed.", [(None, "European Union")]),
        ("The observer for the State of Palestine said it was late.", [(None, "State of Palestine")]),
        ("RUDOLF V. RASSENDYLL (Norway) said that peace was near.", [("Rudolf V. Rassendyll", "Norway")]),
        ("FLAVIA ELPHBERG, Under-Secretary-General for Forests, noted gains.", [("Flavia Elphberg", "United Nations")]),
        (
            "RUPERT HENTZAU, Minister for Foreign Affairs of Norway, spoke in his national capacity.",
            [("Rupert Hentzau", "Norway")],
        ),
        (
            "Meanwhile, Fritz Tarlenheim, Secretary-General of ASEAN, underscored unity.",
            [("Fritz Tarlenheim", "Association of Southeast Asian Nations")],
        ),
        (
            "“We try,” said Flavia Elphberg, Special Representative of the Secretary-General.",
            [("Flavia Elphberg", "United Nations")],
        ),
        (
            "The African Union tries hard, said its Chairperson, Flavia Elphberg.",
            [("Flavia Elphberg", "African Union")],
        ),
        (
            "Foreign Minister Flavia Elphberg of Norway told the Council that it was late.",
            [("Flavia Elphberg", "Norway")],
        ),
        ("Norway’s Flavia Elphberg emphasized calm.", [("Flavia Elphberg", "Norway")]),
        ("Norway’s Permanent Representative, Ambassador Flavia Elphberg, said so.", [("Flavia Elphberg", "Norway")]),
        ("The Secretary-General of the African Union said it was late.", [(None, "African Union")]),
    ],
)
def test_speaker_when_introduced_is_found(sentence: str, voices: list[Voice]) -> None:
    assert _voices(sentence) == [voices]


@pytest.mark.parametrize(
    "sentence",
    [
        "Many speakers stressed that the representative’s words mattered.",
        "The Council rejected the comments made by the representative of Norway.",
        "Rudolf Rassendyll, Special Envoy for the Sahel, met the leaders to discuss their agenda.",
        "Secretary-General Flavia Elphberg is expected to brief.",
        "Norway’s Foreign Minister, Rupert Hentzau, will preside.",
        "In the debate that followed, Council members said that peace was near.",
        "Following the briefing, the Council met in consultations.",
        "Norway maintained that there was a lack of understanding.",
        "The message was clear: no more delays would be accepted.",
    ],
)
def test_speaker_when_only_spoken_of_is_none(sentence: str) -> None:
    assert _voices(sentence) == [[]]


def test_speaker_when_nobody_else_is_introduced_goes_on() -> None:
    found = _voices("NORA LIND (Norway) said it was late.", "Regional work must grow.", "It helps, she said.")
    assert found == [[("Nora Lind", "Norway")]] * 3


def test_speaker_when_narration_comes_between_needs_a_pronoun() -> None:
    found = _voices(
        "Norway’s Nora Lind said it was late.",
        "Many speakers stressed unity.",
        "The building stands by the river.",
        "It was late, she added.",
    )
    assert found == [[("Nora Lind", "Norway")], [], [], [("Nora Lind", "Norway")]]


def test_speaker_when_called_again_by_surname_is_the_same() -> None:
    found = _voices(
        "Nora Lind, Foreign Minister of Norway, said it was late.",
        "The representative of Chad agreed.",
        "Ms. Lind added that time was short.",
    )
    assert found[2] == [("Nora Lind", "Norway")]


def test_sentences_when_a_passage_has_several_speakers_have_their_own() -> None:
    found = _analysed("Norway’s representative agreed. Chad’s representative did not agree, stating that it was late.")
    assert [[s.affiliation for s in one.speakers] for one in found.statements] == [["Norway"], ["Chad"]]
    assert [s.affiliation for s in found.passages[0].speakers] == ["Norway", "Chad"]


def test_quotation_of_several_sentences_belongs_to_whom_its_end_names() -> None:
    found = _analysed("The representative of Chad agreed.", "“We try. We fail,” said the representative of Norway.")
    assert [s.speakers[0].affiliation for s in found.statements] == ["Chad", "Norway", "Norway"]


def test_capacity_when_told_is_kept() -> None:
    found = _analysed("The representative of Chad, speaking on behalf of the African Union, agreed.")
    assert found.passages[0].speakers[0].capacity == "speaking on behalf of the African Union"


def test_record_when_labelled_gives_each_turn_its_voice() -> None:
    found = _voices(
        "President: Mr. Lind . . . . . . . . (Norway)",
        "The President (spoke in French): I invite Ms. Flavia Elphberg, High Representative for Disarmament Affairs.",
        "She has the floor.",
        "Ms. Elphberg: Thank you. The representative of Chad said much.",
        "Mr. Robert (Micronesia (Federated States of)) (spoke in French): We are small.",
        "The agenda was adopted.",
    )
    chair = [("Lind", "Norway")]
    assert found == [
        [],
        chair,
        chair,
        [("Flavia Elphberg", "United Nations")],
        [("Robert", "Micronesia (Federated States of)")],
        [],
    ]


def test_record_when_a_surname_begins_with_particles_is_labelled_all_the_same() -> None:
    found = _voices("Mr. Lind (Norway): We agree.", "Mrs. de la Torre-Ruiz (Panama): We do too.")
    assert found == [[("Lind", "Norway")], [("de la Torre-Ruiz", "Panama")]]


def test_president_whose_surname_begins_with_a_particle_is_known_from_the_cover() -> None:
    found = _voices("President: Mr. de la Torre . . . . . (Panama)", "The President: I declare it open.")
    assert found[-1] == [("de la Torre", "Panama")]


def test_interview_when_labelled_tells_questions_from_answers() -> None:
    found = _voices("SG: Good morning. I am here.", "Q: What about Chad?", "SG: We talk.")
    assert found == [[(None, "United Nations")], [(None, None)], [(None, "United Nations")]]


def test_machine_transcript_when_labelled_has_country_and_name() -> None:
    found = _voices("Norway · Minister · Nora Lind [0:05]: We agree.", "Speaker 4 [3:50]: Thank you.")
    assert found == [[("Nora Lind", "Norway")], [(None, None)]]


def test_remarks_when_announced_are_all_one_voice() -> None:
    found = _analysed(
        "Secretary-General Calls for Calm",
        "Following are UN Secretary-General Flavia Elphberg’s remarks to the Security Council, in Geneva today:",
        "I welcome this. The representative of Chad said much.",
        "Thank you.",
    )
    assert [p.kind for p in found.passages] == [
        PassageKind.HEADING,
        PassageKind.NARRATION,
        PassageKind.SPEECH,
        PassageKind.SPEECH,
    ]
    assert {(s.name, s.affiliation) for p in found.passages[2:] for s in p.speakers} == {
        ("Flavia Elphberg", "United Nations")
    }
    assert found.metadata.place == "Geneva"


def test_press_statement_when_issued_is_the_councils() -> None:
    found = _voices(
        "The following Security Council press statement was issued today by Council President Nora Lind (Norway):",
        "The members of the Security Council condemned the attack.",
    )
    assert found == [[], [(None, "United Nations Security Council")]]


def test_turns_when_asked_for_join_passages_of_the_same_voice() -> None:
    lines = ("NORA LIND (Norway) said it was late.", "Time was short.", "ANA RUIZ (Chile) agreed.")
    found = _analysed(*lines, unit=Unit.TURN)
    assert [s.passage for s in found.statements] == [0, 2]
    assert found.statements[0].end_cp == len("\n".join(lines[:2]))


def test_paragraphs_when_asked_for_are_one_statement_each() -> None:
    found = _analysed("One. Two.", "Three.", unit=Unit.PARAGRAPH)
    assert [(s.start_cp, s.end_cp) for s in found.statements] == [(0, 9), (10, 16)]
    assert found.importer == f"rules/{IMPORTER_VERSION}/paragraph"
