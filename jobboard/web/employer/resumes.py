"""Resumes whose owners let checked employers find them: the search, and one of them."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from jobboard import clock
from jobboard.domain import vocabulary
from jobboard.domain.fit import Profile, fit, profile_of
from jobboard.domain.matching import Reader, match_profile
from jobboard.domain.permissions import Permission
from jobboard.domain.resume import mapping, readable, text
from jobboard.domain.resume.showing import as_found
from jobboard.domain.resume_search import ResumeCriteria
from jobboard.models import FindableResume, Listing
from jobboard.queries import finding
from jobboard.queries.company_listings import published_of
from jobboard.search.contract import PAGE_SIZE
from jobboard.search.documents import listing_offer
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.fit_view import listing_parts, part_lines, part_rows, requirement_row
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in

_FILTERS = (
    ("skill", "skill", "Skill"),
    ("channel", "channel", "Channel"),
    ("language", "language", "Language"),
    ("arrangement", "arrangement", "Wants to work"),
)


@blueprint.get("/resumes")
@needs(Permission.SEARCH_RESUMES)
def resumes() -> str:
    """Show the resumes that this company may find and that have all that is asked for."""
    company = signed_in().company
    if not company.verified:
        return render_template("employer/resumes_unchecked.html")
    criteria = ResumeCriteria.from_args(request.args)
    listing = _listing_asked()
    found = _found(criteria, listing)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(page_number(), pages)
    asked: dict[str, Any] = criteria.to_args() | ({"listing": str(listing.id)} if listing else {})
    return render_template(
        "employer/resumes.html",
        criteria=criteria,
        listing=listing,
        listings=published_of(company.id),
        selects=[
            (name, label, vocabulary.choices(group), getattr(criteria, name))
            for name, group, label in _FILTERS
        ],
        total=len(found),
        number=number,
        pages=pages,
        rows=[_row(*one, listing) for one in found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]],
        page_url=lambda page: url_for("employer.resumes", **asked, page=page),
    )


@blueprint.get("/resumes/<string:key>")
@needs(Permission.SEARCH_RESUMES)
def found_resume(key: str) -> str:
    """Show one resume, without what leads to the person, beside one of the company's listings."""
    row = finding.one_found_by(signed_in().company, key, clock.now())
    document = as_found(row.resume.document)
    listing, profile = _listing_asked(), profile_of(document)
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


def _listing_asked() -> Listing | None:
    """Return the listing of theirs that resumes are compared with, if the address names one."""
    asked = request.args.get("listing", "")
    mine = {str(listing.id): listing for listing in published_of(signed_in().company.id)}
    return mine.get(asked)


def _found(
    criteria: ResumeCriteria, listing: Listing | None
) -> list[tuple[FindableResume, dict[str, Any], Profile]]:
    """Return what passes, the best fitting first beside a listing, else those changed last."""
    rows = finding.found_by(signed_in().company, clock.now())
    shown = [(row, document := as_found(row.resume.document), profile_of(document)) for row in rows]
    passing = [one for one in shown if criteria.passes(one[2])]
    if listing:
        offer = listing_offer(listing)
        passing.sort(key=lambda one: fit(one[2], offer).score, reverse=True)
    return passing


def _row(
    row: FindableResume, document: dict[str, Any], profile: Profile, listing: Listing | None
) -> dict[str, Any]:
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
