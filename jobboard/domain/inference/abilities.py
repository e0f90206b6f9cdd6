"""Which found words are truly skills, tools and languages that an applicant should have."""

from jobboard.domain.inference.needs import LISTS
from jobboard.domain.inference.reading import Match, Sentence, denied, finder, listed
from jobboard.domain.inference.source import TITLE

_LOOSE_SKILLS = listed(
    "communication, understanding, organization, organisation, planning, caring, creative, "
    "creativity, innovation, innovative, analysis, judgment, relationships, feedback, reviews, "
    "surveys, windows, type, networking, sell, consistent, consistently, determined, "
    "determination, documentation, documenting, coach, coaching, attendance, supervise, "
    "supervises, supervising, cooperation, discretion, accurate, diagnose, analytical, listening, "
    "personality, driven, diagnostics, collaborate, troubleshoot, faqs, thorough, decisive, "
    "motivated, leadership, versatility, pleasant, client satisfaction, relationship management, "
    "working relationships, resolve issues, active directory, hardware and software, document "
    "all, case notes, deadlines, client relationships, maintain records, new ideas, record "
    "keeping, root cause, dependable and, customer feedback, customer reviews, customer "
    "relationships, sensitive to, patience and, patient and, flexible and, quality service, "
    "customer satisfaction, customer experience, company products, follow through, research "
    "skills, supervision of, knowledge base, interact with, provide feedback, operating systems, "
    "team members, products and services, product line"
)
# Loose words that do count in the sections that list what is needed.
_SKILLS_IN_LISTS = listed(
    "analytical, leadership, creativity, listening, motivated, judgment, cooperation, thorough, "
    "troubleshoot, diagnose, accurate, windows, supervise, supervising, coaching, personality, "
    "driven, deadlines, collaborate, decisive, pleasant, client relationships, customer "
    "satisfaction, record keeping, interact with, flexible and, follow through, active directory, "
    "operating systems, hardware and software, working relationships, resolve issues, customer "
    "relationships"
)
_NOT_BEFORE_THING = {
    "reliable": listed(
        "transportation, transport, car, vehicle, internet, computer, access, connection, phone"
    ),
    "flexibility": frozenset({"of", "in"}),
    "initiative": frozenset({"of", "to", "is"}),
    "friendly": frozenset({"environment", "office", "workplace", "place", "service", "user"}),
    "integrity": frozenset({"of"}),
    "attendance": frozenset({"at"}),
    "outgoing": listed(
        "mail, calls, call, shipments, package, packages, parcels, correspondence, phone"
    ),
    "accuracy": frozenset({"of"}),
}
# Names that are also words: they count only when written as a name.
_NAMES_AS_WRITTEN = {
    "nice": "NICE",
    "slack": "Slack",
    "intercom": "Intercom",
    "excel": "Excel",
    "outlook": "Outlook",
    "avaya": "Avaya",
    "genesys": "Genesys",
    "atlassian": "Atlassian",
    "talk desk": "Talk Desk",
}
_INCOMING = "incoming"
_LOOSE_TOOLS = listed("teams, office suite, fresh desk, sales force, hub spot")
_SPEAKING = listed(
    "communication, understand, understood, speak, speaks, speaking, speaker, speakers, spoken, "
    "fluent, fluency, fluently, bilingual, multilingual, trilingual, language, languages, native, "
    "proficiency, conversational, written, verbal, verbally, oral, mother, tongue, read, write, "
    "writing, interpret, translate"
)
_STUDY = listed("degree, bachelor, major, literature, teacher, cuisine, food")
_LOOSE_LANGUAGES = listed("haitian, creole, polish")
_LEVEL_REACH = 3
STUDY_REACH = 4
_LOOSE_LEVELS = listed(
    "basic, good, advanced, proficient, bilingual, intermediate, beginner, elementary"
)

# Page order of the kinds, each with the cues that are no evidence anywhere.
LEAVE_OUT = {"language": _LOOSE_LANGUAGES, "tool": _LOOSE_TOOLS, "skill": frozenset[str]()}


def is_asked_for(match: Match) -> bool:
    """Whether a found skill, tool or language is meant as something to bring."""
    if denied(match):
        return False
    if match.term.group == "tool":
        return match.written == _NAMES_AS_WRITTEN.get(match.cue, match.written)
    if match.term.group == "language":
        return _is_spoken(match)
    return _is_skill(match)


def _is_skill(match: Match) -> bool:
    if match.sentence.section == TITLE:
        return False
    if _NOT_BEFORE_THING.get(match.cue, frozenset()).intersection(match.after(1)):
        return False
    if _INCOMING in match.before(2):  # "incoming and outgoing"
        return False
    if match.cue not in _LOOSE_SKILLS:
        return True
    listed = match.sentence.section in LISTS
    return listed and match.cue in _SKILLS_IN_LISTS


def _is_spoken(match: Match) -> bool:
    words = match.sentence.words
    near = (*match.before(STUDY_REACH), *match.after(STUDY_REACH))
    if not match.written[0].isupper() or _STUDY.intersection(near):
        return False
    if "addition" in match.before(2):  # "languages in addition to English"
        return False
    return match.sentence.section == TITLE or bool(_SPEAKING.intersection(words))


def language_level(match: Match) -> str:
    """The level named within a few words of the language, or ""."""
    near = Sentence(
        match.sentence.section,
        (*match.before(_LEVEL_REACH), *match.after(_LEVEL_REACH)),
        (*match.before(_LEVEL_REACH), *match.after(_LEVEL_REACH)),
    )
    found = next(finder("language-level", _LOOSE_LEVELS).find(near), None)
    return found.term.slug if found else ""
