"""Listings that a search finds, as the pages' tests have them."""

from tests.support.searching import *
