"""Makes rows for tests: ``factories.listing(company, title="…")``.

Each returns a flushed row with plausible facts; keyword arguments replace them. They write to
the test's session only, so they need ``db_session``.
"""

from tests.factories.accounts import PASSWORD, member, moderator, seeker
from tests.factories.alerts import alert
from tests.factories.applications import application
from tests.factories.companies import company
from tests.factories.finding import findable_resume
from tests.factories.hidden import hidden_listing
from tests.factories.listings import listing
from tests.factories.resumes import resume, rich_resume_document

__all__ = [
    "PASSWORD",
    "alert",
    "application",
    "company",
    "findable_resume",
    "hidden_listing",
    "listing",
    "member",
    "moderator",
    "resume",
    "rich_resume_document",
    "seeker",
]
