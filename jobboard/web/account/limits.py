"""How often one may try to sign in, and have letters about an account sent."""

from __future__ import annotations

from jobboard.web.limits import (
    counts_letters,
    everybody,
    limited,
    network,
    typed_account,
    was_refused,
)
from jobboard.web.viewer import half_signed_in

# SAFETY.md rule 10: 10 tries in 5 minutes for an account, and for an address. The limits on all
# together are far above what people do and far below what guessing needs.
TRIES = "10 per 5 minutes"
ALL_TRIES = "600 per 5 minutes"
# Three of a million codes are good at a time; so many tries find one in 30 years.
CODE_TRIES = "5 per 5 minutes; 30 per day"


def present_account() -> str:
    """Return the account that is signed in, or half so."""
    person = half_signed_in()
    return str(person.id) if person else "nobody"


# Guesses are what is limited, so only failed ones count: whoever signs in ten times is no thief.
counts_sign_ins = limited(
    "sign-in", was_refused, (TRIES, typed_account), (TRIES, network), (ALL_TRIES, everybody)
)
counts_passwords = limited(
    "password", was_refused, (TRIES, present_account), (ALL_TRIES, everybody)
)
counts_codes = limited("code", was_refused, (CODE_TRIES, present_account), (ALL_TRIES, everybody))
counts_sign_ups = counts_letters("sign-up")
counts_link_requests = counts_letters("link")
