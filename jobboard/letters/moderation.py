"""Letters to employers about decisions on their listings and their company."""

from __future__ import annotations

from jobboard import settings
from jobboard.domain import vocabulary
from jobboard.domain.listing import MOVES, ListingMove
from jobboard.letters.message import Action, Message, Paragraph, Part, Quote
from jobboard.models import Company, Listing


def decision(
    listing: Listing,
    move: ListingMove,
    to_email: str,
    account_id: int | None,
    *,
    reason: str = "",
    note: str = "",
) -> Message:
    """Tell a member what a moderator decided about a listing, and what to do next."""
    subject, words = opening(listing, move)
    parts: list[Part] = [Paragraph(words)]
    if reason:
        chosen = vocabulary.term(MOVES[move].reason_group, reason)
        parts.append(Paragraph(f"{chosen.label}. {chosen.extra['advice']}"))
    if note:
        parts += [Paragraph("The moderator wrote:"), Quote(note)]
    parts.append(Action("Open the listing", f"/employer/listings/{listing.id}"))
    if move is ListingMove.REJECT:
        parts += _after_rejection()
    return Message(
        kind=f"listing_{move}",
        to_email=to_email,
        subject=subject,
        parts=tuple(parts),
        account_id=account_id,
    )


def opening(listing: Listing, move: ListingMove) -> tuple[str, str]:
    """Return the subject and the first words of a decision's letter."""
    subject, words = _OPENINGS[move]
    return subject.format(title=listing.title), words.format(title=listing.title)


def _after_rejection() -> list[Part]:
    """Say how to post it mended, and where to object, where letters can be answered at all."""
    address = settings.current().mail_from
    told = f" If you think we are wrong, write to {address}; a person reads it." if address else ""
    return [
        Paragraph(f"Once you have mended it, you can post it anew.{told}"),
        Action("Post it anew", "/employer/listings/new"),
    ]


_OPENINGS = {
    ListingMove.APPROVE: (
        "Published: {title}",
        (
            "We read “{title}” and approved it. Seekers can find it from the publication time "
            "you chose until applications close."
        ),
    ),
    ListingMove.REQUEST_CHANGES: (
        "Please change: {title}",
        (
            "We have not published “{title}” yet. Something needs a change first. Mend it and "
            "send it back."
        ),
    ),
    ListingMove.REJECT: (
        "Not published: {title}",
        "We read “{title}” and will not publish it as it is.",
    ),
}


def company_check(
    company: Company, kind: str, to_email: str, account_id: int | None, *, note: str
) -> Message:
    """Tell a member how the check of the company ended."""
    subject, opening = _CHECKS[kind]
    return Message(
        kind=f"company_{kind}",
        to_email=to_email,
        subject=subject.format(name=company.name),
        parts=(
            Paragraph(opening.format(name=company.name)),
            Quote(note),
            Action("Open your company", "/employer/company"),
        ),
        account_id=account_id,
    )


_CHECKS = {
    "verified": (
        "{name} is checked",
        "We checked {name}. Your jobs now carry the checked tag, and this is what seekers read:",
    ),
    "proof_asked": (
        "More proof needed for {name}",
        "We could not finish the check of {name} yet. This is what is missing:",
    ),
    "refused": (
        "{name} cannot post here",
        (
            "We checked {name} and cannot let it post. Its published jobs are taken down. This is "
            "why; you can appeal by answering on the page of your company:"
        ),
    ),
}
