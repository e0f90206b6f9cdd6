"""What landing pages say of a kind of work."""

from __future__ import annotations

from itertools import product

from jobboard.domain import vocabulary
from jobboard.domain.landing import fixed
from jobboard.domain.landing_texts import text_of


def test_no_two_pages_of_facets_say_the_same() -> None:
    texts = [page.text for page in fixed().values() if not page.is_place]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_every_role_has_words_of_its_own_for_every_industry_and_arrangement() -> None:
    roles = vocabulary.terms("role-family")
    values = [*vocabulary.terms("industry"), *vocabulary.terms("arrangement")]
    borrowed = [
        (role.slug, value.slug)
        for role, value in product(roles, values)
        if value.slug != "other" and text_of(role.slug, value.slug).startswith(role.help)
    ]
    assert not borrowed
