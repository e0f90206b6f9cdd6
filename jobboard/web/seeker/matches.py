"""A seeker's matches: all live listings, the best fitting first, each saying why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.fit import Profile, profile_of
from jobboard.domain.fit.words import wish_words
from jobboard.domain.matching import match_profile
from jobboard.domain.resume.reading import labels
from jobboard.domain.text import joined
from jobboard.letters.listing_words import inside
from jobboard.models import HiddenListing, Listing, Resume
from jobboard.queries import hidden, listings
from jobboard.queries.applications import applied_ids, silent_companies
from jobboard.queries.resumes import default_resume
from jobboard.search.contract import PAGE_SIZE, FitPage
from jobboard.services import hiding
from jobboard.services.indexing import engine
from jobboard.web.came_from import MATCHES, came_from
from jobboard.web.fit_view import must_rows, part_lines, parts_told, sum_rows
from jobboard.web.listing_view import APPLIED, SILENT, listing_card, listing_url
from jobboard.web.paging import page_number
from jobboard.web.seeker.blueprint import blueprint
from jobboard.web.seeker.matches_forms import WhyForm, WishesForm
from jobboard.web.seeker.resumes_editing import save
from jobboard.web.viewer import signed_in

# Jobs that moved up, by title.
MOST_NAMED = 2
_LARGEST_ID = 2**31 - 1


@blueprint.get("/matches")
def matches() -> str:
    """Show the listings, the best fitting first."""
    resume = default_resume(signed_in().id)
    if resume is None:
        return render_template("seeker/matches_start.html")
    return _page(resume, _wishes_form(resume))


@blueprint.post("/matches")
def matches_change() -> Response | tuple[str, int]:
    """Change a wish, and say what came of it."""
    resume = default_resume(signed_in().id)
    if resume is None:
        return redirect(url_for("seeker.matches"), 303)
    before = profile_of(resume.document)
    form = _wishes_form(resume)
    status = save(resume, form, form.change)
    if status is not None:
        return _page(resume, form), status
    after = profile_of(resume.document)
    flash(_what_changed(_found(before, 1), _found(after, 1), before, after), "success")
    return redirect(url_for("seeker.matches"), 303)


@blueprint.post("/matches/<int:listing_id>/hide")
def match_hide(listing_id: int) -> Response:
    """Take a listing out of the matches."""
    shown = listings.public_listing(listing_id)
    hiding.hide_listing(signed_in().id, shown.id, clock.now())
    return redirect(url_for("seeker.matches", hidden=shown.id, page=_page_asked()), 303)


@blueprint.post("/matches/<int:listing_id>/why")
def match_why(listing_id: int) -> Response:
    """Keep why a listing was hidden."""
    row = hidden.hidden_by(signed_in().id, listing_id) or abort(404)
    form = WhyForm()
    form.validate()
    hiding.say_why(row, (form.reason.data or "") if not form.reason.errors else "")
    flash("Thank you. Only you see why, under “Hidden”.", "success")
    return redirect(url_for("seeker.matches", page=_page_asked()), 303)


@blueprint.post("/matches/<int:listing_id>/show")
def match_show(listing_id: int) -> Response:
    """Let a hidden listing be among the matches again."""
    was = hidden.hidden_by(signed_in().id, listing_id) or abort(404)
    title = was.listing.title
    hiding.show_listing(signed_in().id, listing_id)
    flash(f"“{title}” is among your matches again.", "success")
    if "list" in request.form:
        return redirect(url_for("seeker.matches_hidden"), 303)
    row = f"job-{listing_id}"
    return redirect(url_for("seeker.matches", page=_page_asked(), _anchor=row), 303)


@blueprint.get("/matches/hidden")
def matches_hidden() -> str:
    """List what the person hid."""
    total = hidden.count_hidden(signed_in().id)
    pages = max(1, -(-total // PAGE_SIZE))
    number = page_number()
    number = number if number <= pages else 1
    rows = hidden.hidden_listings(signed_in().id, PAGE_SIZE, (number - 1) * PAGE_SIZE)
    return render_template(
        "seeker/matches_hidden.html",
        rows=rows,
        total=total,
        number=number,
        pages=pages,
        listing_url=listing_url,
        page_url=lambda number: url_for("seeker.matches_hidden", page=number),
    )


def _page_asked() -> int | None:
    """Return the page of matches to go back to; None for the first, whose address has none."""
    number = page_number()
    return number if number > 1 else None


def _wishes_form(resume: Resume) -> WishesForm:
    return WishesForm(data=WishesForm.values(resume.document), version=resume.version)


def _found(profile: Profile, number: int) -> FitPage:
    left_out = hidden.hidden_ids(signed_in().id)
    return engine().fits(profile, clock.now(), number, leave_out=left_out)


def _page(resume: Resume, form: WishesForm) -> str:
    profile = profile_of(resume.document)
    found = _found(profile, page_number())
    just_hidden = _just_hidden()
    rows = listings.cards(found.ids, clock.now())
    silent = silent_companies(rows)
    applied = applied_ids(signed_in().id, found.ids)
    return render_template(
        "seeker/matches.html",
        resume=resume,
        form=form,
        found=found,
        cards=[
            _card(row, found, profile)
            | (SILENT if row.company_id in silent else {})
            | (APPLIED if row.id in applied else {})
            for row in rows
        ],
        based_on=_based_on(profile),
        just_hidden=just_hidden,
        why_form=WhyForm() if just_hidden else None,
        hidden_count=hidden.count_hidden(signed_in().id),
        page_url=lambda number: url_for("seeker.matches", page=number),
    )


def _card(listing: Listing, found: FitPage, profile: Profile) -> dict[str, Any]:
    made, asked = found.fits[listing.id], match_profile(listing.requirements, profile)
    parts = parts_told(made, profile, listing)
    return listing_card(
        listing,
        match=asked,
        url=listing_url(listing, **came_from(MATCHES, found.page)),
        part_lines=part_lines(parts),
        sum_rows=sum_rows(made, parts),
        must_rows=must_rows(asked),
    )


def _based_on(profile: Profile) -> list[str]:
    """Return what the order rests on, in short phrases."""
    channels = joined(word.lower() for word in labels("channel", profile.channels))
    counts = ((len(profile.skills), "skill"), (len(profile.tools), "tool"))
    listed = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return [*wish_words(profile.wishes), *filter(None, [channels, *listed])]


def _just_hidden() -> HiddenListing | None:
    """Return what was hidden a moment ago, as the address says, so that it can be undone."""
    asked = request.args.get("hidden", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= len(str(_LARGEST_ID))):
        return None
    if int(asked) > _LARGEST_ID:
        return None
    return hidden.hidden_by(signed_in().id, int(asked))


def _what_changed(before: FitPage, after: FitPage, old: Profile, new: Profile) -> str:
    """Return what a changed wish did to the matches, in figures that can be checked."""
    if old.wishes == new.wishes:
        return "Nothing changed: these were your wishes already."
    return (
        f"Saved on your resume. {_asks_now(old, new)} Nothing on your resume speaks against "
        f"{after.full:,} of {after.total:,} jobs; before it was {before.full:,}. "
        f"{_moved_up(before.ids, after.ids)}"
    )


def _asks_now(old: Profile, new: Profile) -> str:
    """Return what is wished for now and was not before, or else what no longer is."""
    were, are = wish_words(old.wishes), wish_words(new.wishes)
    added = [inside(words) for words in are if words not in were]
    gone = [inside(words) for words in were if words not in are]
    if added:
        return f"You now ask for {'; '.join(added)}."
    return f"You no longer ask for {'; '.join(gone)}." if gone else ""


def _moved_up(before: Sequence[int], after: Sequence[int]) -> str:
    """Return which of the first jobs stand higher than before, the highest named."""
    stood = {listing_id: place for place, listing_id in enumerate(before)}
    risen = [one for place, one in enumerate(after) if place < stood.get(one, len(before))]
    if not risen:
        return f"The first {len(after)} jobs stay as they were."
    rows = listings.cards(risen[:MOST_NAMED], clock.now())
    more = len(risen) - len(rows)
    names = [f"“{row.title}”" for row in rows] + ([f"{more} more"] if more else [])
    return f"{joined(names)} moved up."
