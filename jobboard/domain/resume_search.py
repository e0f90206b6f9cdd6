"""What an employer looks for among resumes that may be found."""

from __future__ import annotations

from dataclasses import dataclass

from jobboard.domain import vocabulary
from jobboard.domain.arguments import Args, Arguments
from jobboard.domain.eligibility import ListingPlace, serves
from jobboard.domain.profile import Profile, key_of

LONGEST_PLACE = 80


@dataclass(frozen=True, slots=True)
class ResumeCriteria:
    """Slugs, and a place as text; "" asks for nothing. All that is given must be so."""

    skill: str = ""
    channel: str = ""
    language: str = ""
    arrangement: str = ""
    place: str = ""

    @classmethod
    def from_args(cls, args: Args) -> ResumeCriteria:
        """Criteria from an address's arguments; what is unknown or malformed is dropped."""
        given = Arguments(args)
        return cls(
            skill=given.slug("skill", "skill") or "",
            channel=given.slug("channel", "channel") or "",
            language=given.slug("language", "language") or "",
            arrangement=given.slug("arrangement", "arrangement") or "",
            place=given.text("place", LONGEST_PLACE),
        )

    def to_args(self) -> dict[str, str]:
        """The arguments that restore these criteria, without what is not asked for."""
        named = {
            "skill": self.skill,
            "channel": self.channel,
            "language": self.language,
            "arrangement": self.arrangement,
            "place": self.place,
        }
        return {name: value for name, value in named.items() if value}

    def passes(self, profile: Profile) -> bool:
        """Say whether a profile has all that is asked for."""
        skill = key_of({"slug": self.skill}, "skill")
        return (
            (not skill or skill in profile.skills)
            and (not self.channel or self.channel in profile.channels)
            and (not self.language or self.language in profile.languages)
            and (not self.arrangement or self.arrangement in profile.wishes.arrangements)
            and (not self.place or self._is_from_there(profile))
        )

    def _is_from_there(self, profile: Profile) -> bool:
        """Whether somebody wants to work in the place, or may live there."""
        wishes = profile.wishes
        wanted = ListingPlace("on-site", wishes.town, wishes.region, wishes.country)
        homes = (_home(code) for code in wishes.live_in)
        return any(serves(self.place, place) for place in (wanted, *homes))


def _home(code: str) -> ListingPlace:
    """A state or a country as a place."""
    if vocabulary.resolve("us-state", code):
        return ListingPlace("on-site", region=code, country="US")
    return ListingPlace("on-site", country=code)
