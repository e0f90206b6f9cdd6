"""A text that is asked for is asked for by what is left of it once cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired

from jobboard.web.forms import AddressField, BaseForm, LineField, ProseField

TEXTS = (LineField, ProseField, AddressField)


def _forms(base: type[BaseForm] = BaseForm) -> Iterator[type[BaseForm]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def _validators(field: UnboundField) -> Iterator[Any]:
    for given in (*field.args, field.kwargs.get("validators", ())):
        if isinstance(given, list | tuple):
            yield from given


def test_blanks_are_no_answer(app: Flask) -> None:
    """``InputRequired`` looks at what was sent, so that blanks would pass."""
    texts = [
        (f"{form.__name__}.{name}", field)
        for form in _forms()
        for name, field in vars(form).items()
        if isinstance(field, UnboundField) and issubclass(field.field_class, TEXTS)
    ]
    assert len(texts) > 20, "The forms were not found."
    wrong = [
        name
        for name, field in texts
        if any(isinstance(check, InputRequired) for check in _validators(field))
    ]
    assert wrong == []
