"""Hard ends of sentences. A bar marks the ends that are expected; every text is made up."""

import pytest

from annotator.tagging import sentence_spans

_TITLES = [
    "I thank Mr. Rassendyll.|I also thank Mrs. Elphberg and Ms. Strelsau.",
    "Dr. A. Hentzau spoke first.|Prof. Dr. Lauengram followed.",
    "Lt. Gen. Sapt and Maj. Gen. Tarlenheim agreed.|Brig. Krafstein did not.",
    "H.R.H. Prince Michael arrived.|H.E. Mrs. Flavia Elphberg had left.",
    "Gov. Bersonin met Sen. De Gautet.|Rep. Detchard stayed away.",
    "The Rev. Josef Holf prayed.|St. Hugo was named.",
    "Sir Jacob Borrodaile Jr.|The name said it all.",
    "He met Rassendyll Sr. and Rassendyll Jr. in Zenda.|They talked.",
    "“Mr. President,” she said, “Mr. Sapt lied.”|He left.",
]
_REFERENCES = [
    "See para. 12.|It is short.",
    "Paras. 3 to 5 stand.|Para. 6 falls.",
    "It is in annex II, sect. IV.B, of the report.|Nobody read it.",
    "See annex II, sect. IV.B.|It is long.",
    "Under rule No. 5 and No. 37, he may speak.|He did.",
    "The text (S/2031/12, para. 4) is clear.|It binds.",
    "Res. 1244 of 1999 applies (cf. S/PV.4011, p. 7).|So be it.",
    "Arts. 41 and 42 are cited.|Art. 51 is not.",
    "It follows Ch. VII of the Charter.|It is binding.",
    "See fig. 3 and vol. II, pp. 12-15, of doc. A/60/1.|The rest is annexed.",
    "As op. cit. 14 shows, prices fell.|Then they rose.",
    "Document S/2031/1/Add.1 replaces S/2031/1/Corr.2.|Both are out.",
    "The Act was revised in Rev. 2 of Add. 3.|It lapsed.",
    "See section 3.4.1.|It has a table.",
    "It was numbered 1.5.|The next was 1.6.",
]
_HOURS = [
    "We met at 9.30 a.m.|The room was cold.",
    "It rose at 5 p.m.|Ruritania spoke last.",
    "It will resume at 3 p.m. Monday, 4 May.|Bring papers.",
    "The vote is at 10 a.m. EST on Friday.|Be there.",
    "It began at 10 a.m. (local time) and ended at noon.|All went home.",
    "From 10 a.m. to 1 p.m. and from 3 p.m. to 6 p.m. they talked.|Then came dinner.",
]
_QUOTATIONS = [
    "“He told me, ‘Go home.’|I stayed.”|She sat down.",
    "“Is this peace?” he asked.|“No.”|Silence fell.",
    "‘Enough!’ cried the delegate of Ruritania.|Nobody moved.",
    "“We will not yield,” he said.|“Never.”",
    "The report speaks of “failures”.|It names none.",
    "He called it “a farce.”|It was.",
    "“Peace,” he said, “is a word.|Bread is a thing.”",
    "She asked:  “When?”|He answered:  “Soon.”",
    "”We agree,” he said, using the wrong mark.|They nodded.",
    "“One.|Two.|Three,” he counted.",
    "He said “No.” and left.|The door closed.",
    '"We have explained this.|The file is closed," he said.|Nobody laughed.',
    "“What is it?” the delegate of Ruritania asked.|Nobody knew.",
    "“[The King] is dead,” he said.|“Long live the King.”",
    "“‘Never again’ was the promise.|It was broken.”|He wept.",
    "He said that “Mr. Sapt … knew.”|It was late.",
]
_ELLIPSES = [
    "And then…|Nothing.",
    "He waited … and waited.|It rained.",
    "“Well… maybe,” he said.|She frowned.",
    "The list goes on: wheat, oats, ....|Prices rose.",
    "We shall see...|Time will tell.",
    "(…)|The rest is lost.",
]
_BRACKETS = [
    "It failed.|(It had failed before.)|They went on.",
    "The vote (13 to 2) was taken.|It passed.",
    "He spoke for Ruritania (see para. 4).|[Applause.]|He bowed.",
    "The Government [of Ruritania] agreed.|So did we.",
    "It rose (Ruritania vs. Strelsau).|The case is open.",
    "Nobody (not even H.E. Mr. Sapt) knew.|It was secret.",
    "The text was adopted.*|The vote was close.",
    "It passed.¹|Few knew.²|None cared.",
    "The King agreed.[2]|The Queen did not.",
]
_INITIALS = [
    "R. V. Rassendyll and F. Elphberg signed.|J. Sapt did not.",
    "VASSILY A. NENZYA-HOLF (Ruritania) spoke.|DETCHARD P. GAUTET (Zenda) replied.",
    "J.-P. Bersonin and A.B.C. Krafstein left.|K. F. stayed.",
    "The U.N. Charter binds the U.S. and the U.K.|It binds all.",
    "The U.S. Ambassador met the E.U. High Representative.|They talked in Washington, D.C.|Then they left.",
    "It was plan B.|Plan A had failed.",
    "Both he and I.|That was all.",
    "Camp X. was closed.",
    "The Zenda Co. Ltd. and Strelsau Corp. were listed.|Sanctions followed.",
]
_MARKS = [
    "Trade fell by 3.5 per cent.|Aid rose by $1.2 billion.",
    "Prices rose etc. and so on.|Wages did not.",
    "See www.zenda.example.org/a.b for more.|Or write.",
    "Ruritania, i.e. the North, and Zenda, e.g. its castle, agreed.|Others did not.",
    "• Will Ruritania yield?|Will Zenda?",
    "1. Decides to remain seized of the matter.",
    "(a) Calls on all parties to disarm.|It is urgent.",
    "“1.  Extends the mandate until 31 March;",
    "What?!|Who said so?|I did!",
    "Born in Jan. 1990, he left in Sept. 2010.|He never came back.",
    "The 14th Session opened.|All were there.",
    "Peace is near.\xa0|\xa0Work remains.",
    "They met in St. Petersburg.|Snow fell.",
]
_OTHER_LANGUAGES = [
    "« Plus jamais. »|Or tout recommence.",
    "« Plus jamais\xa0», a-t-il dit.|Personne n’a répondu.",
    "Il a demandé\xa0: «\xa0Qui paiera\xa0?\xa0»|Silence.",
    "Qui viendra voter\xa0?|Personne.",
    "M. Rassendyll et Mme Elphberg sont partis.|MM. Sapt et Holf sont restés.",
    "Voir l’art. 5 et le par. 12.|C’est clair.",
    "¿Quién la escuchó?|Nadie.",
    "El Sr. Sapt y la Sra. Holf hablaron.|¡Basta!|Se fueron.",
    "«Nunca más», dijo.|Todos callaron.",
]


@pytest.mark.parametrize(
    "marked",
    [
        *_TITLES,
        *_REFERENCES,
        *_HOURS,
        *_QUOTATIONS,
        *_ELLIPSES,
        *_BRACKETS,
        *_INITIALS,
        *_MARKS,
        *_OTHER_LANGUAGES,
    ],
)
def test_hard_ends_of_sentences_are_as_marked(marked: str) -> None:
    text = marked.replace("|", " ")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[s.start_cp : s.end_cp] for s in sentence_spans(text)] == expected
