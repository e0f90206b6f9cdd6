"""How often one may try: by one address, from one network, and all together.

Counted by Flask-Limiter, in memory for one web process and in Redis for several.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import Any, TypeVar

from flask import Response, request

from jobboard.domain.sign_in import normal_address
from jobboard.extensions import limiter

View = TypeVar("View", bound=Callable[..., Any])
Counted = Callable[[Response], bool]

# Pages that send letters. Libraries and offices share one network address.
LETTERS_TO_ONE = "5 per day"
LETTERS_FROM_ONE = "20 per hour"
ALL_LETTERS = "2000 per day"
_IPV6_NETWORK_BITS = 64
_HASH_LENGTH = 32


def typed_account() -> str:
    """Return the account meant by the form, however its address was typed.

    Hashed, since the limiter writes keys into the log and addresses are nobody's business.
    """
    return _hashed(normal_address(request.form.get("email", "")))


def network() -> str:
    """Return where a request comes from. One household has a whole IPv6 network to itself."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return f"{int(address) >> (128 - _IPV6_NETWORK_BITS):x}"
    return str(address)


def everybody() -> str:
    """Return one key for all."""
    return "everybody"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_HASH_LENGTH]


def was_done(response: Response) -> bool:
    """Say whether a request did what it asked for: only then was a letter written."""
    return response.status_code < HTTPStatus.BAD_REQUEST


def was_refused(response: Response) -> bool:
    """Say whether a try failed. One that came too often was not tried at all."""
    status = response.status_code
    return status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.TOO_MANY_REQUESTS


def limited(
    what: str,
    counted: Counted,
    *rules: tuple[str, Callable[[], str]],
    methods: Sequence[str] = ("POST",),
) -> Callable[[View], View]:
    """Return a decorator that counts the POSTs of every view it is put on, together.

    ``counted`` says by the answer which of them count; ``methods`` counts other requests.
    """
    limits = [
        limiter.shared_limit(
            often,
            f"{what}-{key.__name__}",
            key_func=key,
            methods=list(methods),
            deduct_when=counted,
        )
        for often, key in rules
    ]

    def mark(view: View) -> View:
        for limit in limits:
            view = limit(view)  # type: ignore[assignment] # it returns a view like the one given
        return view

    return mark


def counts_letters(what: str) -> Callable[[View], View]:
    """Return a decorator for views that send a letter to the address typed into their form.

    Letters are what is limited, so a refused form does not count: it wrote none.
    """
    return limited(
        what,
        was_done,
        (LETTERS_TO_ONE, typed_account),
        (LETTERS_FROM_ONE, network),
        (ALL_LETTERS, everybody),
    )
