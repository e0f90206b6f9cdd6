"""What the API answers, field by field. Names are those of the listing's columns and the criteria.

Slugs are terms of the board's vocabulary, money is a decimal in text, times are UTC (ISO 8601),
places are ISO 3166 codes, languages BCP 47, currencies ISO 4217.
"""

from __future__ import annotations

from marshmallow import Schema, fields


def _text(about: str = "") -> fields.String:
    return fields.String(metadata={"description": about} if about else {})


def _slugs(group: str) -> fields.List[str]:
    return fields.List(fields.String(), metadata={"description": f"Terms of {group}."})


def _decimal() -> fields.String:
    """Return a decimal as text: a number of a program would round it."""
    return fields.String(allow_none=True)


class EmployerSchema(Schema):
    """Who hires."""

    name = _text()
    url = _text("The employer's page on this board; empty for one that is not named.")
    checked_at = fields.DateTime(
        allow_none=True, metadata={"description": "When we checked that it is what it says."}
    )


class RequirementSchema(Schema):
    """One thing a listing asks for."""

    kind = _text("skill, tool, language, qualification or other")
    slug = _text("The term; empty for the employer's own words.")
    text = _text("The employer's own words.")
    level = _text("A language's level (CEFR).")
    need = _text("must or nice")


class MatchedSchema(Schema):
    """A word of the search and where in the listing it stands."""

    word = _text()
    field = _text("title, facts, company, place or body")
    as_term = _text("The term through which it was found; empty for the word itself.")


class ListingSchema(Schema):
    """A listing with all its facts. What is not stated is empty or null."""

    id = fields.Integer(required=True)
    url = _text("The listing's page, to link to.")
    title = fields.String(required=True)
    company = fields.Nested(EmployerSchema)
    description = _text("Markdown.")
    role_family = _text()
    level = _text()
    industry = _text()
    employer_kind = _text()
    brand = _text()
    duties = _slugs("duty")
    customers = _slugs("customers")
    openings = fields.Integer(allow_none=True)
    pay_min = _decimal()
    pay_max = _decimal()
    pay_currency = _text()
    pay_period = _text()
    pay_basis = _text()
    pay_guaranteed = _decimal()
    pay_extras = _text()
    contract = _text()
    contract_months = fields.Integer(allow_none=True)
    hours = _text()
    employment_status = _text()
    hours_week_min = _decimal()
    hours_week_max = _decimal()
    days = _slugs("weekday")
    shift_bands = _slugs("shift-band")
    shift_pattern = _text()
    schedule_note = _text()
    arrangement = _text()
    hybrid_days = fields.Integer(allow_none=True)
    town = _text()
    region = _text()
    country = _text()
    postcode = _text()
    time_zone = _text("IANA name.")
    remote_countries = fields.List(fields.String())
    remote_regions = fields.List(fields.String())
    time_zone_note = _text()
    home_office = _slugs("home-office")
    channels = _slugs("channel")
    main_channel = _text()
    contacts_a_day = fields.Integer(allow_none=True)
    equipment_by = _text()
    equipment_note = _text()
    training_weeks = fields.Integer(allow_none=True)
    training_paid = fields.Boolean(allow_none=True)
    training_place = _text()
    ai_at_work = _slugs("ai-at-work")
    requirements = fields.List(fields.Nested(RequirementSchema))
    starts_on = fields.Date(allow_none=True)
    published_at = fields.DateTime(allow_none=True)
    first_published_at = fields.DateTime(allow_none=True)
    closes_at = fields.DateTime(allow_none=True)
    source = fields.String(allow_none=True)
    source_licence = _text("The licence of the data set it came from, which holds for it.")


class FoundListingSchema(ListingSchema):
    """A listing as an answer to a search."""

    why = _text("Why it answers, in a sentence.")
    matched = fields.List(fields.Nested(MatchedSchema))


class UnderstoodSchema(Schema):
    """Something the words were understood to ask for."""

    field = _text("The criteria's field.")
    value = _text()
    phrase = _text("The words as typed.")
    label = _text()
    hard = fields.Boolean(
        metadata={"description": "Whether it leaves listings out; else it only ranks."}
    )
    without = _text("The search with these taken as plain words.")


class AnswerSchema(Schema):
    """One page of answers."""

    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    criteria = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "The search as read. What is not here was not understood."},
    )
    described = _text("The search in words.")
    understood = fields.List(fields.Nested(UnderstoodSchema))
    let_go = fields.List(
        fields.Nested(UnderstoodSchema),
        metadata={"description": "Understood, but left out because nothing would answer."},
    )
    suggestion = fields.String(allow_none=True, metadata={"description": "The words as mended."})
    facets = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=fields.Integer()),
        metadata={"description": "Listings each value of each filter would give."},
    )
    listings = fields.List(fields.Nested(FoundListingSchema), required=True)
    next = fields.String(allow_none=True, metadata={"description": "The next page."})
    terms = _text("What you may do with the answer.")


class ProblemSchema(Schema):
    """What went wrong (RFC 9457)."""

    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = _text()
