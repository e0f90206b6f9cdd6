"""Months on a resume, and the gaps between them."""

from __future__ import annotations

from datetime import date

import pytest

from jobboard.domain.errors import RuleError
from jobboard.domain.resume import KEY, gaps
from jobboard.domain.resume.dates import (
    check_period,
    length_words,
    make_month,
    newest_first,
    period_words,
    split_month,
)

NOW = date(2026, 6, 15)


def job(start, end=""):
    return {"startDate": start} | ({"endDate": end} if end else {})


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ([], []),
        ([job("2020-01")], []),
        # Three months between are usual, four are a gap.
        ([job("2020-01", "2020-06"), job("2020-10")], []),
        ([job("2020-01", "2020-06"), job("2020-11")], [("2020-07", "2020-10", 4)]),
        # In any order, and a job inside another hides nothing.
        ([job("2022-09"), job("2020-01", "2022-02")], [("2022-03", "2022-08", 6)]),
        ([job("2018-01", "2022-02"), job("2019-01", "2019-03"), job("2022-04")], []),
        # Up to this month.
        ([job("2020-01", "2026-02")], []),
        ([job("2020-01", "2026-01")], [("2026-02", "2026-05", 4)]),
        # Years alone mean all of the year.
        ([job("2018", "2019"), job("2021")], [("2020-01", "2020-12", 12)]),
        ([job("2020-01-15", "2020-06-01"), job("2021-01-01")], [("2020-07", "2020-12", 6)]),
        # Dates that cannot be read say nothing.
        ([job("soon"), job("2020-01", "someday")], []),
    ],
)
def test_gaps_are_longer_than_three_months(work, expected):
    found = gaps({"work": work}, NOW)
    assert [(gap.start, gap.end, gap.months) for gap in found] == expected


@pytest.mark.parametrize("section", ["volunteer", "education", "breaks"])
def test_other_things_fill_a_gap(section):
    document = {"work": [job("2018-01", "2019-12"), job("2022-01")]}
    assert len(gaps(document, NOW)) == 1
    filling = {section: [job("2020-01", "2021-12")]}
    filled = document | ({KEY: filling} if section == "breaks" else filling)
    assert gaps(filled, NOW) == []


def test_nothing_before_the_first_job_is_a_gap():
    education = [job("2010-09", "2012-06")]
    assert gaps({"work": [job("2020-01")], "education": education}, NOW) == []


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (
            [job("2021-01", "2022-02"), job("2022-09")],
            "There is a gap from March to August 2022. You can explain it, or leave it.",
        ),
        (
            [job("2021-01", "2021-10"), job("2022-09")],
            "There is a gap from November 2021 to August 2022. You can explain it, or leave it.",
        ),
    ],
)
def test_a_gap_is_said_calmly(work, sentence):
    assert [gap.sentence for gap in gaps({"work": work}, NOW)] == [sentence]


@pytest.mark.parametrize(
    ("start", "end", "period", "length"),
    [
        ("2021-03", "2023-02", "March 2021 to February 2023", "2 years"),
        ("2021-03", "2021-03", "March 2021", "1 month"),
        ("2021-03", "2021-10", "March 2021 to October 2021", "8 months"),
        ("2021-03", "2022-02", "March 2021 to February 2022", "1 year"),
        ("2021-03", "", "March 2021 to now", "since March 2021"),
        ("2019", "2021", "2019 to 2021", "3 years"),
        ("", "2021", "Until 2021", ""),
        ("", "", "", ""),
        ("last year", "soon", "last year to soon", ""),
        ("2021-03", "soon", "March 2021 to soon", ""),
    ],
)
def test_periods_and_lengths_read_well(start, end, period, length):
    entry = {"startDate": start, "endDate": end}
    assert period_words(entry) == period
    assert length_words(entry) == length


def test_what_goes_on_comes_first_then_the_latest():
    old, ended, running = job("2015-01", "2016-01"), job("2017-01", "2024-01"), job("2016-05")
    undated = {"name": "When?"}
    assert newest_first([undated, old, ended, running]) == [running, ended, old, undated]


@pytest.mark.parametrize(
    ("month", "year"), [("", "2021"), ("13", "2021"), ("0", "2021"), ("x", "2021"), ("3", ""),
                        ("3", "21"), ("3", "1821"), ("3", "20211"), ("3", "２０２１")]
)  # fmt: skip
def test_a_month_needs_its_name_and_a_year_of_four_figures(month, year):
    with pytest.raises(RuleError):
        make_month(month, year)


def test_months_survive_the_form():
    assert make_month("3", "2021") == "2021-03"
    assert split_month("2021-03") == ("3", "2021")
    assert split_month("2021") == ("", "2021")
    assert split_month("<script>") == ("", "")


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("2026-07", "", "from_year"),
        ("2021-03", "2021-02", "to_year"),
        ("2021-03", "2026-07", "to_year"),
    ],
)
def test_periods_end_after_they_begin_and_not_in_the_future(start, end, field):
    with pytest.raises(RuleError) as refused:
        check_period(start, end, NOW)
    assert refused.value.field == field


def test_periods_that_can_be_true_are_taken():
    check_period("2026-06", "", NOW)
    check_period("2021-03", "2021-03", NOW)
    check_period("2021-03", "2026-06", NOW)
