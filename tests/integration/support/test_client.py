"""The strict client: which form it means, and following where an answer leads."""

from __future__ import annotations

from jobboard.domain.application import ApplicationState
from tests import factories
from tests.support.client import StrictClient


def test_the_page_s_own_form_is_meant_and_not_the_header_s(client: StrictClient, sign_in) -> None:
    seeker = factories.seeker()
    sent = factories.application(seeker=seeker)
    address = f"/my/applications/{sent.reference}"
    assert sign_in(seeker).submit(f"{address}/withdraw").location == address
    assert sent.state == ApplicationState.WITHDRAWN


def test_redirects_are_followed_to_a_page_that_is_checked_too(client: StrictClient) -> None:
    seeker = factories.seeker()
    typed = {"email": seeker.email, "password": factories.PASSWORD}
    shown = client.submit("/sign-in/seekers", typed, follow_redirects=True)
    assert (shown.status_code, shown.request.path) == (200, "/my/applications")
    assert "Sign out" in shown.text
