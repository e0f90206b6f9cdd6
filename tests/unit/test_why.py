"""The sentence that says why a listing answers claims no word that the listing lacks."""

from __future__ import annotations

import pytest

from jobboard.search.contract import Match
from jobboard.web.why import why


@pytest.mark.parametrize(
    ("matches", "said"),
    [
        ([], ""),
        ([Match("billing", "title")], "Found “billing” in the title."),
        (
            [Match("billing", "title"), Match("calm", "body"), Match("chat", "body")],
            "Found “billing” in the title and “calm” in the text.",
        ),
        ([Match("a", "body"), Match("b", "body")], "Found “a” and “b” in the text."),
        (
            [Match("call center", "facts", "Customer service")],
            "Found customer service in what the employer listed.",
        ),
        (
            [Match("shop", "body", "Retail"), Match("clerk", "body", "Cashier")],
            "Found words for retail and cashier in the text.",
        ),
        ([Match("hospital", "body", "Healthcare")], "Found words for healthcare in the text."),
        ([Match("se habla", "facts", "Spanish")], "Found Spanish in what the employer listed."),
    ],
)
def test_what_was_found_is_said_as_it_stands(matches: list[Match], said: str) -> None:
    assert why(tuple(matches)) == said
