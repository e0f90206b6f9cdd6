"""What kind of service work a posting is, at which rung, and whether it is our trade at all."""

import re
from collections.abc import Mapping
from typing import Any

from jobboard.domain import vocabulary
from jobboard.domain.inference.contacts import duties
from jobboard.domain.inference.reading import Match, finder, listed
from jobboard.domain.inference.source import (
    DESCRIPTION,
    DUTIES,
    TITLE,
    Fact,
    Source,
    by_field,
    by_text,
    read,
    read_title,
)

GENERAL_FAMILY = "customer-service"
# Titles of these families are also used far from service, so they need a second witness.
SHARED_FAMILIES = listed("sales-support, account-management")
# The higher rung names the job: a "senior specialist" is senior, a "manager, training" manages.
RUNGS_FIRST_TO_LAST = (
    "manager", "team-lead", "trainer", "quality-analyst", "workforce-planner",
    "senior", "specialist", "representative", "associate",
)  # fmt: skip
LEVEL_OF_EXPERIENCE = {
    "entry level": "associate",
    "internship": "associate",
    "director": "manager",
    "executive": "manager",
}
# An account manager manages accounts, not people.
_MANAGERS_OF_NO_ONE = listed(
    "account, accounts, success, relationship, case, project, product, program, property, "
    "community, social, client, territory, portfolio"
)
_NO_RUNG_BEFORE = {"lead": frozenset({"to", "the", "a"})}
_NO_RUNG_AFTER = {"lead": frozenset({"generation", "generator"})}
# In a title without a word of whose service it is, so that "food service" stays out.
_SERVICE_TITLE = re.compile(
    r"^(?:senior |lead |store |retail )?service (?:associate|agent|advisor|rep|representative)\b"
)
_SERVED = "customers"
LEAST_SERVED = 2
_FIRST_STEP = re.compile(
    r"\bentry level (?:position|role|job|opportunity|opening|customer|call|sales|admin\w*)"
    r"|\bno (?:prior |previous |\w+ )?experience (?:is )?(?:needed|necessary|required)\b"
)
SERVICE_FUNCTIONS = listed("customer service, customer support")
# Wider functions, which count when the text also speaks of serving people.
WIDE_FUNCTIONS = ("constituent services", "customer service")
SERVING_DUTIES = frozenset(
    {"answer-inquiries", "resolve-complaints", "schedule-appointments", "handle-escalations"}
)
# Words of other trades in a title: these outweigh a posting's own claim to be service.
_OTHER_TRADES = listed(
    "accountant, accounting, advisor, architect, attorney, auditor, bookkeeper, carpenter, "
    "census, chef, chief, clinical, commissioner, compliance, construction, cook, counsel, "
    "courier, developer, director, driver, economist, electrician, engineer, engineering, "
    "executive, facilities, forestry, hero, housekeeper, housing, initiatives, inspector, "
    "investigator, janitor, lawyer, legal, litigation, machinist, mechanic, mechanical, nurse, "
    "nursing, paralegal, pharmacist, physician, planner, planning, plumber, press, procurement, "
    "professor, programmer, recruiter, recruitment, reform, regulatory, researcher, scientist, "
    "secretary, security, strategic, teacher, therapist, transportation, tutor, warehouse, "
    "welder, writer"
)
_OTHER_TRADE_PAIRS = (
    "project manager", "project lead", "program manager", "program director", "data analyst",
    "product manager", "software engineer", "deputy director", "director of", "director business",
    "business development", "change management", "program analyst", "data coordinator",
    "director data", "project development", "security officer", "compliance analyst",
)  # fmt: skip


def role_family(source: Source) -> Fact | None:
    """The family the title names; a special one before plain customer service."""
    matches = title_matches(source, "role-family")
    special = [match for match in matches if match.term.slug != GENERAL_FAMILY]
    if matches:
        chosen = (special or matches)[0]
        return by_text(chosen.term.slug, chosen)
    if vocabulary.fold(source.field("function")) in SERVICE_FUNCTIONS:
        return by_field(GENERAL_FAMILY, "function")
    return _plain_service(source)


def _plain_service(source: Source) -> Fact | None:
    """A "Service Associate" serves customers where the text speaks of them."""
    title = next((_SERVICE_TITLE.search(item.folded) for item in source.part(TITLE)), None)
    served = sum(_SERVED in sentence.words for sentence in source.part(DESCRIPTION, DUTIES))
    if title and served >= LEAST_SERVED:
        return Fact(GENERAL_FAMILY, f"text: {title.group()}, {_SERVED}")
    return None


def level(source: Source) -> Fact | None:
    """The rung the title names, else what ``experienceLevel`` or "entry level" says."""
    weak_words_count = role_family(source) is not None
    found = {
        match.term.slug: match
        for match in title_matches(source, "level")
        if _is_rung(match) and (weak_words_count or match.cue in vocabulary.aliases("level"))
    }
    for rung in RUNGS_FIRST_TO_LAST:
        if rung in found:
            return by_text(rung, found[rung])
    return _level_elsewhere(source)


def is_customer_service(posting: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether a posting belongs on the board, and the words or field that decided it.

    The rule: a title with role words of the trade belongs; a title shared with sales
    belongs when the posting calls its function service; any other title belongs when
    the posting's own function says service and the title names no other trade. A wide
    function ("Constituent Services & Community Programs") counts only where the text
    shows a duty of serving people.
    """
    source = read_title(posting)
    own_word = _own_word(source)
    for match in title_matches(source, "role-family"):
        if match.term.slug not in SHARED_FAMILIES or own_word:
            return True, f"title: {match.written}"
    other = _other_trade(vocabulary.fold(source.field(TITLE)))
    if own_word and other:
        return False, f"{own_word}, but the title is of another trade: {other}"
    if own_word:
        return True, own_word
    return False, "neither the title nor the function is customer service"


def title_matches(source: Source, group: str) -> list[Match]:
    """Cues of a group in the title, in order."""
    return [match for item in source.part(TITLE) for match in finder(group).find(item)]


def _own_word(source: Source) -> str:
    """What the posting says of itself, as a reason, or ""."""
    function = vocabulary.fold(source.field("function"))
    wide = any(map(function.__contains__, WIDE_FUNCTIONS))
    if function in SERVICE_FUNCTIONS or (wide and _serves(source.posting)):
        return f"function: {source.field('function')}"
    marked = source.posting.get("customerService")
    if isinstance(marked, Mapping) and marked.get("byTitle"):
        return "marked as customer service by its source"
    return ""


def _serves(posting: Mapping[str, Any]) -> bool:
    found = duties(read(posting))
    return found is not None and bool(SERVING_DUTIES.intersection(found.value))


def _other_trade(title: str) -> str:
    for pair in _OTHER_TRADE_PAIRS:
        if pair in title:
            return pair
    return next((word for word in title.split() if word in _OTHER_TRADES), "")


def _is_rung(match: Match) -> bool:
    if match.cue == "manager":
        return not _MANAGERS_OF_NO_ONE.intersection(match.before(1))
    banned_after = _NO_RUNG_AFTER.get(match.cue, frozenset())
    banned_before = _NO_RUNG_BEFORE.get(match.cue, frozenset())
    return not (
        banned_after.intersection(match.after(1)) | banned_before.intersection(match.before(1))
    )


def _level_elsewhere(source: Source) -> Fact | None:
    rung = LEVEL_OF_EXPERIENCE.get(vocabulary.fold(source.field("experienceLevel")))
    if rung:
        return by_field(rung, "experienceLevel")
    for sentence in source.part(DESCRIPTION):
        found = _FIRST_STEP.search(sentence.folded)
        if found:
            return Fact("associate", f"text: {found.group()}")
    return None
