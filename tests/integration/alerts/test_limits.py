"""How often one may ask, with the limits switched on."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("rate_limits")

NEW = "/alerts/new?words=billing&arrangement=remote"
FILLED = {"words": "billing", "arrangement": "remote", "frequency": "daily"}


def post(client, path, network, **data):
    data["csrf_token"] = client.token()
    return client.post(path, data=data, environ_overrides={"REMOTE_ADDR": network})


def test_one_network_asks_twenty_times_an_hour_for_whomever(client) -> None:
    for number in range(20):
        asked = post(client, NEW, "10.0.0.1", email=f"a{number}@example.org", **FILLED)
        assert asked.status_code == 303
    asked = post(client, NEW, "10.0.0.1", email="more@example.org", **FILLED)
    assert asked.status_code == 429
    again = post(client, "/alerts/sent", "10.0.0.1")
    assert again.status_code == 429
    elsewhere = post(client, NEW, "10.0.0.2", email="more@example.org", **FILLED)
    assert elsewhere.status_code == 303


def test_a_refused_form_does_not_count(client) -> None:
    for _ in range(25):
        assert post(client, NEW, "10.0.0.1", email="", **FILLED).status_code == 422
    asked = post(client, NEW, "10.0.0.1", email="a@example.org", **FILLED)
    assert asked.status_code == 303


def test_one_address_is_asked_for_its_link_five_times_a_day(client) -> None:
    for number in range(5):
        asked = post(client, "/alerts/link", f"10.0.0.{number}", email="a@example.org")
        assert asked.status_code == 303
    assert post(client, "/alerts/link", "10.0.9.9", email="A@example.org").status_code == 429


def test_ending_an_alert_is_never_refused_for_coming_too_often(client) -> None:
    for _ in range(30):
        assert client.post("/alerts/end?token=x").status_code == 400
