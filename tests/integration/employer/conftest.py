"""A company, its owner, and a browser in which the owner is signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobboard.models import Account, Company
from tests import factories
from tests.support.client import StrictClient
from tests.support.limits import *


@pytest.fixture
def company(db_session: object) -> Company:
    return factories.company(name="Northwind Utilities")


@pytest.fixture
def owner(company: Company) -> Account:
    return factories.member(company, name="Ana Owner")


@pytest.fixture
def employer(owner: Account, sign_in: Callable[..., StrictClient]) -> StrictClient:
    """The owner's browser."""
    return sign_in(owner)


@pytest.fixture
def recruiter(company: Company, sign_in: Callable[..., StrictClient]) -> StrictClient:
    """The browser of somebody who handles the company's applicants."""
    return sign_in(factories.member(company))
