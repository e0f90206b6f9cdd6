"""Every table, so that one import makes the metadata whole."""

from jobboard.models.account import Account, AccountToken, RecoveryCode, SecurityEvent, SignIn
from jobboard.models.alert import Alert, AlertListing, AlertLook, AlertNews
from jobboard.models.application import Application, ApplicationEvent
from jobboard.models.company import Company, CompanyEvent, Invitation, Member
from jobboard.models.findable_resume import FindableResume, ResumeHiddenFrom
from jobboard.models.hidden_listing import HiddenListing
from jobboard.models.letter import Letter
from jobboard.models.listing import Finding, Listing, ListingEvent
from jobboard.models.outbox import OutboxOrder
from jobboard.models.resume import Resume

__all__ = [
    "Account",
    "AccountToken",
    "Alert",
    "AlertListing",
    "AlertLook",
    "AlertNews",
    "Application",
    "ApplicationEvent",
    "Company",
    "CompanyEvent",
    "FindableResume",
    "Finding",
    "HiddenListing",
    "Invitation",
    "Letter",
    "Listing",
    "ListingEvent",
    "Member",
    "OutboxOrder",
    "RecoveryCode",
    "Resume",
    "ResumeHiddenFrom",
    "SecurityEvent",
    "SignIn",
]
