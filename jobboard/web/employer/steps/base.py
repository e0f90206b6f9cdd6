"""What the forms of all posting steps share: the version they saw, and optional details."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from jobboard.domain.errors import RuleError
from jobboard.domain.posting import step_named
from jobboard.models import Listing
from jobboard.web.employer.fields import NO, YES, HiddenField, ManyOf
from jobboard.web.forms import BaseForm


class StepForm(BaseForm):
    """A step of the posting form. Fields bear the names of the facts they hold."""

    # The step's slug.
    step: ClassVar[str]
    # A yes/no question: the text it opens, and what to do where the text is owed.
    details: ClassVar[Mapping[str, tuple[str, str]]] = {}
    # Yes/no questions that a finished step must have answered, and what to do.
    owed: ClassVar[Mapping[str, str]] = {}
    # Facts that are typed into a field of another name.
    shown_at: ClassVar[Mapping[str, str]] = {}

    version = HiddenField()

    def fill(self, listing: Listing) -> None:
        """Show what is stored in fields that are no facts themselves."""
        done = self.step in listing.steps_done
        for question, (text, _) in self.details.items():
            self[question].data = YES if getattr(listing, text) else (NO if done else "")

    def facts(self) -> dict[str, Any]:
        """Return the step's facts as typed."""
        return {name: self.fact(name) for name in step_named(self.step).fields if name in self}

    def fact(self, name: str) -> Any:
        """Return one fact: choices in their order, text that was answered "No" as nothing."""
        field = self[name]
        closed = any(
            text == name and self[question].data == NO
            for question, (text, _) in self.details.items()
        )
        if closed:
            return ""
        return field.chosen() if isinstance(field, ManyOf) else field.data

    def own_problems(self, now: datetime, *, finished: bool) -> list[RuleError]:
        """Return what is wrong with answers that are no facts."""
        if not finished:
            return []
        found = []
        for question, (text, message) in self.details.items():
            if self[question].data == YES and not self[text].data:
                found.append(RuleError(message, text))
        for question, message in self.owed.items():
            if not self[question].data and not self[self.details[question][0]].data:
                found.append(RuleError(message, question))
        return found

    def advice(self) -> str:
        """Return what to think about although it may stay as it is; usually nothing."""
        return ""

    def add_rule_error(self, error: RuleError) -> None:
        """Show a rule's refusal at the field where the fact is typed."""
        field = self.shown_at.get(error.field or "", error.field)
        super().add_rule_error(RuleError(error.message, field))
