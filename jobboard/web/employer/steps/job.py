"""The job: title, role, industry, whom it serves, and what the day looks like."""

from __future__ import annotations

from jobboard.domain.posting import LONGEST_TITLE
from jobboard.web.employer.fields import CountField, FromList, ManyOf, OneOf
from jobboard.web.employer.steps.base import StepForm
from jobboard.web.forms import LineField, ProseField, term_choices

MOST_OPENINGS = 999
LONGEST_BRAND = 80


class JobForm(StepForm):
    """What the job is."""

    step = "job"

    title = LineField("Job title", limit=LONGEST_TITLE)
    role_family = OneOf("Kind of work", "role-family")
    level = FromList("Level", term_choices("level"))
    industry = FromList("Industry", term_choices("industry"))
    employer_kind = OneOf("What kind of employer are you for this job?", "employer-kind")
    brand = LineField("Which brand, if you can name it (optional)", limit=LONGEST_BRAND)
    openings = CountField("How many people do you look for? (optional)", most=MOST_OPENINGS)
    customers = ManyOf("Whom does the person serve?", "customers")
    duties = ManyOf("What does the person do?", "duty")
    description = ProseField("Describe the job")
