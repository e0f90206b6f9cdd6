"""For employers: company, people, listings, applicants, resumes."""

from jobboard.web.employer import (
    applicant,
    applicants,
    company,
    company_start,
    home,
    invitations,
    listing,
    listing_check,
    listing_close,
    listing_start,
    members,
    questions,
    requirements,
    resumes,
)
from jobboard.web.employer.blueprint import blueprint
from jobboard.web.employer.steps import views

__all__ = [
    "applicant",
    "applicants",
    "blueprint",
    "company",
    "company_start",
    "home",
    "invitations",
    "listing",
    "listing_check",
    "listing_close",
    "listing_start",
    "members",
    "questions",
    "requirements",
    "resumes",
    "views",
]
