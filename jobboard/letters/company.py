"""Letters about a company and its people: its check, invitations, the end of a membership."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from jobboard.domain.permissions import ROLE_LABELS, Role
from jobboard.letters.message import Action, Facts, Message, Paragraph, Quote
from jobboard.models import Account, Company

COMPANY_PATH = "/employer/company"


def company_received(company: Company, owner: Account) -> Message:
    """Tell who signed a company up that a person checks it, and what may be done meanwhile."""
    return Message(
        kind="company_received",
        to_email=owner.email,
        subject=f"We are checking {company.name}",
        parts=(
            Paragraph(
                f"{company.name} is signed up. A moderator checks that it is what it says: the "
                "website, the phone number and who you are. This usually takes one working day."
            ),
            Paragraph("You can write your first job and send it for checking meanwhile."),
            Action("Write your first job", "/employer/listings/new"),
        ),
        account_id=owner.id,
    )


def company_confirmed_by_mail(company: Company, owner: Account) -> Message:
    """Tell who signed a company up that their work address was check enough."""
    return Message(
        kind="company_confirmed_by_mail",
        to_email=owner.email,
        subject=f"{company.name} is checked",
        parts=(
            Paragraph(
                f"Your confirmed email address is at the web domain of {company.name}, so its "
                "jobs carry the checked tag from now on. Seekers can read what we checked."
            ),
            Action("Write your first job", "/employer/listings/new"),
        ),
        account_id=owner.id,
    )


def company_check_ended(company: Company, member: Account, why: str) -> Message:
    """Tell an owner that a change made the check void; ``why`` says which."""
    return Message(
        kind="company_check_ended",
        to_email=member.email,
        subject=f"We are checking {company.name} again",
        parts=(
            Paragraph(
                f"{company.name} has lost its checked tag until a moderator has looked again. This "
                "usually takes one working day. Jobs that are published stay up."
            ),
            Quote(why),
            Action("Open your company", COMPANY_PATH),
        ),
        account_id=member.id,
    )


def invitation(
    company: Company, email: str, role: Role, inviter: str, token: str, expires_at: datetime
) -> Message:
    """Invite somebody to act for a company. ``token`` opens the invitation; it is not stored."""
    name, may = ROLE_LABELS[role]
    return Message(
        kind="invitation",
        to_email=email,
        # Not who invites: the name is free text, and must not write the subject of our letters.
        subject=f"You are invited to {company.name}",
        parts=(
            Paragraph(f"You are asked to join {company.name} on our job board."),
            Facts((("Invited by", inviter), ("Your role", name), ("What it may do", may))),
            Paragraph(
                "Sign in, or create an employer account, with this email address. The "
                f"invitation ends on {expires_at.day} {expires_at:%B %Y}. If you did not expect "
                "it, do nothing."
            ),
            Action("Open the invitation", f"/employer/invitation?{urlencode({'token': token})}"),
        ),
    )


def membership_ended(company: Company, member: Account) -> Message:
    """Tell somebody that they no longer act for a company."""
    return Message(
        kind="membership_ended",
        to_email=member.email,
        subject=f"You no longer act for {company.name}",
        parts=(
            Paragraph(
                f"An owner of {company.name} removed you from its people. You can no longer see "
                "its jobs or applicants. Jobs you wrote stay with the company."
            ),
            Paragraph("If this is a mistake, ask an owner to invite you again."),
        ),
        account_id=member.id,
    )


def role_changed(company: Company, member: Account, role: Role) -> Message:
    """Tell somebody what they may do for a company from now on."""
    name, may = ROLE_LABELS[role]
    return Message(
        kind="role_changed",
        to_email=member.email,
        subject=f"Your role at {company.name} is now {name.lower()}",
        parts=(
            Paragraph(f"An owner of {company.name} changed your role."),
            Facts((("Your role", name), ("What it may do", may))),
            Action("Open your company", COMPANY_PATH),
        ),
        account_id=member.id,
    )
