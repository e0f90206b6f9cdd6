"""Sentences, matches and places: what the rules of inference stand on."""

import pytest

from jobboard.domain import vocabulary
from jobboard.domain.inference import place
from jobboard.domain.inference.location import place_in
from jobboard.domain.inference.reading import denied, finder, sentences


def _folded(text):
    return [sentence.folded for sentence in sentences("description", text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A nice place.We like it.", ["a nice place", "we like it"]),
        ("good attitudeAbility to lift", ["good attitude", "ability to lift"]),
        ("a diploma (GED)Minimum age", ["a diploma ged", "minimum age"]),
        ("RESPONSIBILITIESAnswer calls", ["responsibilities", "answer calls"]),
        ("pays $42,000Weekly pay", ["pays 42 000", "weekly pay"]),
        ("Skills: patience; tact", ["skills", "patience", "tact"]),
        ("• one • two\n- Three", ["one", "two", "three"]),
        ("B.S. degree, e.g. biology", ["b s degree e g biology"]),
        ("9:00 am - 5:00 pm", ["9 00 am 5 00 pm"]),
        ("Monday – Friday", ["monday friday"]),
        ("", []),
        ("...", []),
    ],
)
def test_sentences_are_parted(text, parts):
    assert _folded(text) == parts


@pytest.mark.parametrize("name", ["ServiceNow", "PowerPoint", "LinkedIn", "iPhone", "QuickBooks"])
def test_names_with_an_inner_capital_stay_whole(name):
    assert _folded(f"Knows {name} well") == [f"knows {name.casefold()} well"]


@pytest.mark.parametrize(
    "hidden",
    ["#EMAIL_0e92123d11734167#", "#URL_c801649e#", "jane@example.com", "https://example.com/jobs"],
)
def test_contact_details_are_taken_out(hidden):
    assert _folded(f"Write to {hidden} today") == ["write to today"]


def test_words_fold_as_the_vocabulary_does():
    text = "Café staff—C++ & naïve résumés, 24/7 (e-mail)"
    assert " ".join(_folded(text)) == vocabulary.fold(text)


def test_written_words_keep_their_capitals():
    (sentence,) = sentences("description", "Use NICE daily")
    assert sentence.written == ("Use", "NICE", "daily")


def _match(group, text):
    (sentence,) = sentences("description", text)
    return next(finder(group).find(sentence))


def test_the_longest_cue_wins():
    assert _match("level", "customer service manager").cue == "customer service manager"


def test_plurals_are_found_by_their_singular():
    match = _match("role-family", "Receptionists wanted")
    assert (match.cue, match.written) == ("receptionist", "Receptionists")


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("no phone work", True),
        ("not a phone role", True),
        ("phone work is not required", True),
        ("phone is unavailable", True),
        ("without any phone contact", True),
        ("not only phone", False),
        ("including but not limited to phone", False),
        ("phone work all day", False),
        ("we do not mind; phone", False),
    ],
)
def test_denial(text, no):
    found = [
        match
        for sentence in sentences("description", text)
        for match in finder("channel").find(sentence)
    ]
    assert [denied(match) for match in found] == [no]


@pytest.mark.parametrize(
    ("text", "country", "region", "town"),
    [
        ("US, TX, Austin", "US", "US-TX", "Austin"),
        ("Austin, TX, US", "US", "US-TX", "Austin"),
        ("Austin, TX", "US", "US-TX", "Austin"),
        ("Austin, Texas, United States", "US", "US-TX", "Austin"),
        ("GB, LND, London", "GB", "GB-LND", "London"),
        ("Germany", "DE", "", ""),
        ("Springfield", "", "", "Springfield"),
        ("", "", "", ""),
    ],
)
def test_places_in_one_line(text, country, region, town):
    found = place_in(text)
    assert (found.country, found.region, found.town) == (country, region, town)
    assert place({"jobLocation": text}) == found


@pytest.mark.parametrize(
    ("address", "country", "region"),
    [
        ({"addressCountry": "US", "addressRegion": "NY"}, "US", "US-NY"),
        ({"addressRegion": "NY"}, "", "US-NY"),
        ({"addressCountry": "United Kingdom"}, "GB", ""),
        (
            {"addressCountry": {"@type": "Country", "name": "CA"}, "addressRegion": "ON"},
            "CA",
            "CA-ON",
        ),
        ({"addressCountry": "US", "addressRegion": "Nowhere"}, "US", ""),
        ({"addressCountry": "US-TX"}, "", ""),
    ],
)
def test_places_as_postal_addresses(address, country, region):
    found = place({"jobLocation": [{"@type": "Place", "address": address}]})
    assert (found.country, found.region) == (country, region)


def test_a_missing_place_is_empty():
    assert place({}) == place({"jobLocation": []}) == place({"jobLocation": [3]})
