"""The company's people: who is in, who is invited, roles, removing and leaving."""

from __future__ import annotations

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Email, InputRequired

from jobboard import clock
from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import ROLE_LABELS, Permission, Role
from jobboard.extensions import limiter
from jobboard.models import Member
from jobboard.queries import companies as reading
from jobboard.services.invitations import cancel_invitation, invite
from jobboard.services.members import change_role, remove_member
from jobboard.web.access import needs
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.fields import OneOf
from jobboard.web.employer.listing_access import see_other
from jobboard.web.forms import AddressField, BaseForm, choices_of
from jobboard.web.viewer import signed_in

ROLES = choices_of((role, label) for role, (label, _) in ROLE_LABELS.items())
ROLE_HINTS = {str(role): may for role, (_, may) in ROLE_LABELS.items()}


class InviteForm(BaseForm):
    """Whom to invite, and what they may do."""

    email = AddressField(
        "Work email",
        [
            DataRequired("Enter an email address, like name@example.com"),
            Email("Enter an email address, like name@example.com"),
        ],
        render_kw={"autocomplete": "off"},
    )
    role = OneOf("Role", choices=ROLES, validators=[InputRequired("Choose a role")])


class RoleForm(BaseForm):
    """What a member may do from now on."""

    role = OneOf("Role", choices=ROLES, validators=[InputRequired("Choose a role")])


@blueprint.get("/company/members")
@needs(Permission.SEE_LISTINGS)
def members() -> str:
    """Show the company's people."""
    return _page(InviteForm(role=Role.RECRUITER))


def _page(form: InviteForm) -> str:
    person = signed_in()
    return render_template(
        "employer/members.html",
        company=person.company,
        members=reading.members_of(person.company.id),
        invitations=reading.open_invitations(person.company.id, clock.now()),
        may_manage=person.can(Permission.MANAGE_MEMBERS),
        roles=ROLE_LABELS,
        hints=ROLE_HINTS,
        form=form,
    )


@blueprint.post("/company/members")
@needs(Permission.MANAGE_MEMBERS)
@limiter.limit("30 per hour")
def member_invite() -> Response | tuple[str, int]:
    """Invite somebody by letter."""
    form = InviteForm()
    if not form.validate():
        return _page(form), 422
    person = signed_in()
    try:
        invite(person.company, form.email.data, Role(form.role.data), person.account, clock.now())
    except RuleError as error:
        form.add_rule_error(error)
        return _page(form), 422
    flash(f"We wrote to {form.email.data}. The invitation is good for 14 days.", "success")
    return see_other(url_for("employer.members"))


@blueprint.post("/company/invitations/<int:invitation_id>/cancel")
@needs(Permission.MANAGE_MEMBERS)
def invitation_cancel(invitation_id: int) -> Response:
    """Take an invitation back."""
    person = signed_in()
    now = clock.now()
    invitation = reading.open_invitation(person.company.id, invitation_id, now)
    cancel_invitation(invitation, person.id, now)
    flash(f"The invitation of {invitation.email} is taken back.", "success")
    return see_other(url_for("employer.members"))


@blueprint.get("/company/members/<int:member_id>")
@needs(Permission.MANAGE_MEMBERS)
def member(member_id: int) -> str:
    """Show one of the company's people, to change the role or remove them."""
    shown = _member(member_id)
    return _member_page(shown, RoleForm(role=shown.role))


@blueprint.post("/company/members/<int:member_id>")
@needs(Permission.MANAGE_MEMBERS)
def member_save(member_id: int) -> Response | tuple[str, int]:
    """Change somebody's role."""
    shown, form = _member(member_id), RoleForm()
    if not form.validate():
        return _member_page(shown, form), 422
    try:
        change_role(shown, Role(form.role.data), signed_in().id, clock.now())
    except RuleError as error:
        form.add_rule_error(error)
        return _member_page(shown, form), 422
    flash(f"{shown.account.name or shown.account.email} has a new role.", "success")
    return see_other(url_for("employer.members"))


@blueprint.post("/company/members/<int:member_id>/remove")
@needs(Permission.MANAGE_MEMBERS)
def member_remove(member_id: int) -> Response | tuple[str, int]:
    """Remove somebody; their rights end with this."""
    shown, form = _member(member_id), RoleForm(formdata=None)
    form.role.data = shown.role
    try:
        remove_member(shown, signed_in().id, clock.now())
    except RuleError as error:
        form.add_rule_error(error)
        return _member_page(shown, form), 422
    flash(f"{shown.account.name or shown.account.email} no longer acts for you.", "success")
    return see_other(url_for("employer.members"))


def _member(member_id: int) -> Member:
    return reading.member_of(signed_in().company.id, member_id)


def _member_page(shown: Member, form: RoleForm) -> str:
    return render_template("employer/member.html", member=shown, form=form, hints=ROLE_HINTS)


@blueprint.get("/company/leave")
@needs(Permission.SEE_LISTINGS)
def leave() -> str:
    """Ask before somebody leaves the company."""
    return render_template(
        "employer/leave.html", company=signed_in().company, form=BaseForm(formdata=None)
    )


@blueprint.post("/company/leave")
@needs(Permission.SEE_LISTINGS)
def left() -> Response | tuple[str, int]:
    """End one's own membership."""
    person, form = signed_in(), BaseForm()
    company = person.company
    own = next(m for m in reading.members_of(company.id) if m.account_id == person.id)
    try:
        remove_member(own, person.id, clock.now())
    except RuleError as error:
        form.add_rule_error(error)
        return render_template("employer/leave.html", company=company, form=form), 422
    flash(f"You no longer act for {company.name}. Its jobs stay where they are.", "success")
    return see_other(url_for("employer.company_start"))
