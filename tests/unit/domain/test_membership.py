"""Groups of States by date: days, months and years, what is open, and what is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.membership import Membership, Memberships

TABLE = Memberships(
    [
        Membership("GBR", "EU", "", "2020-01-31"),
        Membership("GBR", "NATO"),
        Membership("FIN", "NATO", "2023-04-04"),
        Membership("GMB", "Commonwealth", "", "2013-10-03"),
        Membership("GMB", "Commonwealth", "2018-02-08"),
    ],
    [
        Membership("GBR", "P5", "1945-10-24"),
        Membership("FIN", "E10", "2029", "2030"),
    ],
)


@pytest.mark.parametrize(
    ("iso", "date", "groups"),
    [
        ("GBR", "2020-01-31", ("EU", "NATO")),
        ("GBR", "2020-02-01", ("NATO",)),
        ("GBR", "2020", ("EU", "NATO")),
        ("GBR", "1996-01-01", ("EU", "NATO")),
        ("GBR", "1995-12-31", ()),
        ("GBR", None, ("NATO",)),
        ("GBR", "XXXX-01-31", ("NATO",)),
        ("FIN", "2023-04-03", ()),
        ("FIN", "2023-04-04", ("NATO",)),
        ("FIN", "2023-04", ("NATO",)),
        ("GMB", "2013-10-03", ("Commonwealth",)),
        ("GMB", "2015-01-01", ()),
        ("GMB", "2018-02-08", ("Commonwealth",)),
        ("XYZ", "2018-02-08", ()),
    ],
)
def test_groups_are_those_of_the_date(iso: str, date: str | None, groups: tuple[str, ...]) -> None:
    assert TABLE.on(iso, date).groups == groups


@pytest.mark.parametrize(
    ("iso", "date", "seat"),
    [
        ("GBR", "1946-01-17", "P5"),
        ("GBR", "1945-10-23", ""),
        ("GBR", None, "P5"),
        ("FIN", "2030-12-31", "E10"),
        ("FIN", "2031-01-01", ""),
        ("FIN", None, ""),
    ],
)
def test_seat_is_that_of_the_year(iso: str, date: str | None, seat: str) -> None:
    assert TABLE.on(iso, date).seat == seat


def test_groups_without_a_year_are_marked_as_the_current_ones() -> None:
    assert TABLE.on("GBR", "XXXX-05-01").on is None
    assert TABLE.on("GBR", "2019-05-01").on == "2019-05-01"
    assert TABLE.on("GBR", None).names == ("P5", "NATO")


days = st.dates().map(lambda day: day.isoformat())


@given(days, days, days)
def test_membership_holds_from_its_first_day_to_its_last_and_in_every_month_and_year_of_it(
    start: str, end: str, on: str
) -> None:
    one = Membership("GBR", "EU", start, end)
    assert one.holds(on) == (start <= on <= end)
    if one.holds(on):
        assert one.holds(on[:7])
        assert one.holds(on[:4])
