"""Resumes whose owners let checked employers find them: the search, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog
from flask import render_template, request, url_for

from jobboard import clock
from jobboard.domain import places, vocabulary
from jobboard.domain.matching import Reader, match_profile
from jobboard.domain.permissions import Permission
from jobboard.domain.place_guess import did_you_mean
from jobboard.domain.resume import mapping, readable, text
from jobboard.domain.resume_search import ResumeCriteria
from jobboard.models import Listing
from jobboard.queries import finding
from jobboard.queries.company_listings import published_of
from jobboard.queries.found_resumes import FoundPage, ShownResume, search_found, shown
from jobboard.search.contract import PAGE_SIZE
from jobboard.search.documents import listing_offer
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.fit_view import listing_parts, part_lines, part_rows, requirement_row
from jobboard.web.limits import limited, was_done
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in, viewer

log = structlog.get_logger()

# Far above what hiring takes, and far below what copying everybody would.
PAGES_A_DAY = "500 per day"
RESUMES_A_DAY = "300 per day"
_LOOKING = ("GET", "HEAD")
_FILTERS = (
    ("skill", "skill", "Skill"),
    ("channel", "channel", "Channel"),
    ("language", "language", "Language"),
    ("arrangement", "arrangement", "Wants to work"),
)


def present_company() -> str:
    """Return the company that the signed-in person acts for."""
    person = viewer()
    return str(person.company.id) if person and person.member else "nobody"


counts_pages = limited("resume-pages", was_done, (PAGES_A_DAY, present_company), methods=_LOOKING)
counts_resumes = limited(
    "found-resumes", was_done, (RESUMES_A_DAY, present_company), methods=_LOOKING
)


@blueprint.get("/resumes")
@needs(Permission.SEARCH_RESUMES)
@counts_pages
def resumes() -> str:
    """Show the resumes that this company may find and that have all that is asked for."""
    company = signed_in().company
    if not company.verified:
        return render_template("employer/resumes_unchecked.html")
    criteria = ResumeCriteria.from_args(request.args)
    listing = _listing_asked()
    found = _found(criteria, listing)
    _note([one.row.resume_id for one in found.resumes])
    asked: dict[str, Any] = criteria.to_args() | ({"listing": str(listing.id)} if listing else {})
    return render_template(
        "employer/resumes.html",
        criteria=criteria,
        asked=criteria.to_args(),
        unknown_place=_is_unknown(criteria.place),
        meant_place=did_you_mean(criteria.place),
        listing=listing,
        listings=published_of(company.id),
        selects=[
            (name, label, vocabulary.choices(group), getattr(criteria, name))
            for name, group, label in _FILTERS
        ],
        total=found.total,
        number=found.number,
        pages=found.pages,
        rows=[_row(one, listing) for one in found.resumes],
        page_url=lambda page: url_for("employer.resumes", **asked, page=page),
    )


@blueprint.get("/resumes/<string:key>")
@needs(Permission.SEARCH_RESUMES)
@counts_resumes
def found_resume(key: str) -> str:
    """Show one resume, without what leads to the person, beside one of the company's listings."""
    row = finding.one_found_by(signed_in().company, key, clock.now())
    one, listing = shown(row), _listing_asked()
    document, profile = one.document, one.profile
    _note([row.resume_id])
    asked = match_profile(listing.requirements, profile) if listing else None
    return render_template(
        "employer/found_resume.html",
        document=document,
        name=document["basics"]["name"],
        listing=listing,
        fit=asked,
        fit_rows=[requirement_row(part) for part in asked.parts] if asked else [],
        wish_rows=part_rows(listing_parts(profile, listing, Reader.EMPLOYER)) if listing else [],
    )


def _is_unknown(place: str) -> bool:
    areas = places.readings(place)
    return bool(areas) and not any(area.is_known for area in areas)


def _listing_asked() -> Listing | None:
    """Return the listing of theirs that resumes are compared with, if the address names one."""
    asked = request.args.get("listing", "")
    mine = {str(listing.id): listing for listing in published_of(signed_in().company.id)}
    return mine.get(asked)


def _found(criteria: ResumeCriteria, listing: Listing | None) -> FoundPage:
    """Return what passes, the best fitting first beside a listing, else those changed last."""
    offer = listing_offer(listing) if listing else None
    company = signed_in().company
    return search_found(company, criteria, offer, clock.now(), page_number(), PAGE_SIZE)


def _note(resume_ids: Sequence[int]) -> None:
    """Log who looked at whose resumes. A line of the log, since looking writes no rows."""
    person = signed_in()
    log.info("resumes looked at", account=person.id, company=person.company.id, resumes=resume_ids)


def _row(one: ShownResume, listing: Listing | None) -> dict[str, Any]:
    row, document, profile = one.row, one.document, one.profile
    facts = readable(document)
    languages = "; ".join(line.title for line in facts.languages)
    parts = listing_parts(profile, listing, Reader.EMPLOYER) if listing else ()
    return {
        "url": url_for(
            "employer.found_resume", key=row.key, listing=listing.id if listing else None
        ),
        "name": text(mapping(document, "basics"), "name"),
        "label": facts.label,
        "facts": [part for part in (facts.place, facts.channels, languages) if part],
        "skills": [skill.name for skill in facts.skills],
        "fit": match_profile(listing.requirements, profile) if listing else None,
        "part_lines": part_lines(parts),
        "changed": max(row.confirmed_at, row.resume.updated_at),
    }
