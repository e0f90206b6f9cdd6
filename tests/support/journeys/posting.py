"""What an employer does to post a job: the company, each step of the job, sending it."""

from __future__ import annotations

from datetime import timedelta

from jobboard import clock
from tests.support.journeys.account import sign_up_as_employer
from tests.support.journeys.people import Person, Visit, Way

TITLE = "Claims support specialist"
INDUSTRY = "Insurance"
QUESTION = "Can you work every second Saturday?"
MUST_SKILLS = ("Empathy", "De-escalation", "Written communication")
NICE_TOOL = "Zendesk"
STATES = ("Texas", "Oklahoma")
OPEN_FOR = timedelta(days=30)
DESCRIPTION = """You help people whose car or home was damaged, on their worst day of the year.

- You take their report by chat and phone, and say what happens next
- You follow a claim until it is paid, and keep people posted

Your team of eight meets every morning at nine, and you always have somebody to ask."""


def company_of(way: Way) -> str:
    """Return the name of the company that is made in one way of visiting."""
    return f"{way.word} Insurance"


def domain_of(way: Way) -> str:
    """Return the web domain of that company."""
    return f"{way.word.lower()}-insurance.com"


def employer_of(visit: Visit, way: Way) -> Person:
    """Return who acts for that company, at a browser."""
    return Person(visit, way, f"dana@{domain_of(way)}", "Dana Whitfield")


def sign_up_with_company(employer: Person) -> None:
    """Sign the employer up, and the company by their work address."""
    way = employer.way
    sign_up_as_employer(employer)
    employer.stands_at("Your company").reads(employer.email)
    employer.fill("Company name", company_of(way)).fill("Website", f"https://www.{domain_of(way)}")
    employer.fill("Company phone", "+1 512 555 0100").pick("Industry", INDUSTRY)
    employer.choose("What kind of employer are you?", "In-house")
    employer.pick("Country", "United States").pick("State", "Texas").fill("Town", "Austin")
    employer.press("Save and continue").stands_at(company_of(way))
    employer.reads("is signed up and checked", domain_of(way))


def write_job(employer: Person) -> None:
    """Go through all the steps, up to the last one."""
    employer.follow("Post a job").stands_at("Post a job")
    employer.follow("Start with the title").fill("Job title", TITLE)
    employer.choose("Kind of work", "Contact center").press("Save and continue").stands_at(TITLE)
    employer.follow("The job").stands_at("The job")
    _say_what_it_is(employer)
    _say_what_it_pays(employer)
    _say_where_it_is(employer)
    _say_what_it_asks(employer)
    _say_how_to_apply(employer)


def _say_what_it_is(employer: Person) -> None:
    employer.pick("Level", "Specialist").pick("Industry", INDUSTRY)
    employer.choose("What kind of employer are you for this job?", "In-house")
    employer.fill("How many people do you look for?", "2")
    employer.tick("Whom does the person serve?", "Consumers")
    employer.tick("What does the person do?", "Answer inquiries", "Insurance questions")
    employer.fill("Describe the job", DESCRIPTION)
    employer.press("Save and continue").stands_at("Pay and hours")


def _say_what_it_pays(employer: Person) -> None:
    employer.fill("From", "21.50").fill("To", "26").pick("Currency", "USD")
    employer.choose("This pay is", "Per hour").choose("How is pay worked out?", "Hourly")
    employer.choose("Are there tips, commission or a bonus on top?", "Yes")
    employer.fill("What comes on top", "$1.50 an hour on Saturdays")
    employer.choose("Contract", "Permanent").choose("Status", "Employee")
    employer.choose("Hours", "Full time")
    employer.fill("Fewest hours a week", "36").fill("Most hours a week", "40")
    employer.tick("Days of work", "Monday", "Tuesday", "Wednesday", "Thursday", "Saturday")
    employer.tick("Times of day", "Day", "Weekend").choose("How do shifts change?", "Rotating")
    employer.press("Save and continue").stands_at("Where and how")


def _say_where_it_is(employer: Person) -> None:
    employer.choose("Where is the work done?", "Remote")
    employer.tick("Where may people live?", "United States")
    employer.page.get_by_text("Choose states", exact=True).click()
    employer.tick("Only in some states?", *STATES)
    employer.pick("Time zone of the shifts", "Central time")
    employer.tick("How do customers get in touch?", "Phone", "Live chat")
    employer.choose("Which of these is the main one?", "Live chat")
    employer.fill("About how many contacts a day?", "40")
    employer.tick("How does software take part?", "AI helps you answer")
    employer.choose("Who supplies computer, headset and the rest?", "Employer supplies it")
    employer.tick("What does a home office need?", "Wired internet", "Quiet room")
    employer.fill("Weeks of training", "3").choose("Is the training paid?", "Yes")
    employer.choose("Where does training happen?", "Remote")
    employer.press("Save and continue").stands_at("Must-haves and nice-to-haves")


def _say_what_it_asks(employer: Person) -> None:
    for skill in MUST_SKILLS:
        employer.pick("Skill", skill).choose("Is it", "A must-have").press("Add").reads(skill)
    employer.follow("Tool").pick("Tool", NICE_TOOL).choose("Is it", "Nice to have").press("Add")
    employer.reads("3 of 8 must-haves used")
    employer.press("Save and continue").stands_at("How people apply")


def _say_how_to_apply(employer: Person) -> None:
    last_day = (clock.now() + OPEN_FOR).date()
    employer.fill("Last day to apply", last_day.isoformat())
    employer.fill("Whom may applicants ask for?", "Dana in claims")
    employer.press("Save and continue").stands_at("Questions to applicants")
    employer.choose("How is it answered?", "By yes or no").fill("Question", QUESTION)
    employer.press("Add").reads(QUESTION)
    employer.press("Continue to check").stands_at("Check and publish")


def send_job(employer: Person, title: str = TITLE) -> None:
    """Send the job that stands on the check page."""
    employer.press("Send for checking").stands_at("Sent for checking").reads(title)


def open_job(employer: Person, title: str = TITLE) -> None:
    """Open a job from the list of the company's jobs."""
    employer.follow("Jobs").stands_at("Your jobs").follow(title).stands_at(title)
