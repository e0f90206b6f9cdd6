"""Which unknown words are slips, and what is searched where nothing answers all the words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.word_forms import stem
from jobboard.search import spelling
from jobboard.search.loosening import loosened
from jobboard.search.mending import is_slip, may_be_slip, mended
from jobboard.search.plans import Plan
from jobboard.search.query import plan_of


class Known:
    """A lexicon of a few words."""

    def __init__(self, listings: Mapping[str, int]) -> None:
        self.listings = listings

    def frequency(self, token: str) -> int:
        return sum(count for word, count in self.listings.items() if stem(word) == token)

    def nearest(self, word: str) -> str | None:
        return spelling.nearest(word, self.listings, self.listings.__getitem__, documents=9)


LEXICON = Known({"apply": 9, "weekly": 5, "dallas": 4, "customer": 9, "insurance": 3, "email": 2})


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("custmer", "customer"),
        ("servise", "service"),
        ("recieptionist", "receptionist"),
        ("represntative", "representative"),
        ("emial", "email"),
        ("phne", "phone"),
        ("hotle", "hotel"),
        ("zendesc", "zendesk"),
        ("costumer", "customer"),
        ("suport", "support"),
        ("bilingal", "bilingual"),
        ("walruskeper", "walruskeeper"),
    ],
)
def test_a_plain_slip_is_mended(typed: str, known: str) -> None:
    assert is_slip(typed, known)


@pytest.mark.parametrize(("typed", "known"), [("visa", "via"), ("mothers", "others")])
def test_a_word_of_people_s_own_lives_is_not_even_asked_about(typed: str, known: str) -> None:
    assert not may_be_slip(typed, known)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("apple", "apply"),
        ("weekday", "weekly"),
        ("dollars", "dallas"),
        ("patent", "patient"),
        ("baker", "banker"),
        ("writer", "waiter"),
        ("chef", "chief"),
        ("farmer", "former"),
        ("maid", "mail"),
        ("wealth", "health"),
        ("irvine", "driving"),
        ("gillard", "billed"),
    ],
)
def test_what_may_be_meant_as_typed_is_not_mended(typed: str, known: str) -> None:
    assert not is_slip(typed, known)


def test_what_may_be_a_slip_is_asked_about() -> None:
    assert mended(SearchCriteria(words="apple"), LEXICON) == (None, "apply")
    assert mended(SearchCriteria(words="custmer"), LEXICON) == ("customer", None)
    assert mended(SearchCriteria(words="custmer apple"), LEXICON) == (
        "customer apple",
        "customer apply",
    )


@pytest.mark.parametrize("typed", ["weekday", "20 dollars an hour", "dollars", "insurance", "xyz"])
def test_nothing_is_said_of_words_far_from_all_known_ones(typed: str) -> None:
    assert mended(SearchCriteria(words=typed), LEXICON) == (None, None)


def test_words_of_the_trade_are_likelier_than_others_as_near() -> None:
    known = {"hole": 9, "hotel": 2, "billing": 1, "bulling": 5}

    assert spelling.nearest("hotle", known, known.__getitem__, 9) == "hotel"
    assert spelling.nearest("bilking", known, known.__getitem__, 9) == "billing"


def looser(text: str) -> list[Plan]:
    return list(loosened(plan_of(SearchCriteria(words=text), LEXICON), LEXICON))


def test_a_phrase_that_stands_nowhere_is_taken_by_its_words() -> None:
    found = looser("insurance claims")[0]

    assert [clause.word for clause in found.clauses] == ["insurance"]
    assert found.missing == ("insurance claims",)


def test_words_that_stand_nowhere_are_let_go_beside_others() -> None:
    assert plan_of(SearchCriteria(words="xyzzy qwxyz customer"), LEXICON).needed == 2
    (found,) = looser("xyzzy qwxyz customer")

    assert [clause.word for clause in found.clauses] == ["customer"]
    assert found.missing == ("xyzzy", "qwxyz")


def test_words_that_ask_for_little_leave_all_listings() -> None:
    (found,) = looser("urgently hiring")

    assert not found.clauses
    assert found.missing == ("urgently hiring",)


@pytest.mark.parametrize("text", ["xyzzy", "customer", "", "-customer"])
def test_nothing_is_let_go_where_nothing_would_be_left(text: str) -> None:
    assert looser(text) == []
