"""Forms of what a person can do: a service skill, a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wtforms.fields import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextArea

from jobboard.domain import vocabulary
from jobboard.domain.resume import (
    Document,
    Entry,
    Section,
    entries,
    entry_id,
    ours,
    text,
)
from jobboard.domain.resume.evidence import (
    make_language,
    make_skill,
)
from jobboard.domain.resume.reading import job_words
from jobboard.web.forms import LineField, choices_of, skill_choices, term_choices
from jobboard.web.seeker.resumes_fields import (
    EntryForm,
    Values,
    help_of,
)


class SkillForm(EntryForm):
    """A service skill with what stands behind it."""

    section = Section.SKILLS
    slug = SelectField("Skill", choices=skill_choices("Choose a skill"), default="")
    text = LineField("Or another skill, in your words", [Optional()], limit=60)
    # Shown as a box, since a line of proof is longer than the field of a phone; kept as one line.
    proof = LineField("Proof: what happened, in one line", [Optional()], widget=TextArea())
    work_id = SelectField("Where you showed it", [Optional()], default="")
    trained = BooleanField("I had training in this")
    reference = LineField("Who can confirm it", [Optional()], limit=100)

    @classmethod
    def first_values(cls, asked: Mapping[str, str]) -> Values:
        """Return the skill that the link names."""
        return {"slug": vocabulary.resolve("skill", asked.get("slug", "")) or ""}

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a skill."""
        return {
            **{name: text(entry, name) for name in ("text", "proof", "work_id", "reference")},
            "slug": vocabulary.resolve("skill", text(entry, "slug")) or "",
            "trained": entry.get("trained") is True,
        }

    def prepare(self, document: Document) -> None:
        """Offer the jobs on the resume."""
        jobs = [(entry_id(job), job_words(job)) for job in entries(document, Section.WORK)]
        self.work_id.choices = choices_of([("", "No particular job"), *jobs])

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the skill."""
        names = ("slug", "text", "proof", "work_id", "trained", "reference")
        return make_skill(document, {name: self[name].data for name in names}, ident)


class LanguageForm(EntryForm):
    """A language and how well it is spoken."""

    section = Section.LANGUAGES
    hints = help_of("language-level")
    slug = SelectField(
        "Language", choices=term_choices("language", blank="Choose a language"), default=""
    )
    text = LineField("Or another language", [Optional()], limit=60)
    level = RadioField(
        "How well you speak it",
        [InputRequired("Choose how well you speak it.")],
        choices=term_choices("language-level"),
    )

    @classmethod
    def first_values(cls, asked: Mapping[str, str]) -> Values:
        """Return the language that the link names."""
        return {"slug": vocabulary.resolve("language", asked.get("slug", "")) or ""}

    @classmethod
    def values(cls, entry: Entry) -> Values:
        """Return what the form shows of a language."""
        own = ours(entry)
        slug = vocabulary.resolve("language", text(own, "slug")) or ""
        return {
            "slug": slug,
            "text": "" if slug else text(entry, "language"),
            "level": vocabulary.resolve("language-level", text(own, "level")) or "",
        }

    def entry(self, document: Document, ident: str, today: date) -> Values:
        """Return the language in the shape of JSON Resume. Raises RuleError for one twice."""
        return make_language(document, self.slug.data, self.text.data or "", self.level.data, ident)
