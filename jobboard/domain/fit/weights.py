"""What each part of a fit weighs, and why: the one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class PartName(StrEnum):
    """A named part of a fit."""

    MUST_HAVES = "must_haves"
    ELIGIBILITY = "eligibility"
    PLACE = "place"
    ARRANGEMENT = "arrangement"
    PAY = "pay"
    SCHEDULE = "schedule"
    CHANNELS = "channels"
    HOURS = "hours"
    INDUSTRY = "industry"
    CONTRACT = "contract"
    HOME_OFFICE = "home_office"


class Weight(NamedTuple):
    """Points a part adds where it fits and takes away where it does not, and why so many."""

    points: int
    label: str
    reason: str


WEIGHTS: Mapping[PartName, Weight] = {
    PartName.MUST_HAVES: Weight(
        840,
        "Must-haves",
        "What employers decide on, so the most. 840 can be shared out evenly among up to eight "
        "must-haves, so that each adds whole points.",
    ),
    PartName.ELIGIBILITY: Weight(
        500,
        "Where you may live",
        "A remote job that may not be done from there cannot be taken at all.",
    ),
    PartName.PLACE: Weight(
        500, "Place", "A workplace that is out of reach cannot be taken either."
    ),
    PartName.ARRANGEMENT: Weight(
        300, "Arrangement", "The wish people state first, and change last."
    ),
    PartName.PAY: Weight(240, "Pay", "Below the floor is no, but employers do move on pay."),
    PartName.SCHEDULE: Weight(200, "Schedule", "Shifts that cannot be worked cannot be taken."),
    PartName.CHANNELS: Weight(
        160, "Channels", "Phone, chat and counter are different work, and can be learned."
    ),
    PartName.HOURS: Weight(160, "Hours", "Full or part time decides on income and family."),
    PartName.INDUSTRY: Weight(
        100, "Industry", "A preference: service skills move between industries."
    ),
    PartName.CONTRACT: Weight(80, "Contract", "A preference that other facts outweigh."),
    PartName.HOME_OFFICE: Weight(40, "Home office", "Equipment can be bought or supplied."),
}
