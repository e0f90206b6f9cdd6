"""Letters about resumes that employers may find."""

from __future__ import annotations

from datetime import datetime

from jobboard import settings
from jobboard.letters.message import Action, Message, Paragraph
from jobboard.models import Account, Resume


def idle_resume(account: Account, resume: Resume, ends: datetime) -> Message:
    """Tell a person that employers find a resume no more from ``ends`` on, unless they say so."""
    site = settings.current().site_name
    day = f"{ends:%B} {ends.day}, {ends.year}"
    return Message(
        "idle_resume",
        account.email,
        f"Employers will soon no longer find your resume at {site}",
        (
            Paragraph(
                f"You have changed nothing on your resume “{resume.title}” for five months. "
                f"Employers can find it until {day}, and no longer after that."
            ),
            Paragraph("If you still want to be found, save the page below once more."),
            Action("See who can find it", f"/my/resumes/{resume.id}/visibility"),
            Paragraph("If not, you need not do anything. You can also turn it off there now."),
        ),
        account.id,
    )
