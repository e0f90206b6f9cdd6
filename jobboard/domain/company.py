"""What a company must tell, and when its check can be given by a work address alone.

The check is about one thing: does this person act for the company they name? An address at
the company's own web domain, confirmed by letter, is good evidence; an address that anybody
can get for free is none. Everything else waits for a moderator (DOMAIN.md section 2).
"""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from jobboard.domain.errors import RuleError
from jobboard.domain.free_mail import is_free_mail
from jobboard.domain.vocabulary import fold

LONGEST_WEBSITE = 300
LONGEST_PHONE = 40
FEWEST_DIGITS, MOST_DIGITS = 7, 15
INVITATION_LASTS = timedelta(days=14)
# Enough for a team, too few to use our letters for advertising.
MOST_OPEN_INVITATIONS = 20
# Those taken back count too: their letters were sent.
INVITATIONS_A_DAY = 20
# A change of these makes another company of it, as far as our check can tell.
RECHECKED_FIELDS = ("name", "website")

_LEGAL_FORMS = frozenset({
    "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited",
    "llc", "llp", "lp", "ltd", "nv", "plc", "pty", "sa", "sarl", "se", "srl",
})  # fmt: skip
_ARTICLE, _AND = "the", "and"  # The latter is left of "Smith and Co."
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]")
_PHONE = re.compile(r"\+?[0-9 ().\-/]+(?:(?:x|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)
_WEBSITE = "Enter a web address, like https://www.example.com"
_PHONE_NUMBER = "Enter a phone number, like +1 512 555 0100"


def name_key(name: str) -> str:
    """Return a company's name as compared: folded, without "The" before and "Inc." behind it."""
    words = fold(name).split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[-1] == _AND:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == _ARTICLE else words)


def name_keys(name: str) -> list[str]:
    """Return the keys under which somebody may mean a company: every beginning of its name.

    "Northgate" means Northgate Telecom, too, for somebody who wants neither to find them. So
    does a longer name that begins with all of its own: compare that where it is looked up.
    """
    words = name_key(name).split()
    return [" ".join(words[:count]) for count in range(1, len(words) + 1)]


def website(text: str) -> str:
    """Return a web address as we store it, with https:// where no scheme was typed.

    Raises RuleError on field ``website`` unless it is http or https and names a host with a
    dot, without user, port or spaces.
    """
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise RuleError(_WEBSITE, "website") from None
    plain = parts.netloc.lower() == host and port is None and not re.search(r"\s|\\", address)
    if parts.scheme.lower() not in ("http", "https") or not plain or not _HOST.fullmatch(host):
        raise RuleError(_WEBSITE, "website")
    return f"{parts.scheme.lower()}://{address.partition('://')[2]}"


def phone(text: str) -> str:
    """Return a phone number as typed. Raises RuleError on ``phone`` unless it can be dialed."""
    digits = sum(char in "0123456789" for char in text)
    if not _PHONE.fullmatch(text) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise RuleError(_PHONE_NUMBER, "phone")
    return text


def web_domain(address: str) -> str:
    """Return the domain of a web address, without a leading "www."; nothing if it has none."""
    return (urlsplit(address).hostname or "").lower().removeprefix("www.")


def mail_domain(email: str) -> str:
    """Return what stands behind the @ of an e-mail address."""
    return email.rpartition("@")[2].lower()


def is_work_mail(email: str, site: str) -> bool:
    """Say whether ``email`` is at the very domain of the website ``site``.

    Only the same domain counts: relatives of a domain (a shop at a host, two companies under
    one country's registry) can belong to different people.
    """
    domain = mail_domain(email)
    return bool(domain) and domain == web_domain(site) and not is_free_mail(domain)
