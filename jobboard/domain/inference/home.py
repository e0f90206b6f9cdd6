"""What a home workplace needs, for remote work."""

from jobboard.domain.inference.reading import denied, finder, listed
from jobboard.domain.inference.setting import REMOTE, arrangement
from jobboard.domain.inference.source import (
    DESCRIPTION,
    DUTIES,
    QUALIFICATIONS,
    SKILLS,
    Fact,
    Source,
    in_page_order,
)

_TEXT = (DESCRIPTION, DUTIES, QUALIFICATIONS, SKILLS)
_LOOSE = listed("camera, ups, generator, smart phone, smartphone, cell phone")


def home_office(source: Source) -> Fact | None:
    """Needs named by a remote posting. Elsewhere a headset or computer is the employer's."""
    where = arrangement(source)
    if where is None or where.value != REMOTE:
        return None
    matches = (
        match
        for sentence in source.part(*_TEXT)
        for match in finder("home-office", _LOOSE).find(sentence)
        if not denied(match)
    )
    return in_page_order("home-office", matches)
