"""`flask create-moderator` makes the first moderator, and does no harm when run again."""

from __future__ import annotations

import re

import pytest

from jobboard.domain.permissions import AccountKind
from jobboard.queries.accounts import account_by_email
from tests import factories

LINK = re.compile(r"http://localhost(/reset-password/new\S+)")


@pytest.fixture
def run(app):
    """Run the command and return its exit code and words."""

    def command(*words: str, typed: str | None = None):
        done = app.test_cli_runner().invoke(args=["create-moderator", *words], input=typed)
        return done.exit_code, done.output

    return command


def test_a_link_gives_the_first_password(run, client, enter) -> None:
    status, words = run("Mo@example.org", "--name", "Mo")
    assert (status, "Created the moderator mo@example.org." in words) == (0, True)
    link = LINK.search(words)
    assert link is not None
    client.submit(link[1], {"password": "marmalade under the violin case"})
    response = enter("moderators", "mo@example.org", "marmalade under the violin case")
    assert response.location == "/moderation/queue"
    account = account_by_email("mo@example.org")
    assert (account.kind, account.name) == (AccountKind.MODERATOR, "Mo")


def test_again_it_says_so_and_changes_nothing(run) -> None:
    moderator = factories.moderator()
    before = moderator.password_hash
    status, words = run(moderator.email)
    assert status == 0
    assert f"The moderator {moderator.email} exists." in words
    assert "nothing else was changed" in words
    assert moderator.password_hash == before


def test_a_lost_link_is_given_anew_while_no_password_is_set(run) -> None:
    first, second = (LINK.search(run("mo@example.org")[1]) for _ in range(2))
    assert first[1] != second[1]


def test_a_password_can_be_typed(run, enter) -> None:
    typed = f"{factories.PASSWORD}\n{factories.PASSWORD}\n"
    status, words = run("mo@example.org", "--ask-password", typed=typed)
    assert status == 0
    assert LINK.search(words) is None
    assert enter("moderators", "mo@example.org").status_code == 303


def test_a_bad_password_makes_nothing(run) -> None:
    status, words = run("mo@example.org", "--ask-password", typed="password1234\npassword1234\n")
    assert status == 1
    assert "easy to guess" in words
    assert account_by_email("mo@example.org") is None


@pytest.mark.parametrize("email", ["nobody", "mo@", ""])
def test_what_is_no_address_is_said_so(run, email) -> None:
    status, words = run(email)
    assert status == 1
    assert "is not an e-mail address" in words


def test_another_kind_of_account_is_left_alone(run) -> None:
    seeker = factories.seeker()
    status, words = run(seeker.email)
    assert (status, "another kind" in words) == (1, True)
    assert seeker.kind == AccountKind.SEEKER
