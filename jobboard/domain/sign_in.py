"""Signing in: the doors, how long things last, and what the security log notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import AccountKind
from jobboard.domain.text import clean

SIGNED_IN_FOR = timedelta(days=30)
# With the password alone, while the second factor is still owed.
HALF_SIGNED_IN_FOR = timedelta(minutes=15)


class TokenPurpose(StrEnum):
    """What a link sent by letter is for."""

    CONFIRM_ADDRESS = "confirm_address"
    RESET_PASSWORD = "reset_password"
    CHANGE_ADDRESS = "change_address"


TOKEN_LIFETIMES: dict[TokenPurpose, timedelta] = {
    TokenPurpose.CONFIRM_ADDRESS: timedelta(hours=48),
    TokenPurpose.RESET_PASSWORD: timedelta(hours=1),
    TokenPurpose.CHANGE_ADDRESS: timedelta(hours=24),
}


class SecurityAct(StrEnum):
    """What the security log notes about access to accounts."""

    SIGNED_UP = "signed_up"
    ADDRESS_CONFIRMED = "address_confirmed"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    SIGN_IN_ENDED = "sign_in_ended"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    RESET_ASKED = "reset_asked"
    PASSWORD_RESET = "password_reset"
    PASSWORD_CHANGED = "password_changed"
    PASSWORD_REFUSED = "password_refused"
    ADDRESS_CHANGE_ASKED = "address_change_asked"
    ADDRESS_CHANGED = "address_changed"
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SECOND_FACTOR_REFUSED = "second_factor_refused"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
    MODERATOR_CREATED = "moderator_created"


class Refusal(StrEnum):
    """Why a sign-in is refused. All but the first are told only after the right password."""

    NO_MATCH = "no_match"
    OTHER_DOOR = "other_door"
    UNCONFIRMED = "unconfirmed"
    STOPPED = "stopped"


class SignInRefused(RuleError):
    """A sign-in is refused; ``kind`` is the account's, once the password was right."""

    def __init__(self, reason: Refusal, kind: str = "") -> None:
        super().__init__("That address and password do not match.")
        self.reason = reason
        self.kind = kind


class LinkExpired(RuleError):
    """A link from a letter is not good any more: used, replaced, too old, or not ours."""


def normal_address(text: str) -> str:
    """Return an e-mail address as it is stored and counted, however it was typed."""
    return clean(text).lower()


@dataclass(frozen=True, slots=True)
class Door:
    """One way in. ``slug`` stands in the address; ``can`` is what one can do behind it.

    ``person`` and ``people`` say who uses it, in the words of a sentence.
    """

    slug: str
    kind: AccountKind
    label: str
    person: str
    people: str
    can: tuple[str, ...]


DOORS: tuple[Door, ...] = (
    Door(
        "seekers",
        AccountKind.SEEKER,
        "Job seekers",
        "a job seeker",
        "job seekers",
        (
            "Build a resume and keep it up to date",
            "Apply for jobs without retyping anything",
            "See where each application stands",
        ),
    ),
    Door(
        "employers",
        AccountKind.MEMBER,
        "Employers",
        "an employer",
        "employers",
        (
            "Post jobs and keep drafts",
            "Read applications and answer them",
            "Work with colleagues on the same jobs",
        ),
    ),
    Door(
        "moderators",
        AccountKind.MODERATOR,
        "Moderators",
        "a moderator",
        "moderators",
        ("Check listings and companies",),
    ),
)


def door_by_slug(slug: str) -> Door:
    """Return the door with this name in its address; raise KeyError if there is none."""
    return {door.slug: door for door in DOORS}[slug]


def door_for(kind: str) -> Door:
    """Return the door that people of this kind use."""
    return {door.kind: door for door in DOORS}[AccountKind(kind)]
