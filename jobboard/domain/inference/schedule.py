"""When the work is done: hours a week, shift bands and pattern, days, and training."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jobboard.domain import vocabulary
from jobboard.domain.inference.reading import Match, Sentence, denied, finder, listed
from jobboard.domain.inference.source import (
    BENEFITS,
    DESCRIPTION,
    DUTIES,
    HOURS,
    QUALIFICATIONS,
    SKILLS,
    TITLE,
    Fact,
    Source,
)

MOST_HOURS_A_WEEK = 60
LONGEST_TRAINING_WEEKS = 26
_HALF = 5
NOON = 12
MIDNIGHT = 24
EARLY_ENDS = 8
DAY_ENDS = 18
NIGHT_STARTS = 22
NIGHT_ENDS = 5

_TEXT = (TITLE, DESCRIPTION, DUTIES, QUALIFICATIONS, SKILLS, HOURS)
_HOURS_A_WEEK = re.compile(
    r"\b(?P<bound>up to|maximum(?: of)?|max|at least|minimum(?: of)?|min)? ?(?P<low>\d{1,2})"
    r"(?: (?:to |or )?(?P<high>\d{1,2}))?\+? ?(?:working |work )?(?:hours?|hrs?) ?"
    r"(?:per|a|each|every|in a)? ?(?:week|weekly|wk|workweek|work week)\b"
)
_HOURS_ALONE = re.compile(r"^(?P<low>\d{2})() ?(?:hours?|hrs?)\b(?P<bound>)(?P<high>)")
_MAXIMUM = ("up", "max")
_MINIMUM = ("at", "min")

_LOOSE_BANDS = listed("day, days, nights, early, late, office hours")
_LOOSE_OUTSIDE_HOURS = listed(
    "public holidays, bank holidays, early morning, business hours, public holiday, evening, "
    "evenings, weekend, weekends, saturday, sunday, saturdays, sundays, holidays, mornings, "
    "nights, overnight, overnights, daytime"
)
_SHIFT_WORDS = listed(
    "shift, shifts, coverage, work, working, hours, hour, available, availability, schedule, "
    "schedules, scheduled, required, rotating, flexible, nights, evenings, open, days, weekends, "
    "rotation, rota"
)
_TIME_OFF = listed(
    "paid, off, closed, pto, vacation, leave, medical, dental, accrued, accrual, packages, mail, "
    "event, events"
)
# Holidays are worked where they follow "weekends and" or "work"; elsewhere they are off.
_HOLIDAYS = "holidays"
_WORKED_TOO = listed("weekend, weekends, evenings, nights, work, working, saturdays, sundays")
_OFF = re.compile(r"\bno (?:work )?(?:nights?|weekends?)\b|\b(?:nights?|weekends?) off\b")
# The times of training, of a meeting or of a fair are not those of the work.
_OTHER_HOURS = listed("training, orientation, meeting, meetings, interview, interviews, fair")
_FREE_TIME = listed("spend, friends, family, families, fun, party, parties")
# Times are folded words here: "9 00 am to 5 30 pm", "9am 5pm", "12 midnight to 8am".
_TIME = r"(?P<{0}>\d{{1,2}})(?: (?:00|15|30|45))? ?(?P<{0}m>am|pm|a m|p m|midnight|noon)?"
_TIMES = re.compile(
    rf"\b{_TIME.format('a')} (?:to |until |till |through |and )?{_TIME.format('b')}(?!\w)"
)
_PATTERN_LOOSE = listed(
    "set your own schedule, standby, self scheduled, flexible shift, flexible shifts, split, "
    "fixed, rotating, rotation, on call, set hours, regular schedule, flexible hours, flexible "
    "schedule, monday to friday, monday through friday, mon fri"
)
_PATTERN_WORDS = {
    "fixed": re.compile(r"\bmon(?:day)?s? ?(?:to|through|thru)? ?fri(?:day)?s?\b"),
    "self-scheduled": re.compile(
        r"\b(?:set|choose|pick|make|create) your own (?:hours|schedules?|shifts)\b"
        r"|\bflexible (?:hours|schedules?|scheduling) (?:that |which |to )?(?:can |will )?"
        r"(?:works? around|fit|suit)\b"
        r"|\bwe (?:have|offer|provide) (?:\w+ )?flexible (?:hours|schedules?|scheduling)\b"
    ),
    "rotating": re.compile(r"\brotat\w+ (?:shifts?|schedules?|weekends?)\b|\bshifts? rotat\w+"),
    "on-call": re.compile(
        r"\b(?:be|24 hour|rotating|required|position is) on call\b"
        r"|\bon call (?:rotation|position|duty|shifts?)\b"
    ),
}
_ON_CALL = "on call"
_SELF = "self-scheduled"
# There it is the applicant who is to be flexible.
_NEEDS = (QUALIFICATIONS, SKILLS)
_NIGHTS_OUT = re.compile(
    r"\b(?:nights? (?:and |or )?weekends?|weekends? (?:and |or )?nights?|some nights)\b"
)
_WEEKS_OF_TRAINING = re.compile(
    r"\b(?P<weeks>\d{1,2}|one|two|three|four|five|six|eight|ten|twelve) weeks? (?:of )?"
    r"(?:\w+ ){0,2}training\b"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "eight": 8, "ten": 10, "twelve": 12,
}  # fmt: skip
_PAID_TRAINING = re.compile(
    r"(?<!un)\bpaid (?:\w+ ){0,2}training\b|\btraining is (?:fully )?paid\b"
)
_UNPAID_TRAINING = re.compile(
    r"\bunpaid (?:\w+ ){0,2}training\b|\btraining is (?:unpaid|not paid)\b"
)


def hours_a_week(source: Source) -> tuple[Fact | None, Fact | None]:
    """Lowest and highest hours a week. A single number is both, "up to" only the highest."""
    for sentence in source.part(*_TEXT):
        patterns = (_HOURS_A_WEEK, _HOURS_ALONE) if sentence.section == HOURS else (_HOURS_A_WEEK,)
        for pattern in patterns:
            found = pattern.search(sentence.folded)
            if found and _plausible(found):
                return _bounds(found)
    return None, None


def shift_bands(source: Source) -> Fact | None:
    """Parts of the day and week that are worked, from words and from clock times."""
    found: dict[str, str] = {}
    for sentence in source.part(*_TEXT):
        for match in finder("shift-band", _LOOSE_BANDS).find(sentence):
            if not denied(match) and _is_band(match):
                found.setdefault(match.term.slug, match.written)
        for slug, words in (*_bands_of_times(sentence), *_late_nights(sentence)):
            found.setdefault(slug, words)
    order = [term.slug for term in vocabulary.terms("shift-band") if term.slug in found]
    words = ", ".join(dict.fromkeys(found[slug] for slug in order))
    return Fact(tuple(order), f"text: {words}") if order else None


def shift_pattern(source: Source) -> Fact | None:
    """How shifts change, when the text says so in so many words."""
    if any(_ON_CALL in sentence.folded for sentence in source.part(TITLE)):
        return Fact("on-call", f"text: {_ON_CALL}")
    for sentence in source.part(*_TEXT):
        for slug, pattern in _PATTERN_WORDS.items():
            found = pattern.search(sentence.folded)
            if found and not _of_others(slug, sentence):
                return Fact(slug, f"text: {found.group()}")
        for match in finder("shift-pattern", _PATTERN_LOOSE).find(sentence):
            if not denied(match):
                return Fact(match.term.slug, f"text: {match.written}")
    return None


def _of_others(pattern: str, sentence: Sentence) -> bool:
    """Whether a pattern is one the applicant is to bear with, or that of training alone."""
    if pattern == _SELF:
        return sentence.section in _NEEDS
    return bool(_OTHER_HOURS.intersection(sentence.words))


def training_weeks(source: Source) -> Fact | None:
    """Length of the training in weeks, when stated."""
    for sentence in source.part(*_TEXT, BENEFITS):
        found = _WEEKS_OF_TRAINING.search(sentence.folded)
        if found:
            weeks = _NUMBERS.get(found["weeks"]) or int(found["weeks"])
            if 0 < weeks <= LONGEST_TRAINING_WEEKS:
                return Fact(weeks, f"text: {found.group()}")
    return None


def training_paid(source: Source) -> Fact | None:
    """Whether training is paid, when stated."""
    for sentence in source.part(*_TEXT, BENEFITS):
        for paid, pattern in ((False, _UNPAID_TRAINING), (True, _PAID_TRAINING)):
            found = pattern.search(sentence.folded)
            if found:
                return Fact(paid, f"text: {found.group()}")
    return None


def _plausible(found: re.Match[str]) -> bool:
    return all(0 < int(found[end]) <= MOST_HOURS_A_WEEK for end in ("low", "high") if found[end])


def _bounds(found: re.Match[str]) -> tuple[Fact | None, Fact | None]:
    how = f"text: {found.group().strip()}"
    low, high = Decimal(found["low"]), Decimal(found["high"] or found["low"])
    bound = found["bound"] or ""
    if high == _HALF and low > high:  # "37.5 hours", its point folded away
        low = high = low + high / 10
    if low > high:
        return None, None
    return (
        None if bound.startswith(_MAXIMUM) else Fact(low, how),
        None if bound.startswith(_MINIMUM) else Fact(high, how),
    )


def _is_band(match: Match) -> bool:
    if _TIME_OFF.intersection((*match.before(2), *match.after(1))):
        return False
    if _FREE_TIME.intersection(match.sentence.words):
        return False
    if match.cue == _HOLIDAYS and not _WORKED_TOO.intersection(match.before(3)):
        return False
    if match.sentence.section == HOURS or match.cue not in _LOOSE_OUTSIDE_HOURS:
        return True
    return bool(_SHIFT_WORDS.intersection(match.sentence.words))


def _late_nights(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """The nights of "nights and weekends" are late evenings; who works all night says so."""
    said = _NIGHTS_OUT.search(sentence.folded)
    if said and _SHIFT_WORDS.intersection(sentence.words) and not _OFF.search(sentence.folded):
        yield "late", said.group()


def _bands_of_times(sentence: Sentence) -> Iterator[tuple[str, str]]:
    if _OTHER_HOURS.intersection(sentence.words):
        return
    for found in _TIMES.finditer(sentence.folded):
        start, end = _clock(found, "a"), _clock(found, "b")
        if start is None or end is None or not (found["am"] or found["bm"]):
            continue
        for slug in _bands(start, end if end > start else end + MIDNIGHT):
            yield slug, found.group()


def _clock(found: re.Match[str], name: str) -> int | None:
    hour, half = int(found[name]), (found[f"{name}m"] or "").replace(" ", "")
    if hour > MIDNIGHT or (half and hour > NOON):
        return None
    if half in ("am", "midnight"):
        return hour % NOON
    if half in ("pm", "noon"):
        return hour % NOON + NOON
    # "9 to 5pm": an end without a half of the day takes the one that makes a working day.
    return hour if name == "a" else hour % NOON + NOON


def _bands(start: int, end: int) -> Iterator[str]:
    if NIGHT_ENDS <= start < EARLY_ENDS:
        yield "early"
    if start < DAY_ENDS and end > EARLY_ENDS + 1:
        yield "day"
    if end > DAY_ENDS and start < NIGHT_STARTS:
        yield "late"
    if end > NIGHT_STARTS or start < NIGHT_ENDS:
        yield "overnight"
