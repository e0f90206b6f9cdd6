"""Resumes: a bare row, and a document in which everything is filled in."""

from __future__ import annotations

from typing import Any

from jobboard import clock
from jobboard.domain.resume import KEY, Document
from jobboard.models import Account, Resume
from tests.factories.accounts import seeker
from tests.factories.rows import save


def resume(
    account: Account | None = None, document: Document | None = None, **facts: Any
) -> Resume:
    """Make a resume of ``account``, or of a new seeker, as their default one."""
    owner = account or seeker()
    defaults: dict[str, Any] = {
        "title": "My resume",
        "is_default": True,
        "document": document or {"basics": {"name": owner.name, "email": owner.email}},
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    return save(Resume(account_id=owner.id, **(defaults | facts)))


def rich_resume_document() -> Document:
    """Return a document with every section filled: two jobs, a gap, four skills of all levels."""
    return {
        "basics": {
            "name": "Dana Okafor",
            "label": "Customer service representative",
            "email": "dana@example.org",
            "phone": "+1 512 555 0142",
            "summary": "Six years at phones, chat and a front desk. Calm calls are my trade.",
            "location": {"city": "Austin", "region": "US-TX", "countryCode": "US"},
        },
        "work": [_billing_advisor(), _front_desk()],
        "education": [
            {
                "institution": "Austin Community College",
                "area": "Business administration",
                "startDate": "2016-09",
                "endDate": "2018-05",
                KEY: {"id": "e3", "qualification": "some-college"},
            }
        ],
        "certificates": [
            {
                "name": "Zendesk Support administrator",
                "issuer": "Zendesk",
                "date": "2025-02",
                KEY: {"id": "e4"},
            }
        ],
        "languages": [
            {
                "language": "English",
                "fluency": "Native",
                KEY: {"id": "e5", "slug": "en", "level": "native"},
            },
            {
                "language": "Spanish",
                "fluency": "B1, intermediate",
                KEY: {"id": "e6", "slug": "es", "level": "b1"},
            },
        ],
        KEY: _extension(),
    }


def _billing_advisor() -> dict[str, Any]:
    return {
        "name": "Northgate Telecom",
        "position": "Billing advisor",
        "startDate": "2023-03",
        "endDate": "2025-02",
        "summary": "Answered billing questions and kept customers who wanted to leave.",
        KEY: {
            "id": "e1",
            "channels": ["phone", "live-chat"],
            "contacts_a_day": 50,
            "result": {
                "metric": "csat",
                "value": "94",
                "unit": "%",
                "period": "2024",
                "sample": 320,
                "verified": False,
            },
        },
    }


def _front_desk() -> dict[str, Any]:
    return {
        "name": "Lakeview Clinic",
        "position": "Front desk",
        "startDate": "2018-06",
        "endDate": "2022-02",
        KEY: {
            "id": "e2",
            "channels": ["in-person", "phone"],
            "contacts_a_day": None,
            "result": {"text": "Cut the wait at check-in from ten minutes to four."},
        },
    }


def _extension() -> dict[str, Any]:
    return {
        "last_id": 10,
        "skills": [
            {
                "id": "e7",
                "slug": "de-escalation",
                "proof": "Kept 9 of 10 cancel calls through a calm, three-step script I wrote.",
                "work_id": "e1",
                "trained": False,
                "reference": "",
            },
            {
                "id": "e8",
                "slug": "empathy",
                "proof": "Rang patients back myself so that they told their story once.",
                "work_id": "e2",
                "trained": False,
                "reference": "Ana Lima, practice manager",
            },
            {
                "id": "e9",
                "text": "Insurance pre-authorization",
                "proof": "Cleared a backlog of 80 requests in a month.",
                "work_id": "e2",
                "trained": True,
                "reference": "",
            },
            {
                "id": "e10",
                "slug": "teamwork",
                "proof": "",
                "work_id": "",
                "trained": False,
                "reference": "",
            },
        ],
        "channels": ["phone", "live-chat", "in-person"],
        "tools": [{"slug": "zendesk"}, {"slug": "slack"}, {"text": "Athenahealth"}],
        "wanted": {
            "arrangements": ["remote", "hybrid"],
            "town": "Austin",
            "region": "US-TX",
            "country": "US",
            "live_in": ["US-TX", "US-OK"],
            "industries": ["telecommunications", "healthcare"],
            "hours": ["full-time"],
            "contracts": ["permanent"],
            "pay_min": "18.50",
            "pay_period": "hour",
            "pay_currency": "USD",
        },
        "availability": {
            "mon": ["day", "late"],
            "tue": ["day", "late"],
            "wed": ["day"],
            "thu": ["day"],
            "fri": ["day"],
        },
        "home_office": ["wired-internet", "quiet-room", "own-headset"],
    }
