"""A posting found elsewhere, read into the facts of a listing.

A posting is shaped as schema.org JobPosting; fields beyond that (``salaryRaw``,
``experienceLevel``, ``function``, ``source``, ``licence`` …) help where they are there. Facts come
from its fields and, by ``domain.inference``, from its words; what nothing shows stays empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jobboard.domain.errors import RuleError
from jobboard.domain.found_text import as_markdown, calm_case, plain, shortened
from jobboard.domain.inference import Inferred, Place, infer, place
from jobboard.domain.inference.location import place_in
from jobboard.domain.posting import LONGEST_TITLE
from jobboard.domain.posting_rules import settled
from jobboard.domain.text import LONGEST_LINE, LONGEST_TEXT

Posting = Mapping[str, Any]

# The texts of a posting in reading order, each with the heading it gets in the description.
SECTIONS = {
    "description": "",
    "responsibilities": "What you do",
    "qualifications": "What you bring",
    "skills": "Skills asked for",
    "jobBenefits": "What is offered",
    "workHours": "Hours, as posted",
}
# Facts of the report that a listing on this board should have.
WANTED_FACTS = (
    "role_family", "level", "industry", "arrangement", "country", "region", "contract", "hours",
    "channels", "duties", "requirements", "pay_min",
)  # fmt: skip
GIVEN_PLACE = "given for postings that name no place"
SOURCE, IDENT = "source", "id"
LICENCE = ("licence", "license")
# Fields that are read as they are, or say where the posting is from.
_READ = frozenset(
    {*SECTIONS, *LICENCE, "@context", "@type", "title", SOURCE, IDENT, "identifier", "url",
     "hiringOrganization", "jobLocation", "datePosted", "validThrough", "totalJobOpenings",
     "fraudulent", "customerService", "nearDuplicateGroup"}
)  # fmt: skip
_PAY_FIELDS = ("baseSalary", "salaryRaw")
_PAY_FACTS = ("pay_min", "pay_max", "pay_currency", "pay_period", "pay_basis")
_TYPE_FIELDS = ("employmentType", "employmentTypeRaw")
_CENT = Decimal("0.01")
_MOST_PAY = Decimal(10) ** 9
_MOST_OPENINGS = 9_999
_LONGEST_SHOWN = 60
_DIGEST = 24


@dataclass(frozen=True, slots=True)
class FoundListing:
    """What became of a posting.

    ``facts`` are columns of a listing; ``inferred`` says of each fact how it was found;
    ``took`` names the facts that were copied; ``unused`` says which field of the posting
    brought nothing, ``changed`` what was done to what was copied.
    """

    facts: dict[str, Any]
    inferred: dict[str, str]
    took: tuple[str, ...]
    unused: dict[str, str]
    changed: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts one would want that nothing shows."""
        return tuple(name for name in WANTED_FACTS if not self.facts.get(name))


def read_posting(posting: Posting, fallback_place: str = "") -> FoundListing:
    """Read a posting; ``fallback_place`` ("Austin, TX, US") is for one that names no place.

    Raises RuleError where it has no title or no text at all.
    """
    given = bool(fallback_place) and not _names_place(posting)
    if given:
        posting = _placed(posting, place_in(fallback_place))
    readable = {
        **posting,
        **{field: plain(words(posting, field)) for field in ("title", *SECTIONS)},
    }
    if not readable["title"] or not any(readable[field] for field in SECTIONS):
        raise RuleError("It has no title." if not readable["title"] else "It has no description.")
    seen = infer(readable)
    copied, changed = _copied(posting)
    facts, how = _inferred(seen, copied)
    facts["description"], cut = _description(posting, facts, seen)
    if given:
        how |= {name: GIVEN_PLACE for name in ("town", "region", "country") if facts.get(name)}
    return FoundListing(
        facts=facts,
        inferred=how,
        took=tuple(name for name, value in copied.items() if value and name not in how),
        unused=_unused(posting, how),
        changed=(*changed, *cut),
    )


def words(posting: Posting, field: str) -> str:
    """Return a text of a posting, or "" where there is none."""
    value = posting.get(field)
    if isinstance(value, list):
        value = "\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def source_id(posting: Posting) -> str:
    """Return what the source calls a posting, or a digest of it where it has no name."""
    for field in (IDENT, "@id", "identifier", "url"):
        value = posting.get(field)
        if isinstance(value, Mapping):
            value = value.get("value")
        if isinstance(value, str | int) and str(value).strip():
            name = str(value).strip()
            return name if len(name) <= LONGEST_LINE // 2 else _digest(name)
    return _digest(json.dumps(posting, sort_keys=True))


def employer(posting: Posting) -> tuple[str, str, str]:
    """Return the employer's name, what it says of itself, and its website; "" if unnamed."""
    said = posting.get("hiringOrganization")
    if isinstance(said, str):
        return plain(said), "", ""
    if not isinstance(said, Mapping):
        return "", "", ""
    site = words(said, "sameAs") or words(said, "url")
    return plain(words(said, "name")), words(said, "description"), site.strip()


def employer_id(posting: Posting) -> str:
    """Return by what an employer is known again within a source.

    That is its name. Without one, the same words about itself mean the same employer; without
    any words nothing links a posting to another, so that each has an employer of its own.
    """
    name, about, _ = employer(posting)
    if name:
        return name if len(name) <= LONGEST_LINE // 2 else _digest(name)
    if about.strip():
        return f"profile:{_digest(about.strip())}"
    return f"posting:{source_id(posting)}"


def _names_place(posting: Posting) -> bool:
    where = place(posting)
    return bool(where.country or where.region or where.town)


def _placed(posting: Posting, where: Place) -> Posting:
    """Return the posting at a place, its street kept."""
    address = {
        "streetAddress": place(posting).street,
        "addressLocality": where.town,
        "addressRegion": where.region,
        "addressCountry": where.country,
    }
    return {**posting, "jobLocation": [{"@type": "Place", "address": address}]}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _copied(posting: Posting) -> tuple[dict[str, Any], list[str]]:
    """Return the facts that a posting's fields state as they are, and what was done to them."""
    title = " ".join(plain(words(posting, "title")).split())
    calm = calm_case(title)
    short = shortened(calm, LONGEST_TITLE)
    changed = [
        note
        for note, done in (
            ("title written in capitals", calm != title),
            (f"title longer than {LONGEST_TITLE} characters", short != calm),
        )
        if done
    ]
    where = place(posting)
    openings = posting.get("totalJobOpenings")
    facts = {
        "title": short,
        "town": _line(where.town),
        "street": _line(where.street),
        "postcode": where.postcode[:16],
        "internal_reference": _line(words(posting, "identifier")),
        "openings": openings if _is_count(openings) else None,
    }
    return facts, changed


def _line(text: str) -> str:
    return shortened(" ".join(plain(text).split()), LONGEST_LINE)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 < value <= _MOST_OPENINGS


def _inferred(seen: Inferred, copied: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return all facts but the description, and how each inferred one was found."""
    values = {name: _stored(value) for name, value in seen.values().items() if name != "pay_raw"}
    how = {name: seen.how[name] for name in values}
    if not has_whole_pay(values):
        for name in _PAY_FACTS:
            values.pop(name, None)
            how.pop(name, None)
    values |= {name: value.quantize(_CENT, ROUND_HALF_UP) for name, value in values.items()
               if isinstance(value, Decimal)}  # fmt: skip
    if values.get("arrangement") == "remote" and values.get("country"):
        values["remote_countries"] = [values["country"]]
        how["remote_countries"] = "field: jobLocation, for remote work"
    facts = settled({**copied, **values})
    return {name: value for name, value in facts.items() if value is not None}, how


def _stored(value: Any) -> Any:
    """Return a value as a column holds it: lists for tuples, plain tables for rows."""
    if isinstance(value, tuple):
        return [dict(item) if isinstance(item, Mapping) else item for item in value]
    return value


def has_whole_pay(facts: Mapping[str, Any]) -> bool:
    """Say whether pay has an amount, a currency and a period, so that it can be compared."""
    low: Decimal | None = facts.get("pay_min")
    high: Decimal | None = facts.get("pay_max")
    if low is None or not facts.get("pay_currency") or not facts.get("pay_period"):
        return False
    return 0 <= low <= (low if high is None else high) < _MOST_PAY


def _description(
    posting: Posting, facts: Mapping[str, Any], seen: Inferred
) -> tuple[str, list[str]]:
    """Return the texts as one Markdown text, and a note where it had to be cut."""
    blocks: list[str] = []
    for field, heading in SECTIONS.items():
        text = as_markdown(words(posting, field))
        if text:
            blocks += [f"### {heading}", text] if heading else [text]
    if seen.pay_raw and "pay_min" not in facts:
        blocks += ["### Pay, as posted", as_markdown(seen.pay_raw)]
    whole = "\n\n".join(blocks)
    if len(whole) <= LONGEST_TEXT:
        return whole, []
    kept = whole[:LONGEST_TEXT].rpartition("\n")[0].rstrip()
    return kept, [f"text longer than {LONGEST_TEXT:,} characters"]


def _unused(posting: Posting, how: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that brought no fact, each with what it says."""
    quiet = (_READ if any(place(posting)) else _READ - {"jobLocation"}) | _used(posting, how)
    return {
        str(field): shortened(json.dumps(value, ensure_ascii=False, default=str), _LONGEST_SHOWN)
        for field, value in posting.items()
        if field not in quiet and value not in (None, "", [], {})
    }


def _used(posting: Posting, how: Mapping[str, str]) -> set[str]:
    """Return the fields whose name or words some fact rests on."""
    reasons = "\n".join(how.values())
    used = {
        str(field)
        for field, value in posting.items()
        if f"field: {field}" in reasons or (isinstance(value, str) and f": {value}" in reasons)
    }
    for together in (_PAY_FIELDS, _TYPE_FIELDS):
        if used.intersection(together) or (together is _PAY_FIELDS and "pay_min" in how):
            used.update(together)
    return used
