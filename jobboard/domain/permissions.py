"""Who may do what, as data. Views and templates ask the same ``can``."""

from __future__ import annotations

from enum import StrEnum


class AccountKind(StrEnum):
    """What a person uses the board for. One account, one kind."""

    SEEKER = "seeker"
    MEMBER = "member"
    MODERATOR = "moderator"


class Role(StrEnum):
    """What a member may do for the company."""

    OWNER = "owner"
    RECRUITER = "recruiter"
    VIEWER = "viewer"


class Permission(StrEnum):
    """Something a member of a company may or may not do there."""

    SEE_LISTINGS = "see_listings"
    EDIT_LISTINGS = "edit_listings"
    SEE_APPLICANTS = "see_applicants"
    MOVE_APPLICANTS = "move_applicants"
    SEARCH_RESUMES = "search_resumes"
    EDIT_COMPANY = "edit_company"
    MANAGE_MEMBERS = "manage_members"


_VIEWER = frozenset({Permission.SEE_LISTINGS, Permission.SEE_APPLICANTS})
_RECRUITER = _VIEWER | {
    Permission.EDIT_LISTINGS,
    Permission.MOVE_APPLICANTS,
    Permission.SEARCH_RESUMES,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.RECRUITER: _RECRUITER,
    Role.OWNER: _RECRUITER | {Permission.EDIT_COMPANY, Permission.MANAGE_MEMBERS},
}
ROLE_LABELS: dict[Role, tuple[str, str]] = {
    Role.OWNER: ("Owner", "Everything, with company details and colleagues."),
    Role.RECRUITER: ("Recruiter", "Posts jobs and handles applicants."),
    Role.VIEWER: ("Viewer", "Reads jobs and applicants, changes nothing."),
}


def can(role: str, permission: Permission) -> bool:
    """Say whether a member with ``role`` has ``permission``."""
    return permission in ROLE_PERMISSIONS[Role(role)]
