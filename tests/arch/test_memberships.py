"""The tables of groups and of the Security Council say what the organisations' lists say, as far as one can count."""

import re
from collections import Counter

import pytest

from annotator.paths import resource, seeds
from annotator.tagging.gazetteer import rows
from annotator.usecases.groups import memberships

GROUPS, SEATS = list(rows("memberships.tsv")), list(rows("security_council.tsv"))
STATES = {row["iso"] for table in ("states.tsv", "former_states.tsv") for row in rows(table)}
MEMBERS = [row["iso"] for row in rows("states.tsv") if row["iso"] not in ("PSE", "VAT")]
REGIONAL = {"African Group", "Asia-Pacific Group", "Eastern European Group", "GRULAC", "WEOG"}
DAY = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")


@pytest.mark.parametrize("table", ["memberships.tsv", "security_council.tsv"])
def test_table_is_plain_names_its_source_and_knows_its_states(table: str) -> None:
    text = resource("gazetteers", table).read_text("utf-8")
    assert text.startswith("#")
    assert "compiled by hand for this project" in " ".join(text.split("\n")[:4])
    for row in rows(table):
        assert row["iso"] in STATES
        assert DAY.fullmatch(row["from"])
        assert DAY.fullmatch(row["to"])
        assert not row["to"] or row["from"][: len(row["to"])] <= row["to"]


def test_every_group_names_the_list_that_it_follows_and_has_as_many_members_as_it_says() -> None:
    text = resource("gazetteers", "memberships.tsv").read_text("utf-8")
    current = Counter(row["group"] for row in GROUPS if not row["to"])
    for comment, group in re.findall(r"((?:^# .*\n)+)\w{3}\t([^\t]+)\t", text.split("iso\tgroup")[1], re.MULTILINE):
        said = " ".join(line.lstrip("# ") for line in comment.splitlines())
        assert int(said.rstrip(".").split()[-1]) == current.pop(group), group
        assert ":" in said, group
    assert not current


def test_every_member_state_but_kiribati_is_in_one_regional_group() -> None:
    found = Counter(row["iso"] for row in GROUPS if row["group"] in REGIONAL and not row["to"])
    assert [iso for iso in MEMBERS if found[iso] != 1] == ["KIR"]
    assert set(found) <= set(MEMBERS)


@pytest.mark.parametrize("year", range(1996, 2027))
def test_council_has_five_permanent_and_ten_elected_members_of_the_right_regions(year: int) -> None:
    known = memberships()
    seats = {iso: seat for iso in STATES if (seat := known.on(iso, f"{year}-06-01").seat)}
    assert Counter(seats.values()) == {"P5": 5, "E10": 10}
    regions = Counter(
        next(group for group in known.on(iso, "2025").groups if group in REGIONAL)
        for iso, seat in seats.items()
        if seat == "E10"
    )
    assert regions["African Group"] + regions["Asia-Pacific Group"] == 5
    assert (regions["GRULAC"], regions["Eastern European Group"], regions["WEOG"]) == (2, 1, 2)


def test_elected_members_of_2016_are_those_that_the_coverage_of_a_meeting_of_2016_names() -> None:
    known = memberships()
    elected = {row["name"] for row in rows("states.tsv") if known.on(row["iso"], "2016-10-28").seat == "E10"}
    texts = [path.read_text("utf-8") for path in seeds().glob("*.txt")]
    (coverage,) = [text for text in texts if "Uruguay" in text]
    assert {name for name in elected if name.split(" (")[0] in coverage} == elected


def test_members_of_groups_change_on_the_day() -> None:
    known = memberships()
    assert "EU" in known.on("GBR", "2020-01-31").groups
    assert "EU" not in known.on("GBR", "2020-02-01").groups
    assert known.on("UZB", "2010-01-01").groups[:4] == ("Asia-Pacific Group", "CSTO", "CIS", "SCO")
    assert "CSTO" not in known.on("UZB", "2019-09-25").groups
    assert known.on("SCG", "2004-01-01").groups == ("Eastern European Group", "OSCE", "Council of Europe")
