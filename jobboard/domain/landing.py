"""Landing pages: a kind of role in an industry, an arrangement, a channel or a place.

Each is a criteria value with an address and words of its own. The address is read back by
looking it up, never by guessing, and never begins like a listing's, which is a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jobboard.domain import places, vocabulary
from jobboard.domain.criteria import SearchCriteria
from jobboard.domain.gazetteer import Town
from jobboard.domain.landing_texts import text_of
from jobboard.domain.regions import HOME_COUNTRY

ROLE = "role_family"
PLACE = "place"
# No page has a longer one, and of what is asked for in vain something is kept.
LONGEST_SLUG = 100
_TOWNS_KEPT = 16_384
# Slugs are for ever, and these would read oddly in an address.
PATHS = {"contact-centre": "contact-center"}
# Says nothing that anybody would look for.
NO_PAGE = ("industry", "other")
WITH_ARTICLE = {"public-sector": "the public sector"}
PLACES = ("state", "town")
GROUPS = {
    "industry": "By industry",
    "arrangement": "By where you work",
    "channel": "By channel",
    "state": "By state",
    "town": "By town",
}
CHANNEL_PHRASES = {
    "phone": "by phone",
    "email": "by email",
    "live-chat": "on live chat",
    "social-media": "on social media",
    "in-person": "in person",
    "sms": "by text message",
    "video": "by video",
    "self-service-content": "writing help pages",
}


@dataclass(frozen=True, slots=True)
class Landing:
    """One landing page. ``kind`` is a key of ``GROUPS``; ``value`` is a slug or a place.

    ``name`` is the page inside a list of others like it, ``heading`` its title.
    """

    slug: str
    kind: str
    role: str
    value: str
    name: str
    heading: str
    criteria: SearchCriteria

    @property
    def is_place(self) -> bool:
        """Whether it is about a state or a town."""
        return self.kind in PLACES

    @property
    def text(self) -> str:
        """What this work is like, true whatever jobs there are."""
        return text_of(self.role, self.value)


def fixed() -> Mapping[str, Landing]:
    """Every page but those of towns, by its slug."""
    return _fixed()


@cache
def _fixed() -> Mapping[str, Landing]:
    return {landing.slug: landing for role in _roles() for landing in _of_role(role)}


def of_value(role: str, kind: str, value: str) -> Landing | None:
    """The page of a role and a slug of a facet, or a state's; None where there is none."""
    return _by_value().get((role, kind, value))


@cache
def _by_value() -> Mapping[tuple[str, str, str], Landing]:
    return {(landing.role, landing.kind, _key(landing)): landing for landing in _fixed().values()}


def _key(landing: Landing) -> str:
    if landing.kind != "state":
        return landing.value
    return next(term.slug for term in _state_terms() if term.label == landing.value)


@lru_cache(maxsize=_TOWNS_KEPT)
def known_town(written: str, state: str) -> Town | None:
    """The one town of a US state ("US-TX") that employers mean by what they wrote.

    However they wrote it, "Saint Louis" or "Austin, TX"; None for a town nobody knows.
    """
    if state not in _states().values():
        return None
    meant = places.one_meant(written, state, HOME_COUNTRY)
    if meant is not None or places.bearers(written, state, HOME_COUNTRY):
        return meant
    read = {
        places.bearers(area.town, state, HOME_COUNTRY)[:1]
        for area in places.readings(written)
        if area.town and area.center and (area.region, area.country) == (state, HOME_COUNTRY)
    }
    return next(iter(read), (None,))[0] if len(read) == 1 else None


@lru_cache(maxsize=_TOWNS_KEPT)
def of_town(role: str, town: Town) -> Landing:
    """The page of a role in a town of the gazetteer, which lies in a US state."""
    abbreviation = vocabulary.term("us-state", town.region).extra["abbr"]
    place = f"{town.name}, {abbreviation}"
    slug = f"{_path(role)}-in-{_words(town.name)}-{abbreviation.lower()}"
    return _landing(role, "town", place, place, slug)


def town_page(slug: str) -> Landing | None:
    """The page that an address of a town means; its own slug may be another spelling."""
    for role in _roles():
        start = f"{_path(role)}-in-"
        name, _, abbreviation = slug.removeprefix(start).rpartition("-")
        state = _states().get(abbreviation)
        if slug.startswith(start) and state and name:
            town = known_town(name.replace("-", " "), state)
            return of_town(role, town) if town else None
    return None


def page_at(slug: str) -> Landing | None:
    """The page that an address means; a town's own slug may be another spelling."""
    if len(slug) > LONGEST_SLUG:
        return None
    return _fixed().get(slug) or town_page(slug)


@cache
def _states() -> Mapping[str, str]:
    return {term.extra["abbr"].lower(): term.slug for term in _state_terms()}


def _state_terms() -> tuple[vocabulary.Term, ...]:
    return vocabulary.terms("us-state")


def _roles() -> Iterable[str]:
    return tuple(term.slug for term in vocabulary.terms("role-family"))


def _of_role(role: str) -> Iterator[Landing]:
    path = _path(role)
    for term in vocabulary.terms("industry"):
        if ("industry", term.slug) != NO_PAGE:
            slug = f"{path}-in-{term.slug}"
            yield _landing(role, "industry", term.slug, term.label, slug)
    for term in vocabulary.terms("arrangement"):
        yield _landing(role, "arrangement", term.slug, term.label, f"{term.slug}-{path}")
    for term in vocabulary.terms("channel"):
        slug = f"{path}-{_words(CHANNEL_PHRASES[term.slug])}"
        yield _landing(role, "channel", term.slug, term.label, slug)
    for term in _state_terms():
        yield _landing(role, "state", term.label, term.label, f"{path}-in-{_words(term.label)}")


def _landing(role: str, kind: str, value: str, name: str, slug: str) -> Landing:
    field = PLACE if kind in PLACES else kind
    # "NY" is the state alone, "New York" the town as well.
    asked = next((t.extra["abbr"] for t in _state_terms() if t.label == value), value)
    criteria = SearchCriteria.from_args([(ROLE, role), (field, asked)])
    return Landing(slug, kind, role, value, name, _heading(role, kind, value, name), criteria)


def _heading(role: str, kind: str, value: str, name: str) -> str:
    label = vocabulary.label("role-family", role)
    if kind == "arrangement":
        return f"{name} {label[0].lower()}{label[1:]} jobs"
    if kind == "channel":
        return f"{label} jobs {CHANNEL_PHRASES[value]}"
    if kind == "industry":
        return f"{label} jobs in {WITH_ARTICLE.get(value, name[0].lower() + name[1:])}"
    return f"{label} jobs in {name}"


def _path(role: str) -> str:
    return PATHS.get(role, role)


def _words(text: str) -> str:
    return "-".join(vocabulary.fold(text).split())
