"""Fields that several forms of this area have."""

from __future__ import annotations

from typing import Any

from wtforms.fields import PasswordField
from wtforms.validators import DataRequired, Email, InputRequired

from jobboard.domain.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from jobboard.web.forms import AddressField, LineField, at_most

PASSWORD_HINT = (
    f"At least {SHORTEST_PASSWORD} characters. Three or four words that do not belong together "
    "are easy to keep and hard to guess."
)
LONGEST_CODE = 40


def address(label: str = "Email address", *, name: str = "username") -> AddressField:
    """Return a field for an e-mail address; ``name`` is what browsers fill it from."""
    return AddressField(
        label,
        [
            DataRequired("Enter an email address, like name@example.com."),
            Email("Enter an email address, like name@example.com."),
        ],
        render_kw=_kw(name, inputmode="email"),
    )


def present_password(label: str = "Password") -> PasswordField:
    """Return a field for the password somebody has."""
    return PasswordField(
        label,
        [InputRequired("Enter your password."), at_most(LONGEST_PASSWORD)],
        render_kw=_kw("current-password"),
    )


def new_password(label: str = "Password") -> PasswordField:
    """Return a field for a password somebody chooses. The rules for it are the service's."""
    return PasswordField(label, [InputRequired("Enter a password.")], render_kw=_kw("new-password"))


def code(label: str) -> LineField:
    """Return a field for a code of the second factor."""
    return LineField(
        label,
        [DataRequired("Enter the code.")],
        limit=LONGEST_CODE,
        render_kw=_kw("one-time-code", spellcheck="false", autocapitalize="none"),
    )


def _kw(autocomplete: str, **more: str) -> dict[str, Any]:
    return {"autocomplete": autocomplete, **more}
