"""The filter panel: every value of every filter with the number of jobs it would give."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import count
from typing import NamedTuple

from markupsafe import Markup

from jobboard.domain import vocabulary
from jobboard.domain.arguments import YES
from jobboard.domain.criteria import DEFAULT_CURRENCY, FACETS, SearchCriteria
from jobboard.search.contract import FacetCounts, SearchPage
from jobboard.web.fragments import cut, drawn, mark

PANEL = "components/filter_panel.html"

PAY_ERROR = "Enter the lowest pay, like 18.50"
ANY_TIME = "Any time"
# More values than this are shown only where jobs have them, and then these many at first.
LONG_GROUP = 20
SHOWN_AT_FIRST = 8
OPEN_AT_FIRST = 3
_NO_COUNTS: Mapping[str, int] = {}


class Group(NamedTuple):
    """One fold of the panel. ``fields`` are filters of the criteria, one after the other."""

    key: str
    legend: str
    fields: tuple[str, ...]
    kind: str = "checkbox"


class Choice(NamedTuple):
    """One value of a filter and its row as drawn, cut where searches differ.

    Most rows are not ticked, so these are put together as far as they go: ``none`` is the row of
    a value without jobs, the number of several jobs stands between ``before`` and ``after``.
    """

    value: str
    pieces: tuple[str, ...]
    none: str
    before: str
    after: str

    def drawn(self, jobs: int, checked: bool) -> str:
        """Return the row's HTML for so many jobs."""
        if not checked and jobs > 1:
            return f"{self.before}{jobs:,}{self.after}"
        if not checked and not jobs:
            return self.none
        head, after_state, after_tick, tail = self.pieces
        state = "" if jobs or not self.value else " none"
        tick = " checked" if checked else ""
        return f"{head}{state}{after_state}{tick}{after_tick}{self._counted(jobs)}{tail}"

    def _counted(self, jobs: int) -> str:
        if not self.value:
            return ""  # Nothing chosen is no filter to count for.
        before, after = _count_pieces("job" if jobs == 1 else "jobs")
        return f"{before}{jobs:,}{after}"


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


def filter_panel(criteria: SearchCriteria, found: SearchPage, pay_typed: str = "") -> Markup:
    """Return the panel's folds as HTML, ticked as ``criteria`` say.

    ``pay_typed`` is what was typed as the lowest pay if it could not be read.
    """
    groups = [
        _group(group, number < OPEN_AT_FIRST, criteria, found.facets, pay_typed)
        for number, group in enumerate(GROUPS)
    ]
    return Markup("".join(groups))  # noqa: S704 - drawn by macros


def _group(
    group: Group,
    opened: bool,
    criteria: SearchCriteria,
    facets: FacetCounts,
    pay_typed: str,
) -> str:
    rows, used = "", False
    for field, choices in _choices(group).items():
        counts, chosen = facets.get(field, _NO_COUNTS), _chosen(criteria, field)
        used = used or any(chosen)
        rows += _rows(choices, counts, chosen)
    if group.kind == "number":
        used = used or criteria.pay_min is not None or bool(pay_typed)
        rows = _pay(criteria.pay_min, criteria.pay_period, criteria.pay_currency, pay_typed) + rows
    head, after_tag, tail = _fold_pieces(group.legend)
    return f"{head}{' open' if opened or used else ''}{after_tag}{rows}{tail}"


def _rows(choices: list[Choice], counts: Mapping[str, int], chosen: tuple[str, ...]) -> str:
    folds = len(choices) > LONG_GROUP
    if folds:
        choices = [c for c in choices if counts.get(c.value) or c.value in chosen]
        choices.sort(key=lambda c: (c.value not in chosen, -counts.get(c.value, 0)))
    rows = [c.drawn(counts.get(c.value, 0), c.value in chosen) for c in choices]
    if not folds or len(rows) <= SHOWN_AT_FIRST:
        return "".join(rows)
    first, more = rows[:SHOWN_AT_FIRST], rows[SHOWN_AT_FIRST:]
    before, after_number, after = _more_pieces()
    return "".join([*first, before, str(len(more)), after_number, *more, after])


@cache
def _more_pieces() -> tuple[str, ...]:
    return cut(drawn(PANEL, "filter_more", mark(0), mark(1)), 2)


@cache
def _fold_pieces(legend: str) -> tuple[str, ...]:
    return cut(drawn(PANEL, "filter_group", legend, mark(0), mark(1)), 2)


def _chosen(criteria: SearchCriteria, field: str) -> tuple[str, ...]:
    value = getattr(criteria, field)
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return (YES,) if value else ()
    return ("" if value is None else str(value),)


@cache
def _choices(group: Group) -> Mapping[str, list[Choice]]:
    """The values of each of a group's filters; of one value alone, nothing chosen is one, too."""
    groups = {facet.name: facet.group for facet in FACETS} | {"posted_within": "posted-within"}
    kind = "radio" if group.kind == "radio" else "checkbox"
    number = count(1)
    made: dict[str, list[Choice]] = {}
    for field in group.fields:
        values = [("", ANY_TIME)] if kind == "radio" else []
        if field in _FLAGS:
            values.append((YES, _FLAGS[field]))
        else:
            values += [
                (term.slug, _LABELS.get((field, term.slug), term.label))
                for term in vocabulary.terms(groups[field])
            ]
        made[field] = [
            _choice(kind, f"filter-{group.key}-{next(number)}", field, value, label)
            for value, label in values
        ]
    return made


def _choice(kind: str, key: str, field: str, value: str, label: str) -> Choice:
    """A row as drawn, cut where its state, its tick and its count go."""
    row = drawn(PANEL, "filter_row", kind, key, field, value, label, *map(mark, range(3)))
    head, after_state, after_tick, tail = pieces = cut(row, 3)
    before, after = _count_pieces("jobs")
    unticked = f"{after_state}{after_tick}{before}"
    none = f"{head} none{unticked}0{after}{tail}" if value else "".join(pieces)
    return Choice(value, pieces, none, f"{head}{unticked}", f"{after}{tail}")


@cache
def _count_pieces(noun: str) -> tuple[str, ...]:
    return cut(drawn(PANEL, "filter_count", mark(0), noun), 1)


@lru_cache(maxsize=256)
def _pay(amount: Decimal | None, period: str, currency: str, typed: str) -> str:
    abroad = currency != DEFAULT_CURRENCY
    return drawn(
        PANEL,
        "filter_number",
        {
            "key": "pay-min",
            "name": "pay_min",
            "label": f"At least, in {currency if abroad else 'US dollars'}",
            "hint": "Like 18.50. Jobs that state no pay are left out.",
            "error": PAY_ERROR if typed else "",
            "prefix": "" if abroad else "$",
            "value": typed if amount is None else f"{amount:f}",
            "unit": {
                "name": "pay_period",
                "label": "Paid for each",
                "value": period,
                "options": vocabulary.choices("pay-period"),
            },
        },
    )
