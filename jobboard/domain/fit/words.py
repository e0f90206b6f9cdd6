"""The parts of a fit in sentences, for the seeker and for the employer.

Must-haves have words of their own in ``domain.matching``. What the listing says comes as words
from whoever shows it, since it knows the listing's own terms, period and place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.fit import WEIGHTS, Answer, Fit, FitPart, PartName, Profile
from jobboard.domain.matching import Reader
from jobboard.domain.pay import describe_pay
from jobboard.domain.profile import Wishes
from jobboard.domain.resume.reading import area_words
from jobboard.domain.text import joined

Facts = Mapping[PartName, str]
"""What the listing says to each part, as a phrase that can begin a sentence; "" for nothing."""

_P = PartName
_WHO = {Reader.SEEKER: "You", Reader.EMPLOYER: "They"}
# What is asked of a listing that says nothing to a part.
_SILENT = {
    _P.ARRANGEMENT: "Does not say whether the work is remote",
    _P.ELIGIBILITY: "Does not say from where it may be done",
    _P.PLACE: "Does not name the town",
    _P.PAY: "Pay not stated",
    _P.SCHEDULE: "Does not say when the work is",
    _P.HOURS: "Does not say whether it is full time",
    _P.CONTRACT: "Does not name the kind of contract",
    _P.CHANNELS: "Does not name the channels",
    _P.INDUSTRY: "Does not name the industry",
}
_SCHEDULE = {
    Answer.YES: "all within the times {who} can work",
    Answer.NOT_LISTED: "outside the times {who} can work",
    Answer.UNCLEAR: "some of it within the times {who} can work",
}


# Said shortly, where the listing's own words would be long.
_BRIEF = {
    _P.ELIGIBILITY: "may be done from where {who} may live",
    _P.SCHEDULE: "times {who} can work",
    _P.HOME_OFFICE: "{who} have what it asks for at home",
}


# Of the home office, what stands without "a".
_UNCOUNTED = ("wired-internet", "fast-internet", "backup-power")
_OWN = {Reader.SEEKER: "your", Reader.EMPLOYER: "their"}


class Asked(NamedTuple):
    """What the listing asks for at home, as slugs, and the currency of its pay."""

    home_office: Collection[str] = ()
    currency: str = ""


NOTHING_ASKED = Asked()


class Told(NamedTuple):
    """A part in words: its name, a sentence with what the listing and the resume say, and the
    same as a phrase for a list of what fits. ``partly`` says that some of it fits, which adds
    and takes nothing, as what cannot be told.
    """

    part: FitPart
    label: str
    sentence: str
    brief: str
    partly: bool = False


def told(
    made: Fit, profile: Profile, facts: Facts, reader: Reader, asked: Asked = NOTHING_ASKED
) -> tuple[Told, ...]:
    """Return every part but the must-haves in words for ``reader``."""
    return tuple(
        Told(
            part,
            WEIGHTS[part.name].label,
            _lacking(profile, asked, reader)
            if _lacks_at_home(part, asked)
            else _sentence(part, profile, facts, reader),
            _brief(part, profile, facts, reader),
            _is_partly(part, profile, facts, asked),
        )
        for part in made.parts
        if part.name is not _P.MUST_HAVES
    )


def wish_words(wishes: Wishes) -> list[str]:
    """Return the wishes as short phrases: "Remote or hybrid", "$18.00 an hour or more"."""
    found = [_either("arrangement", wishes.arrangements)]
    if wishes.pay:
        found.append(f"{_pay(wishes)} or more")
    found += [_either("hours", wishes.hours), _either("contract", wishes.contracts)]
    found += [_near(wishes), _either("industry", wishes.industries)]
    return [_capital(words) for words in found if words]


def _is_partly(part: FitPart, profile: Profile, facts: Facts, asked: Asked) -> bool:
    """Whether all is known of the part, and only some of it is as wished."""
    if part.answer is not Answer.UNCLEAR or not facts.get(part.name):
        return False
    if part.name is _P.PAY:
        floor = profile.wishes.pay
        return floor is not None and floor.currency == asked.currency
    return part.name is _P.SCHEDULE


def _lacks_at_home(part: FitPart, asked: Asked) -> bool:
    is_lacking = part.name is _P.HOME_OFFICE and part.answer is Answer.NOT_LISTED
    return is_lacking and bool(asked.home_office)


def _lacking(profile: Profile, asked: Asked, reader: Reader) -> str:
    """Return "Asks for a webcam at home, which you do not list."."""
    lacks = set(asked.home_office) - set(profile.home_office)
    names = [
        _one_of(term.slug, _inside(term.label), reader)
        for term in vocabulary.terms("home-office")
        if term.slug in lacks
    ]
    return f"Asks for {joined(names)} at home, which {_WHO[reader].lower()} do not list."


def _one_of(slug: str, name: str, reader: Reader) -> str:
    if slug in _UNCOUNTED:
        return name
    return f"{_OWN[reader]} {name}" if name.startswith("own ") else f"a {name}"


def _brief(part: FitPart, profile: Profile, facts: Facts, reader: Reader) -> str:
    said, who = facts.get(part.name, ""), _WHO[reader].lower()
    if part.name in _BRIEF:
        return _BRIEF[part.name].format(who=who)
    if part.name is _P.PAY:
        return f"{said} ({who} asked for {_pay(profile.wishes)} or more)"
    return _inside(said)


def _sentence(part: FitPart, profile: Profile, facts: Facts, reader: Reader) -> str:
    said = _capital(facts.get(part.name, ""))
    if not said:
        return f"{_SILENT.get(part.name, 'Not stated')}."
    if part.name is _P.SCHEDULE:
        return f"{said}: {_SCHEDULE[part.answer].format(who=_WHO[reader].lower())}."
    if part.answer is Answer.YES and _is_asked_for(part.name, profile):
        return f"{said}, as {_WHO[reader].lower()} asked."
    ours = _ours(part, profile, reader)
    return f"{said}. {ours}" if ours else f"{said}."


def _is_asked_for(name: PartName, profile: Profile) -> bool:
    """Whether a part that fits is simply one of the wishes."""
    if name is _P.INDUSTRY:
        return bool(profile.wishes.industries)
    return name in (_P.ARRANGEMENT, _P.HOURS, _P.CONTRACT)


def _ours(part: FitPart, profile: Profile, reader: Reader) -> str:
    """What the resume says to a part, as a sentence of its own."""
    who, wishes = _WHO[reader], profile.wishes
    if part.name is _P.CHANNELS:
        return f"{who} list {_and('channel', profile.channels)}."
    if part.name is _P.HOME_OFFICE:
        return f"{who} have {_and('home-office', profile.home_office)} at home."
    if part.name is _P.INDUSTRY and not wishes.industries:
        return f"{who} have worked in it."
    if part.name is _P.ELIGIBILITY:
        return f"{who} may live in {_homes(wishes)}."
    if part.name is _P.PLACE:
        return f"{who} want to work {_near(wishes)}."
    asked = _asked(part.name, wishes)
    more = " Ask where in this range one begins." if _within_range(part, reader) else ""
    return f"{who} asked for {asked}.{more}" if asked else ""


def _within_range(part: FitPart, reader: Reader) -> bool:
    return part.name is _P.PAY and part.answer is Answer.UNCLEAR and reader is Reader.SEEKER


def _asked(name: PartName, wishes: Wishes) -> str:
    return {
        _P.ARRANGEMENT: lambda: _either("arrangement", wishes.arrangements),
        _P.PAY: lambda: f"{_pay(wishes)} or more",
        _P.HOURS: lambda: _either("hours", wishes.hours),
        _P.CONTRACT: lambda: _either("contract", wishes.contracts),
        _P.INDUSTRY: lambda: _either("industry", wishes.industries),
    }[name]()


def _pay(wishes: Wishes) -> str:
    floor = wishes.pay
    return describe_pay(floor.amount, None, floor.currency, floor.period) if floor else ""


def _near(wishes: Wishes) -> str:
    """Return "near Austin, Texas", or "in Texas" where no town is named."""
    region, country = (area_words(code) for code in (wishes.region, wishes.country))
    around = region or country
    if wishes.town:
        return f"near {', '.join(part for part in (wishes.town, around) if part)}"
    return f"in {around}" if around else ""


def _homes(wishes: Wishes) -> str:
    homes = wishes.live_in or tuple(filter(None, (wishes.region or wishes.country,)))
    return joined((area_words(code) for code in homes), "or")


def _either(group: str, slugs: Iterable[str]) -> str:
    return joined(_lowered(group, slugs), "or")


def _and(group: str, slugs: Iterable[str]) -> str:
    return joined(_lowered(group, slugs))


def _lowered(group: str, slugs: Iterable[str]) -> list[str]:
    """Labels as inside a sentence, in the vocabulary's order; abbreviations keep capitals."""
    chosen = set(slugs)
    return [_inside(term.label) for term in vocabulary.terms(group) if term.slug in chosen]


def _inside(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
