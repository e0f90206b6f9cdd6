"""The filter panel: every value of every filter with the number of jobs it would give."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import DEFAULT_CURRENCY, FACETS, SearchCriteria
from jobboard.search.contract import SearchPage

PAY_ERROR = "Enter the lowest pay, like 18.50"
ANY_TIME = "Any time"
# More values than this are shown only where jobs have them, and then these many at first.
LONG_GROUP = 20
SHOWN_AT_FIRST = 8


class Group(NamedTuple):
    """One fold of the panel. ``fields`` are filters of the criteria, one after the other."""

    key: str
    legend: str
    fields: tuple[str, ...]
    kind: str = "checkbox"


class Choice(NamedTuple):
    """One value of a filter, as far as it is the same in every search."""

    field: str
    value: str
    label: str


# In the order in which people need them (LOOK.md S6).
GROUPS = (
    Group("arrangement", "Where you work", ("arrangement",)),
    Group("channel", "How you help customers", ("channel",)),
    Group("pay-min", "Pay", ("pay_stated",), "number"),
    Group("hours", "Hours", ("hours",)),
    Group("shift-band", "Shifts", ("shift_band",)),
    Group("contract", "Contract", ("contract",)),
    Group("industry", "Industry", ("industry",)),
    Group("role-family", "Kind of role", ("role_family",)),
    Group("level", "Experience level", ("level",)),
    Group("language", "Languages asked for", ("language",)),
    Group("qualification", "Qualification asked for", ("qualification",)),
    Group("customers", "Whom you serve", ("customers",)),
    Group("equipment-by", "Equipment and training", ("equipment_by", "training_paid")),
    Group("employment-status", "Employee or contractor", ("employment_status",)),
    Group("checked-only", "Employer", ("checked_only", "easy_apply")),
    Group("posted-within", "Posted", ("posted_within",), "radio"),
)
_FLAGS = {"checked_only": "Checked employers only"}
# What a label leaves to its heading where two filters share one.
_LABELS = {
    ("equipment_by", "employer"): "Employer supplies equipment",
    ("equipment_by", "worker"): "You use your own equipment",
    ("equipment_by", "shared"): "Some equipment of each",
}


def filter_groups(
    criteria: SearchCriteria, found: SearchPage, pay_typed: str = ""
) -> list[dict[str, Any]]:
    """Return the panel's groups, ticked as ``criteria`` say.

    ``pay_typed`` is what was typed as the lowest pay if it could not be read.
    """
    groups = [_group(group, criteria, found.facets) for group in GROUPS]
    for group in groups:
        if group["kind"] == "number":
            group |= _pay(criteria, pay_typed)
    return groups


def _group(
    group: Group, criteria: SearchCriteria, facets: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    chosen = {field: _chosen(criteria, field) for field in group.fields}
    options: list[dict[str, Any]] = [
        {
            "name": choice.field,
            "value": choice.value,
            "label": choice.label,
            "count": facets.get(choice.field, {}).get(choice.value, 0) if choice.value else None,
            "checked": choice.value in chosen[choice.field],
        }
        for choice in _choices(group.fields, group.kind)
    ]
    used = any(option["checked"] and option["value"] for option in options)
    made = {"key": group.key, "legend": group.legend, "kind": group.kind, "used": used}
    if len(options) <= LONG_GROUP:
        return made | {"options": options, "more": []}
    held = [option for option in options if option["count"] or option["checked"]]
    held.sort(key=lambda option: (not option["checked"], -option["count"]))
    return made | {"options": held[:SHOWN_AT_FIRST], "more": held[SHOWN_AT_FIRST:]}


def _chosen(criteria: SearchCriteria, field: str) -> tuple[str, ...]:
    value = getattr(criteria, field)
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return (YES,) if value else ()
    return ("" if value is None else str(value),)


@cache
def _choices(fields: tuple[str, ...], kind: str) -> tuple[Choice, ...]:
    """The values of these filters; of one value alone, nothing chosen is a value, too."""
    groups = {facet.name: facet.group for facet in FACETS} | {"posted_within": "posted-within"}
    made = [Choice(field, "", ANY_TIME) for field in fields if kind == "radio"]
    for field in fields:
        if field in _FLAGS:
            made.append(Choice(field, YES, _FLAGS[field]))
            continue
        for term in vocabulary.terms(groups[field]):
            label = _LABELS.get((field, term.slug), term.label)
            made.append(Choice(field, term.slug, label))
    return tuple(made)


def _pay(criteria: SearchCriteria, typed: str) -> dict[str, Any]:
    amount = f"{criteria.pay_min:f}" if criteria.pay_min is not None else typed
    abroad = criteria.pay_currency != DEFAULT_CURRENCY
    return {
        "name": "pay_min",
        "label": f"At least, in {criteria.pay_currency if abroad else 'US dollars'}",
        "hint": "Like 18.50. Jobs that state no pay are left out.",
        "error": PAY_ERROR if typed else "",
        "prefix": "" if abroad else "$",
        "value": amount,
        "unit": {
            "name": "pay_period",
            "label": "Paid for each",
            "value": criteria.pay_period,
            "options": vocabulary.choices("pay-period"),
        },
    }
