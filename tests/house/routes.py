"""Every route of the site, and what it answers to whom. A route that is not here fails a test.

The list is kept for another reason too: an address that existed keeps answering. Whoever takes
a line out leaves a redirect in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.world import HALF, PEOPLE

# The answer that sends a visitor to the sign-in page.
SIGN_IN = -302
# The answer that sends somebody to give the second factor they owe.
SECOND_FACTOR = -303
NO_ACCESS = 403
NOT_THERE = 404

Answers = Mapping[str, int]


@dataclass(frozen=True)
class Route:
    """One route. ``args`` fills the address: "live.id" is looked up in the world, "=x" is x.

    ``query`` is the part of the address after the question mark, looked up likewise. A POST
    sends an empty form. ``also`` names other addresses of the same view; ``variants`` fill the
    address in other ways that show other forms.
    """

    rule: str
    get: Answers | None = None
    post: Answers | None = None
    args: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    variants: tuple[Mapping[str, str], ...] = ()


def answers(**given: int) -> Answers:
    """Say what each person is answered; ``rest`` is for those not named.

    Whoever owes the second factor is sent to give it, wherever a sign-in is needed at all.
    """
    rest = given.pop("rest", NO_ACCESS)
    owed = {HALF: SECOND_FACTOR} if given.get("visitor") == SIGN_IN else {}
    return {person: ({**owed, **given}).get(person, rest) for person in PEOPLE}


def everyone(status: int = 200) -> Answers:
    """The same for all."""
    return answers(rest=status)


def signed_in(status: int = 200) -> Answers:
    """For any signed-in person."""
    return answers(visitor=SIGN_IN, rest=status)


def seekers(status: int = 200) -> Answers:
    """For seekers."""
    return answers(visitor=SIGN_IN, seeker=status, other_seeker=status)


def its_seeker(status: int = 200) -> Answers:
    """For the seeker whose thing it is; for another there is no such thing."""
    return answers(visitor=SIGN_IN, seeker=status, other_seeker=NOT_THERE)


def members(status: int = 200, *, viewer: int | None = None) -> Answers:
    """For members of any company; ``viewer`` where one who may only look is answered otherwise."""
    return answers(
        visitor=SIGN_IN,
        member=status,
        other_member=status,
        viewer=status if viewer is None else viewer,
    )


def its_company(status: int = 200, *, viewer: int | None = None) -> Answers:
    """For members of the company whose thing it is; for another there is no such thing."""
    return {**members(status, viewer=viewer), "other_member": NOT_THERE}


def has_second_factor(status: int) -> Answers:
    """For whoever has a second factor; of the world's people, the moderator."""
    return {**signed_in(303), "moderator": status}


def moderators(status: int = 200) -> Answers:
    """For moderators."""
    return answers(visitor=SIGN_IN, moderator=status)


# What fills an address where a route does not say otherwise.
USUAL_ARGS = {
    "application_id": "application.id",
    "company_id": "company.id",
    "invitation_id": "invitation.id",
    "listing_id": "live.id",
    "member_id": "colleague.id",
    "reference": "application.reference",
    "resume_id": "resume.id",
}

ASSETS = {
    "assets.css": Route(
        "/assets/site.<string(length=12):digest>.css",
        everyone(404),
        args={"digest": "=000000000000"},
    ),
    "assets.js": Route(
        "/assets/site.<string(length=12):digest>.js",
        everyone(404),
        args={"digest": "=000000000000"},
    ),
    "health.alive": Route("/healthz", everyone()),
    "health.ready": Route("/readyz", everyone()),
    "static": Route("/static/<path:filename>", everyone(), args={"filename": "=img/favicon.svg"}),
}

# For whose alert it is, who also holds a link to it; for others there is no such alert, and
# whoever has shown no address is asked for it first.
ALERT = {"alert_id": "alert.id"}
NO_ALERT = {**everyone(404), "visitor": 303, HALF: 303}
OF_ALERT = {**NO_ALERT, "seeker": 200}
CHANGES_ALERT = {**NO_ALERT, "seeker": 303}


API = {
    "api.listing": Route("/api/v1/listings/<int:listing_id>", everyone()),
    "api.search": Route("/api/v1/listings", everyone()),
    "api_pages.about": Route("/api", everyone()),
    "api_pages.openapi": Route("/api/v1/openapi.json", everyone()),
}

PUBLIC = {
    "public.alert_again": Route("/alerts/sent", post=everyone(303)),
    "public.alert_confirm": Route(
        "/alerts/confirm", everyone(), query={"token": "alert_confirm_token"}
    ),
    # A link without its token is as good as one that has run out.
    "public.alert_confirm_now": Route("/alerts/confirm", post=everyone(410)),
    "public.alert_delete": Route("/alerts/<int:alert_id>/delete", OF_ALERT, args=ALERT),
    "public.alert_deleted": Route("/alerts/<int:alert_id>/delete", post=CHANGES_ALERT, args=ALERT),
    "public.alert_edit": Route(
        "/alerts/<int:alert_id>/edit", OF_ALERT, {**NO_ALERT, "seeker": 422}, args=ALERT
    ),
    "public.alert_end": Route("/alerts/end", everyone(), query={"token": "alert_end_token"}),
    # Mail programs send no form token: the link's own, missing here, stands in for it.
    "public.alert_end_now": Route("/alerts/end", post=everyone(400)),
    "public.alert_keep": Route("/alerts/keep", everyone(), query={"token": "alert_keep_token"}),
    "public.alert_kept": Route("/alerts/keep", post=everyone(410)),
    "public.alert_more": Route("/alerts/more", post=everyone(303)),
    "public.alert_new": Route("/alerts/new", everyone(), everyone(422)),
    "public.alert_pause": Route("/alerts/<int:alert_id>/pause", post=CHANGES_ALERT, args=ALERT),
    "public.alert_resume": Route("/alerts/<int:alert_id>/resume", post=CHANGES_ALERT, args=ALERT),
    "public.alert_sent": Route("/alerts/sent", everyone(303)),
    "public.alerts": Route("/alerts", everyone()),
    "public.alerts_link": Route("/alerts/link", everyone(), everyone(422)),
    "public.accessibility": Route("/accessibility", everyone()),
    "public.browse": Route("/jobs/browse", everyone()),
    "public.company": Route("/companies/<string:slug>", everyone(), args={"slug": "company.slug"}),
    "public.employers": Route("/employers", everyone()),
    "public.help": Route("/help", everyone()),
    "public.home": Route("/", everyone()),
    "public.jobs": Route("/jobs", everyone()),
    "public.suggestions": Route("/jobs/suggestions", everyone()),
    # Letters are shown to everybody in the demo, and to nobody elsewhere.
    "public.letter": Route("/mailbox/<int:letter_id>", everyone(404), args={"letter_id": "=1"}),
    # No job of the world is in the search: an address that could have a page leads there.
    "public.landing": Route(
        "/jobs/<string:slug>", everyone(302), args={"slug": "=remote-customer-service"}
    ),
    "public.listing": Route(
        "/jobs/<int:listing_id>/<string:slug>",
        everyone(),
        args={"slug": "live_slug"},
        also=("/jobs/<int:listing_id>",),
    ),
    "public.mailbox": Route("/mailbox", everyone(404)),
    "public.privacy": Route("/privacy", everyone()),
    "public.robots": Route("/robots.txt", everyone()),
}

ACCOUNT = {
    "account.change_email": Route("/account/email", signed_in(), signed_in(422)),
    "account.change_name": Route("/account/name", signed_in(), signed_in(303)),
    "account.change_password": Route("/account/password", signed_in(), signed_in(422)),
    "account.confirm_address": Route(
        "/confirm-address", everyone(), query={"token": "confirm_token"}
    ),
    # A link without its token is as good as one that has run out.
    "account.confirm_address_now": Route("/confirm-address", post=everyone(410)),
    "account.confirm_again": Route("/confirm-address/again", everyone(), everyone(422)),
    "account.confirm_new_address": Route(
        "/confirm-new-address", everyone(), query={"token": "change_token"}
    ),
    "account.confirm_new_address_now": Route("/confirm-new-address", post=everyone(410)),
    "account.end_sign_in": Route(
        "/account/sign-ins/<int:sign_in_id>/end",
        post={**signed_in(404), "seeker": 303},
        args={"sign_in_id": "elsewhere.id"},
    ),
    "account.recovery_codes": Route(
        "/account/second-factor/recovery-codes", has_second_factor(200), has_second_factor(422)
    ),
    "account.reset_password": Route("/reset-password", everyone(), everyone(422)),
    "account.reset_password_new": Route(
        "/reset-password/new", everyone(), everyone(422), query={"token": "reset_token"}
    ),
    "account.reset_password_sent": Route("/reset-password/sent", everyone(303)),
    "account.second_factor": Route(
        "/second-factor", {**signed_in(303), HALF: 200}, {**signed_in(303), HALF: 422}
    ),
    "account.second_factor_begin": Route("/account/second-factor", post=signed_in(303)),
    "account.second_factor_confirm": Route("/account/second-factor/confirm", post=signed_in(303)),
    "account.second_factor_remove": Route(
        "/account/second-factor/remove", has_second_factor(200), has_second_factor(422)
    ),
    "account.second_factor_setup": Route("/account/second-factor", signed_in()),
    "account.settings": Route("/account", signed_in()),
    "account.sign_in": Route("/sign-in", everyone()),
    "account.sign_in_at": Route(
        "/sign-in/<any(seekers, employers, moderators):slug>",
        everyone(),
        everyone(422),
        args={"slug": "=seekers"},
        variants=({"slug": "=employers"}, {"slug": "=moderators"}),
    ),
    "account.sign_out": Route("/sign-out", post=everyone(303)),
    "account.sign_out_everywhere": Route("/account/sign-out-everywhere", post=signed_in(303)),
    "account.sign_up": Route(
        "/sign-up/<any(seekers, employers):slug>",
        everyone(),
        everyone(422),
        args={"slug": "=employers"},
        variants=({"slug": "=seekers"},),
    ),
    "account.sign_up_sent": Route("/sign-up/sent", everyone(303)),
    "account.sign_up_start": Route("/sign-up", everyone(303)),
}

MODERATION = {
    "moderation.check_company": Route(
        "/moderation/companies/<string:slug>/check",
        post=moderators(422),
        args={"slug": "company.slug"},
    ),
    "moderation.companies": Route("/moderation/companies", moderators()),
    "moderation.company": Route(
        "/moderation/companies/<string:slug>", moderators(), args={"slug": "company.slug"}
    ),
    "moderation.decide": Route(
        "/moderation/listings/<int:listing_id>",
        post=moderators(422),
        args={"listing_id": "in_review.id"},
    ),
    "moderation.item": Route(
        "/moderation/listings/<int:listing_id>",
        moderators(),
        args={"listing_id": "in_review.id"},
    ),
    "moderation.queue": Route("/moderation/queue", moderators()),
    "moderation.trust_company": Route(
        "/moderation/companies/<string:slug>/trust",
        post=moderators(409),
        args={"slug": "company.slug"},
    ),
}

APPLICATIONS = {
    "seeker.application": Route(
        "/my/applications/<string:reference>",
        its_seeker(),
        args={"reference": "application.reference"},
    ),
    "seeker.application_decline": Route(
        "/my/applications/<string:reference>/decline",
        its_seeker(303),
        args={"reference": "application.reference"},
    ),
    "seeker.application_declined": Route(
        "/my/applications/<string:reference>/decline",
        post=its_seeker(303),
        args={"reference": "application.reference"},
    ),
    "seeker.application_resume": Route(
        "/my/applications/<string:reference>/resume",
        its_seeker(),
        args={"reference": "application.reference"},
    ),
    "seeker.application_sent": Route(
        "/my/applications/<string:reference>/sent",
        its_seeker(),
        args={"reference": "application.reference"},
    ),
    "seeker.application_withdraw": Route(
        "/my/applications/<string:reference>/withdraw",
        its_seeker(),
        args={"reference": "application.reference"},
    ),
    "seeker.application_withdrawn": Route(
        "/my/applications/<string:reference>/withdraw",
        post=its_seeker(303),
        args={"reference": "application.reference"},
    ),
    "seeker.applications": Route("/my/applications", seekers()),
    "seeker.apply": Route(
        "/my/apply/<int:listing_id>", seekers(), args={"listing_id": "unapplied.id"}
    ),
    "seeker.apply_check": Route(
        "/my/apply/<int:listing_id>/check",
        answers(visitor=SIGN_IN, seeker=200, other_seeker=302),
        args={"listing_id": "drafted.listing_id"},
    ),
    "seeker.apply_save": Route(
        "/my/apply/<int:listing_id>",
        post=answers(visitor=SIGN_IN, seeker=422, other_seeker=303),
        args={"listing_id": "unapplied.id"},
    ),
    "seeker.apply_send": Route(
        "/my/apply/<int:listing_id>/check",
        post=seekers(303),
        args={"listing_id": "drafted.listing_id"},
    ),
    "employer.applicant": Route(
        "/employer/listings/<int:listing_id>/applicants/<string:reference>",
        its_company(),
        args={"reference": "application.reference"},
    ),
    "employer.applicant_move": Route(
        "/employer/listings/<int:listing_id>/applicants/<string:reference>/move",
        post=its_company(409, viewer=NO_ACCESS),
        args={"reference": "application.reference"},
    ),
    "employer.applicant_open": Route(
        "/employer/listings/<int:listing_id>/applicants/<string:reference>/open",
        post=its_company(303, viewer=NO_ACCESS),
        args={"reference": "application.reference"},
    ),
    "employer.applicant_pdf": Route(
        "/employer/listings/<int:listing_id>/applicants/<string:reference>/resume.pdf",
        its_company(),
        args={"reference": "application.reference"},
    ),
    "employer.applicants": Route("/employer/listings/<int:listing_id>/applicants", its_company()),
}

RESUME = "/my/resumes/<int:resume_id>"
# One page each, in one form.
RESUME_FACTS = ("availability", "contact", "home-office", "tools", "wanted")
# Pages that list entries.
RESUME_LISTS = ("languages", "skills", "training", "work")
# Kinds of entry, and one of each in the world's resume.
RESUME_ENTRIES = {
    "break": "e11",
    "certificate": "e4",
    "job": "e1",
    "language": "e5",
    "school": "e3",
    "skill": "e7",
}
# Kinds whose form has to have something in it, which is said first.
REFUSED_WHEN_EMPTY = frozenset({"language", "school"})


def _resume_name(page: str) -> str:
    return "seeker.resume_" + page.replace("-", "_")


RESUMES = {
    "seeker.resume": Route(RESUME, its_seeker()),
    "seeker.resume_add": Route("/my/resumes/add", seekers(302)),
    "seeker.resume_copy": Route(f"{RESUME}/copy", post=its_seeker(303)),
    "seeker.resume_default": Route(f"{RESUME}/default", post=its_seeker(303)),
    "seeker.resume_delete": Route(f"{RESUME}/delete", its_seeker(), its_seeker(303)),
    "seeker.resume_new": Route("/my/resumes/new", seekers(), {**seekers(303), "seeker": 422}),
    "seeker.resume_pdf": Route(f"{RESUME}/resume.pdf", its_seeker()),
    "seeker.resume_preview": Route(f"{RESUME}/preview", its_seeker()),
    "seeker.resume_rename": Route(f"{RESUME}/name", its_seeker(), its_seeker(303)),
    "seeker.resume_visibility": Route(f"{RESUME}/visibility", its_seeker()),
    "seeker.resume_visibility_off": Route(f"{RESUME}/visibility/off", post=its_seeker(303)),
    "seeker.resume_visibility_on": Route(f"{RESUME}/visibility", post=its_seeker(303)),
    "seeker.resume_visibility_preview": Route(f"{RESUME}/visibility/preview", its_seeker()),
    "seeker.resumes": Route("/my/resumes", seekers()),
    **{
        # What does not say which version it was filled in on was filled in on an old one.
        _resume_name(page): Route(f"{RESUME}/{page}", its_seeker(), its_seeker(409))
        for page in RESUME_FACTS
    },
    **{_resume_name(page): Route(f"{RESUME}/{page}", its_seeker()) for page in RESUME_LISTS},
    **{
        _resume_name(f"{kind}_new"): Route(f"{RESUME}/{kind}/new", its_seeker(), its_seeker(422))
        for kind in RESUME_ENTRIES
    },
    **{
        _resume_name(kind): Route(
            f"{RESUME}/{kind}/<string:entry_id>",
            its_seeker(),
            its_seeker(422 if kind in ("language", "school") else 409),
            args={"entry_id": f"={entry}"},
        )
        for kind, entry in RESUME_ENTRIES.items()
    },
    **{
        _resume_name(f"{kind}_remove"): Route(
            f"{RESUME}/{kind}/<string:entry_id>/remove",
            its_seeker(),
            its_seeker(409),
            args={"entry_id": f"={entry}"},
        )
        for kind, entry in RESUME_ENTRIES.items()
    },
}

MATCH = "/my/matches/<int:listing_id>"
MATCHES = {
    "seeker.match_hide": Route(f"{MATCH}/hide", post=seekers(303)),
    # What nobody hid cannot be explained or shown again.
    "seeker.match_show": Route(
        f"{MATCH}/show", post=its_seeker(303), args={"listing_id": "hidden.listing_id"}
    ),
    "seeker.match_why": Route(
        f"{MATCH}/why", post=its_seeker(303), args={"listing_id": "hidden.listing_id"}
    ),
    "seeker.matches": Route("/my/matches", seekers()),
    # A wish that does not say which version it was made on was made on an old one; who has no
    # resume has none to change.
    "seeker.matches_change": Route("/my/matches", post={**seekers(303), "seeker": 409}),
    "seeker.matches_hidden": Route("/my/matches/hidden", seekers()),
}

COMPANY = {
    "employer.company": Route("/employer/company", members()),
    "employer.company_answer": Route(
        "/employer/company/answer", post=members(422, viewer=NO_ACCESS)
    ),
    "employer.company_create": Route("/employer/company/new", post=members(422)),
    "employer.company_edit": Route("/employer/company/edit", members(viewer=NO_ACCESS)),
    "employer.company_save": Route("/employer/company/edit", post=members(422, viewer=NO_ACCESS)),
    # Whoever acts for a company already is shown it.
    "employer.company_start": Route("/employer/company/new", members(303)),
    "employer.found_resume": Route(
        "/employer/resumes/<string:key>",
        members(viewer=NO_ACCESS),
        args={"key": "findable.key"},
    ),
    "employer.resumes": Route("/employer/resumes", members(viewer=NO_ACCESS)),
    "employer.home": Route("/employer/", members()),
    "employer.invitation": Route(
        "/employer/invitation", everyone(), query={"token": "invitation_token"}
    ),
    "employer.invitation_accept": Route(
        "/employer/invitations/<int:invitation_id>/accept", post=members(404)
    ),
    "employer.invitation_cancel": Route(
        "/employer/company/invitations/<int:invitation_id>/cancel",
        post=its_company(303, viewer=NO_ACCESS),
    ),
    "employer.leave": Route("/employer/company/leave", members()),
    # The last owner cannot leave.
    "employer.left": Route("/employer/company/leave", post=members(422, viewer=303)),
    "employer.member": Route(
        "/employer/company/members/<int:member_id>", its_company(viewer=NO_ACCESS)
    ),
    "employer.member_invite": Route(
        "/employer/company/members", post=members(422, viewer=NO_ACCESS)
    ),
    "employer.member_remove": Route(
        "/employer/company/members/<int:member_id>/remove",
        post=its_company(303, viewer=NO_ACCESS),
    ),
    "employer.member_save": Route(
        "/employer/company/members/<int:member_id>", post=its_company(422, viewer=NO_ACCESS)
    ),
    "employer.members": Route("/employer/company/members", members()),
}

LISTING = "/employer/listings/<int:listing_id>"
DRAFT = {"listing_id": "draft.id"}
OTHER_NEED = {"kind": "=other"}
STEP = {**DRAFT, "step": "=pay"}


def draft(status: int) -> Answers:
    """For whoever may write listings of that company."""
    return its_company(status, viewer=NO_ACCESS)


POSTING = {
    "employer.listing": Route(LISTING, its_company(), args=DRAFT),
    # A draft that lacks a step leads back to the steps.
    "employer.listing_check": Route(f"{LISTING}/check", draft(303), args=DRAFT),
    "employer.listing_close": Route(f"{LISTING}/close", draft(200), args={"listing_id": "live.id"}),
    "employer.listing_closed": Route(
        f"{LISTING}/close", post=draft(422), args={"listing_id": "live.id"}
    ),
    "employer.listing_create": Route(
        "/employer/listings/new/title", post=members(422, viewer=NO_ACCESS)
    ),
    "employer.listing_delete": Route(f"{LISTING}/delete", draft(200), args=DRAFT),
    "employer.listing_deleted": Route(f"{LISTING}/delete", post=draft(409), args=DRAFT),
    "employer.listing_preview": Route(f"{LISTING}/preview", its_company(), args=DRAFT),
    "employer.listing_sent": Route(
        f"{LISTING}/sent", its_company(), args={"listing_id": "in_review.id"}
    ),
    "employer.listing_start": Route("/employer/listings/new", members(viewer=NO_ACCESS)),
    "employer.listing_submit": Route(f"{LISTING}/check", post=draft(409), args=DRAFT),
    "employer.listing_take_back": Route(
        f"{LISTING}/withdraw", post=draft(303), args={"listing_id": "in_review.id"}
    ),
    "employer.listing_title": Route("/employer/listings/new/title", members(viewer=NO_ACCESS)),
    "employer.listing_withdraw": Route(
        f"{LISTING}/withdraw", draft(200), args={"listing_id": "in_review.id"}
    ),
    "employer.question_add": Route(f"{LISTING}/questions/add", post=draft(422), args=DRAFT),
    "employer.question_remove": Route(f"{LISTING}/questions/remove", post=draft(409), args=DRAFT),
    "employer.questions": Route(f"{LISTING}/questions", draft(200), args=DRAFT),
    "employer.questions_done": Route(f"{LISTING}/questions", post=draft(303), args=DRAFT),
    "employer.requirement_add": Route(
        f"{LISTING}/requirements/add/<any(skill,tool,language,qualification,other):kind>",
        post=draft(422),
        args={**DRAFT, "kind": "=skill"},
    ),
    "employer.requirement_remove": Route(
        f"{LISTING}/requirements/remove", post=draft(409), args=DRAFT
    ),
    "employer.requirements": Route(
        f"{LISTING}/requirements",
        draft(200),
        args=DRAFT,
        variants=({"kind": "=tool"}, {"kind": "=language"}, {"kind": "=qualification"}, OTHER_NEED),
    ),
    "employer.save": Route(
        f"{LISTING}/<any(job,pay,place,apply):step>", post=draft(422), args=STEP
    ),
    "employer.step": Route(
        f"{LISTING}/<any(job,pay,place,apply):step>",
        draft(200),
        args=STEP,
        variants=({"step": "=job"}, {"step": "=place"}, {"step": "=apply"}),
    ),
}

ROUTES: Mapping[str, Route] = {
    **ASSETS,
    **API,
    **PUBLIC,
    **ACCOUNT,
    **MODERATION,
    **APPLICATIONS,
    **RESUMES,
    **MATCHES,
    **COMPANY,
    **POSTING,
}
