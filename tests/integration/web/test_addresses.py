"""Addresses that somebody made up: not there, but never an error of ours."""

from __future__ import annotations

import pytest
from flask import Flask

from jobboard.web.paging import page_url
from tests import factories

TOO_LARGE = ("2147483648", "99999999999999999999", "9" * 5000, "\u0663")


@pytest.mark.parametrize("number", TOO_LARGE)
def test_a_number_that_no_listing_can_have_is_not_there(client, number) -> None:
    for path in (f"/jobs/{number}", f"/jobs/{number}/agent"):
        assert client.get(path).status_code == 404


def test_a_number_that_no_row_can_have_is_not_there_for_those_signed_in(sign_in) -> None:
    client = sign_in(factories.seeker())
    data = {"csrf_token": client.token()}
    assert client.get("/my/resumes/99999999999999999999").status_code == 404
    assert client.post("/jobs/99999999999999999999/apply", data=data).status_code == 404


@pytest.mark.parametrize("sign", ["%00", "a%00b", "%1b", "%7f"])
def test_a_name_with_a_control_character_is_not_there(client, sign) -> None:
    for path in (f"/companies/{sign}", f"/jobs/1/{sign}", f"/help/{sign}", f"/static/{sign}"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["endpoint=x", "_anchor=a", "_method=POST", "_external=1&self=2"])
def test_a_page_keeps_whatever_else_its_address_says(app: Flask, query: str) -> None:
    with app.test_request_context(f"/jobs?{query}&page=2&words=a+b&words=%26"):
        assert page_url(1) == f"/jobs?{query}&words=a+b&words=%26"
        assert page_url(3) == f"/jobs?{query}&words=a+b&words=%26&page=3"


def test_a_page_with_a_name_in_its_path_keeps_it(app: Flask) -> None:
    with app.test_request_context("/companies/caf%C3%A9"):
        assert page_url(1) == "/companies/caf%C3%A9"
        assert page_url(2) == "/companies/caf%C3%A9?page=2"
