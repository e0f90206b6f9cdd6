"""Letters of alerts as a mail server gets them."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, select

from jobboard.extensions import db
from jobboard.models import Alert
from jobboard.worker.letters import drain_letters
from tests import factories

HOUR = timedelta(hours=1)


def test_a_letter_names_each_job_and_carries_the_ending_headers(
    client, publish, look, sink, letters
) -> None:
    alert = factories.alert({"arrangement": ["remote"], "words": "billing"})
    company = factories.company(name="Northwind Utilities")
    for title in ("Billing representative", "Billing specialist"):
        publish(HOUR, company, title=title, hours_week_min=30, hours_week_max=40)
    look(HOUR)
    [row] = letters(to=alert.email)
    row.next_try_at = row.created_at - timedelta(days=1)
    drain_letters()
    [sent] = sink.letters
    assert sent["To"] == alert.email
    assert sent["Subject"].startswith("Northwind Utilities is hiring: billing ")
    assert sent["Subject"].endswith(", and 1 other")
    text = sent.get_body(("plain",)).get_content()
    for words in (
        "Billing representative",
        "Employer: Northwind Utilities",
        "Place: Remote (live in the United States)",
        "Pay: $20.00 to $24.00 an hour",
        "Hours: Full time, permanent, 30 to 40 hours a week",
        "/edit?token=",
    ):
        assert words in text, words
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = sent["List-Unsubscribe"].strip()
    assert header.startswith("<http://localhost/alerts/end?token=")
    assert header.endswith(">")
    assert header[1:-1] in text
    pressed = urlsplit(header[1:-1])
    done = client.post(f"{pressed.path}?{pressed.query}", data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert db.session.scalar(select(func.count(Alert.id))) == 0
