"""Where a sentence ends. A bar marks the ends that are expected; every text is made up."""

import pytest

from annotator.tagging import sentence_spans


@pytest.mark.parametrize(
    "marked",
    [
        "Peace is possible.|It needs work.",
        "Peace is possible.\xa0 |\xa0It needs work.",
        "“We agree,” she said.|“We will act.”|They did.",
        "He asked:  “Who will pay?”|Nobody answered.",
        "“Who will pay?” asked the delegate of Ruritania.",
        "“Who will pay?” Mr. Rassendyll asked.|Nobody answered.",
        "“Regional work”, said the representative of Ruritania, “is the next phase”.",
        "See S/PV.7796 and para. 12 of annex II, sect. IV.B, for details.|Then decide.",
        "Paras. 3 to 5 of Art. 7 apply.|Nos. 4 and 5 do not.",
        "The meeting rose at 10 a.m.|Expression of thanks followed.",
        "The meeting begins at 10 a.m. Tuesday in New York.",
        "It began at 11:07 a.m. and ended at 1:17 p.m.|All left.",
        "H.E. Mr. Rudolf V. Rassendyll spoke.|Dr. Strelsau followed.",
        "The U.S. Government agreed.|So did the U.S.|The others left.",
        "John F. Strelsau and J. C. Hentzau met.|They talked.",
        "Zas and I. We agreed.".replace("I. We", "I.|We"),
        "See annex B.|The text is there.",
        "Resolution 1701 (2006) stands.|(It was adopted in 2006.)|Nobody objects.",
        "The world needs it.|[Hentzau News – 3 May 2031]",
        "“Threats grow, “ he said.|Then he left.",
        "We stand together. “ he said.",
        "1. The Council met.",
        "What now?!|Nothing.",
        "They waited…|Nothing came.",
        "Je vous remercie.|À bientôt.",
        "M. Rassendyll a parlé.|Mme Elphberg aussi.",
        "和平是可能的。|我们需要努力。",
        "Мир возможен.|Нужна работа.",
        "It cost $3.5 million.|That is 2.5 per cent.",
        "The firm Hentzau Inc. was fined.|It paid.",
        "In Sept. 2031 it began.|By Dec. 31 it was over.",
        "Ruritania, i.e. Strelsau, agreed.",
        "mr. speaker, e.g. here.",
        "",
    ],
)
def test_sentences_of_a_line_are_as_marked(marked: str) -> None:
    text = marked.replace("|", " ")
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert [text[s.start_cp : s.end_cp] for s in sentence_spans(text)] == expected


def test_sentences_of_a_stretch_have_offsets_in_the_whole_text() -> None:
    text = "Before.\nOne. Two.\nAfter."
    assert [(s.start_cp, s.end_cp) for s in sentence_spans(text, 8, 17)] == [(8, 12), (13, 17)]
