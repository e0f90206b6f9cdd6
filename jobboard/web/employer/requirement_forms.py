"""One small form for each kind of requirement: skill, tool, language, qualification, other."""

from __future__ import annotations

from typing import ClassVar

from wtforms import HiddenField, SelectField
from wtforms.validators import DataRequired, InputRequired

from jobboard.domain.errors import RuleError
from jobboard.domain.listing_rows import LONGEST_REQUIREMENT, NO_NEED, needs_nothing
from jobboard.web.employer.fields import FromList, OneOf
from jobboard.web.forms import BaseForm, LineField, choices_of, skill_choices, term_choices

NEEDS = choices_of([("must", "A must-have"), ("nice", "Nice to have")])

CHOOSE_NEED = "Choose must or nice to have"


class RowForm(BaseForm):
    """One requirement; the kinds below say what it is."""

    kind: ClassVar[str]
    version = HiddenField()
    need = OneOf("Is it", choices=NEEDS, validators=[InputRequired(CHOOSE_NEED)])

    def row(self) -> dict[str, str]:
        """Return the requirement as it is stored."""
        return {
            "kind": self.kind,
            "slug": self._text("slug"),
            "text": self._text("text"),
            "level": self._text("level"),
            "need": self.need.data or "",
        }

    @property
    def is_filled(self) -> bool:
        """Whether something was chosen or typed; whether it is a must has a choice already."""
        return any(self._text(name) for name in ("slug", "text", "level"))

    def _text(self, name: str) -> str:
        return str(self[name].data or "") if name in self else ""


class SkillForm(RowForm):
    """A service skill."""

    kind = "skill"
    slug = SelectField(
        "Skill",
        choices=skill_choices("Choose"),
        validators=[InputRequired("Choose a skill")],
    )


class ToolForm(RowForm):
    """A program: one we know, or any other by name."""

    kind = "tool"
    slug = FromList("Tool", term_choices("tool"))
    text = LineField("Or another tool, by name", limit=LONGEST_REQUIREMENT)

    def row(self) -> dict[str, str]:
        """Return the tool. Raises RuleError unless exactly one is named."""
        found = super().row()
        if bool(found["slug"]) == bool(found["text"]):
            raise RuleError("Choose a tool from the list, or enter another one", "slug")
        return found


class LanguageForm(RowForm):
    """A language, with the level it is needed at."""

    kind = "language"
    slug = FromList(
        "Language", term_choices("language"), validators=[InputRequired("Choose a language")]
    )
    level = FromList(
        "Level", term_choices("language-level"), validators=[InputRequired("Choose a level")]
    )


class QualificationForm(RowForm):
    """Schooling, a must-have or nice to have, or the fact that none is needed."""

    kind = "qualification"
    need = OneOf("Is it", choices=NEEDS)
    slug = OneOf(
        "Qualification", "qualification", validators=[InputRequired("Choose a qualification")]
    )

    def row(self) -> dict[str, str]:
        """Return the row. Raises RuleError for a qualification that is neither must nor nice."""
        found = super().row()
        if needs_nothing(found):
            return found | {"need": NO_NEED}
        if not found["need"]:
            raise RuleError(CHOOSE_NEED, "need")
        return found


class OtherForm(RowForm):
    """Anything else, in the employer's own words: one fact."""

    kind = "other"
    text = LineField(
        "In your own words, one fact",
        [DataRequired("Write what people need, like A driver's license")],
        limit=LONGEST_REQUIREMENT,
    )


FORMS: dict[str, type[RowForm]] = {
    form.kind: form for form in (SkillForm, ToolForm, LanguageForm, QualificationForm, OtherForm)
}
KIND_WORDS = {
    "skill": "Skill",
    "tool": "Tool",
    "language": "Language",
    "qualification": "Qualification",
    "other": "Something else",
}
