"""Accepting an invitation: the page behind the letter's link, for signed-in people or not."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import ROLE_LABELS, Role
from jobboard.extensions import limiter
from jobboard.models import Invitation
from jobboard.queries.accounts import hash_token
from jobboard.queries.companies import invitation_by_hash, invitation_for
from jobboard.services.invitations import accept_invitation, check_acceptance
from jobboard.web.access import Audience, open_to
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.listing_access import see_other
from jobboard.web.viewer import signed_in, viewer

LONGEST_TOKEN = 100


@blueprint.get("/invitation")
@open_to(Audience.EVERYONE)
@limiter.limit("60 per hour")
def invitation() -> str | tuple[str, int]:
    """Show who invites to what, and what is needed to accept it."""
    token = request.args.get("token", "")[:LONGEST_TOKEN]
    found = invitation_by_hash(hash_token(token), clock.now())
    if found is None:
        return render_template("employer/invitation_gone.html"), 410
    role, may = ROLE_LABELS[Role(found.role)]
    return render_template(
        "employer/invitation.html",
        invitation=found,
        role=role,
        may=may,
        problem=_problem(found),
        here=url_for("employer.invitation", token=token),
    )


def _problem(found: Invitation) -> str:
    """Return what keeps the person from accepting; nothing for visitors, who can sign in."""
    person = viewer()
    try:
        if person is not None:
            check_acceptance(found, person.account)
    except RuleError as error:
        return error.message
    return ""


@blueprint.post("/invitations/<int:invitation_id>/accept")
def invitation_accept(invitation_id: int) -> Response | tuple[str, int]:
    """Become a member of the company; the invitation must be for the signed-in address."""
    person, now = signed_in(), clock.now()
    found = invitation_for(person.account.email, invitation_id, now)
    accept_invitation(found, person.account, now)
    flash(f"You act for {found.company.name} now.", "success")
    return see_other(url_for("employer.home"))
