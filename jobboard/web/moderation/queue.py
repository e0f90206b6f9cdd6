"""The queue of listings that wait, and the decision on one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from jobboard import clock
from jobboard.domain.errors import MoveNotAllowed, RuleError, StaleVersion
from jobboard.domain.listing import MOVES, ListingMove, ListingState
from jobboard.letters.moderation import opening
from jobboard.models import Listing, ListingEvent
from jobboard.queries import moderation as reading
from jobboard.services import moderation as service
from jobboard.web.filters import since
from jobboard.web.forms import BaseForm, ProseField, choices_of, seen_version, term_choices
from jobboard.web.listing_view import listing_view
from jobboard.web.moderation.blueprint import blueprint
from jobboard.web.moderation.changes import change_rows
from jobboard.web.paging import page_number
from jobboard.web.viewer import signed_in

DECISIONS = [
    (ListingMove.APPROVE.value, "Publish"),
    (ListingMove.REQUEST_CHANGES.value, "Ask for changes"),
    (ListingMove.REJECT.value, "Do not publish"),
]
DONE = {
    ListingMove.APPROVE: "Published. The employer has been told.",
    ListingMove.REQUEST_CHANGES: "Changes asked. The employer has been told.",
    ListingMove.REJECT: "Not published. The employer has been told.",
}
A_DAY = timedelta(days=1)
MOST_WORDS = 3


class DecisionForm(BaseForm):
    """A decision, its reason, and the versions of listing and company it is made on."""

    version = HiddenField(validators=[InputRequired()])
    company_version = HiddenField(validators=[InputRequired()])
    decision = RadioField(
        "Decision",
        choices=choices_of(DECISIONS),
        validators=[InputRequired("Choose what to do with this listing.")],
    )
    changes_reason = SelectField("What needs a change", default="")
    reject_reason = SelectField("Why it is not published", default="")
    note = ProseField("Note to the employer", limit=2_000)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.changes_reason.choices = term_choices("changes-reason", blank="Choose a reason")
        self.reject_reason.choices = term_choices("reject-reason", blank="Choose a reason")

    @property
    def reason(self) -> str:
        """The reason that belongs to the decision chosen."""
        field = self._reason_field()
        return self[field].data if field else ""

    def _reason_field(self) -> str:
        """Return the list that a reason for the decision is chosen from; nothing if none is."""
        move = self.decision.data
        return MOVES[ListingMove(move)].reason_group.replace("-", "_") if move else ""

    def add_rule_error(self, error: RuleError) -> None:
        """Show a missing reason at the list it is chosen from."""
        field = error.field
        if field == "reason":
            field = self._reason_field() or "decision"
        super().add_rule_error(RuleError(error.message, field))


@blueprint.get("/queue")
def queue() -> str:
    """Show what waits, oldest first."""
    page = page_number()
    waiting = reading.queue(page)
    published = reading.published_counts([row.company_id for row in waiting.items])
    now = clock.now()
    return render_template(
        "moderation/queue.html",
        items=[_item(row, published.get(row.company_id, 0)) for row in waiting.items],
        total=waiting.total,
        oldest=since(waiting.oldest),
        decided=reading.decided_since(now - A_DAY),
        companies_waiting=reading.waiting_companies_count(),
        page=page,
        pages=-(-waiting.total // reading.PAGE_SIZE),
    )


def _item(listing: Listing, published: int) -> dict[str, Any]:
    findings = reading.current_findings(listing)
    return {
        "id": listing.id,
        "url": url_for("moderation.item", listing_id=listing.id),
        "title": listing.title,
        "company": listing.company.name,
        "checked": listing.company.verified,
        "reasons": _reasons(listing, published, len(findings)),
        "facts": ", ".join(f"“{finding.matched}”" for finding in findings[:MOST_WORDS]),
        "waiting_text": since(listing.state_changed_at),
    }


def _reasons(listing: Listing, published: int, count: int) -> list[tuple[str, str]]:
    """Say in words why a listing is in the queue; ``count`` is how much screening saw."""
    found = [("New listing", "neutral") if published else ("First listing", "info")]
    if any(event.kind == ListingMove.REQUEST_CHANGES for event in listing.events):
        found[0] = ("Sent again after changes", "info")
    if count:
        found.append((f"{count} thing{'' if count == 1 else 's'} to look at", "warning"))
    return found


@blueprint.get("/listings/<int:listing_id>")
def item(listing_id: int) -> str:
    """Show one listing as seekers would see it, with what is known about it."""
    listing = reading.reviewed_listing(listing_id)
    seen = {"version": listing.version, "company_version": listing.company.version}
    return _item_page(listing, DecisionForm(**{name: str(of) for name, of in seen.items()}))


@blueprint.post("/listings/<int:listing_id>")
def decide(listing_id: int) -> Response | str | tuple[str, int]:
    """Carry out a decision on the version that was seen."""
    listing = reading.reviewed_listing(listing_id)
    form = DecisionForm()
    if not form.validate_on_submit():
        return _item_page(listing, form), 422
    move = ListingMove(form.decision.data)
    try:
        service.decide(
            listing,
            move,
            signed_in().id,
            clock.now(),
            seen_version=seen_version(form),
            seen_company=seen_version(form, "company_version"),
            reason=form.reason,
            note=form.note.data or "",
        )
    except (StaleVersion, MoveNotAllowed):
        raise  # A page of its own: what was typed belongs to a listing that is no more.
    except RuleError as error:
        form.add_rule_error(error)
        return _item_page(listing, form), 422
    flash(DONE[move], "success")
    return redirect(url_for("moderation.queue"), 303)


def _item_page(listing: Listing, form: DecisionForm) -> str:
    return render_template(
        "moderation/item.html",
        form=form,
        view=listing_view(listing, clock.now()),
        waits=listing.state == ListingState.IN_REVIEW,
        waiting=since(listing.state_changed_at),
        findings=reading.current_findings(listing),
        changes=change_rows(listing),
        history=_history(listing),
        earlier=reading.earlier_decisions(listing.company_id),
        letters=[_letter(listing, ListingMove(value), label) for value, label in DECISIONS],
    )


def _history(listing: Listing) -> list[tuple[ListingEvent, int]]:
    """Return the listing's events, with edits that follow each other counted as one line."""
    lines: list[tuple[ListingEvent, int]] = []
    for event in listing.events:
        if lines and lines[-1][0].kind == event.kind == "edited":
            lines[-1] = (event, lines[-1][1] + 1)
        else:
            lines.append((event, 1))
    return lines


def _letter(listing: Listing, move: ListingMove, label: str) -> tuple[str, str]:
    """Return what a decision's letter says before reason and note are added."""
    subject, words = opening(listing, move)
    return label, f"{subject}. {words}"
