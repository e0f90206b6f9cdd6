"""Where anybody gets a mail address in a minute, so that it says nothing about whom they work for.

Most such services have an address under many countries (hotmail.com, hotmail.co.uk), so that
they are named by family: the label before the public ending. What shares its name with ordinary
companies is named in full.
"""

from __future__ import annotations

FAMILIES = frozenset(
    {
        # Free mail
        "aim", "aol", "att", "bellsouth", "bigpond", "bluewin", "bol", "btinternet", "caramail",
        "centrum", "charter", "comcast", "cox", "daum", "disroot", "earthlink", "email", "excite",
        "fastmail", "freemail", "freenet", "frontiernet", "gmail", "gmx", "googlemail", "hanmail",
        "hotmail", "hushmail", "icloud", "inbox", "interia", "juno", "laposte", "libero", "live",
        "lycos", "mail", "mailbox", "mailfence", "msn", "naver", "netscape", "netzero", "o2",
        "onet", "optonline", "optusnet", "outlook", "pobox", "posteo", "proton", "protonmail",
        "rambler", "rediff", "rediffmail", "rocketmail", "rogers", "runbox", "sapo", "sbcglobal",
        "seznam", "shaw", "sina", "startmail", "sympatico", "t-online", "talktalk", "terra", "tuta",
        "tutamail", "tutanota", "uol", "verizon", "virgilio", "virginmedia", "wanadoo",
        "windstream", "wp", "yahoo", "yandex", "ymail", "zoho", "zohomail",
        # Gone in an hour, or on to somewhere else
        "10minutemail", "20minutemail", "33mail", "addy", "anonaddy", "burnermail", "discard",
        "discardmail", "dispostable", "emailondeck", "fakeinbox", "fakemail", "getairmail",
        "getnada", "grr", "guerrillamail", "guerrillamailblock", "inboxkitten", "jetable",
        "mail-temp", "mailcatch", "maildrop", "mailexpire", "mailforspam", "mailinator",
        "mailnesia", "mailnull", "mailsac", "mintemail", "moakt", "mohmal", "mytemp", "mytrashmail",
        "nada", "pokemail", "sharklasers", "simplelogin", "spam4", "spamgourmet", "spamex",
        "temp-mail", "tempail", "tempinbox", "tempmail", "tempmailo", "tempr", "throwawaymail",
        "trash-mail", "trashmail", "wegwerfmail", "yopmail",
    }
)  # fmt: skip
DOMAINS = frozenset(
    {
        "126.com", "139.com", "163.com", "188.com", "duck.com", "free.fr", "hey.com", "mac.com",
        "me.com", "neuf.fr", "orange.fr", "pm.me", "qq.com", "sfr.fr", "sky.com", "sohu.com",
        "tuta.io", "web.de", "ya.ru", "yeah.net", "bk.ru", "list.ru", "internet.ru", "tin.it",
        "tiscali.it", "alice.it", "home.nl", "ziggo.nl", "telenet.be", "skynet.be", "1secmail.com",
        "relay.firefox.com", "mozmail.com", "privaterelay.appleid.com", "passmail.net",
    }
)  # fmt: skip
# Endings of two labels, as in co.uk and com.br: one of these before a country.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "ne", "net", "or", "org"})
_COUNTRY_LENGTH = 2


def is_free_mail(domain: str) -> bool:
    """Say whether ``domain`` is one where anybody gets an address, or a part of such a one."""
    labels = domain.lower().strip(".").split(".")
    wholes = {".".join(labels[start:]) for start in range(len(labels))}
    return bool(wholes & DOMAINS) or _family(labels) in FAMILIES


def _family(labels: list[str]) -> str:
    """Return the label before the public ending; nothing where there is none."""
    long = len(labels) > 2 and len(labels[-1]) == _COUNTRY_LENGTH and labels[-2] in _SECOND_LEVEL
    before = labels[: -2 if long else -1]
    return before[-1] if before else ""
