"""Tokens and one-time links: only digests are kept, and each opens what it was made for."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.people.keys import LIFE, ApiToken, OneTimeLink, digest
from freelancer_os.people.links import SETUP_LIFE, SetupLink, SignInLink
from tests.books import Books


def test_a_token_opens_one_workspace_for_one_user(books: Books) -> None:
    secret = ApiToken.issue(books.user, books.workspace)
    found = ApiToken.find(secret)
    assert found is not None
    assert (found.user, found.workspace, found.is_read_only) == (
        books.user,
        books.workspace,
        False,
    )


def test_a_token_that_reads_says_so(books: Books) -> None:
    found = ApiToken.find(ApiToken.issue(books.user, books.workspace, read_only=True))
    assert found is not None
    assert found.is_read_only


def test_no_secret_is_kept(books: Books) -> None:
    secrets = [ApiToken.issue(books.user, books.workspace), OneTimeLink.issue(books.user)]
    for model, secret in zip((ApiToken, OneTimeLink), secrets, strict=True):
        (row,) = model._default_manager.values()
        assert row["digest"] == digest(secret)
        assert not any(secret in str(value) for value in row.values())


def test_a_token_of_somebody_who_was_switched_off_is_none(books: Books) -> None:
    secret = ApiToken.issue(books.user, books.workspace)
    books.user.is_active = False
    books.user.save()
    assert ApiToken.find(secret) is None


@pytest.mark.django_db
@given(text=st.text(max_size=60))
def test_any_other_text_is_no_token_and_no_link(text: str) -> None:
    assert ApiToken.find(text) is None
    assert OneTimeLink.find(text) is None


def test_every_secret_is_another(books: Books) -> None:
    tokens = {ApiToken.issue(books.user, books.workspace) for _ in range(20)}
    links = {OneTimeLink.issue(books.user) for _ in range(20)}
    assert (len(tokens), len(links)) == (20, 20)
    assert all(token.startswith("fos_") for token in tokens)


def test_a_link_is_spent_by_whoever_is_first(books: Books) -> None:
    secret = OneTimeLink.issue(books.user)
    first, second = OneTimeLink.find(secret), OneTimeLink.find(secret)
    assert first is not None
    assert second is not None
    assert [first.use(), second.use(), first.use()] == [True, False, False]
    assert OneTimeLink.find(secret) is None


def test_a_link_that_ran_out_is_none_and_is_swept_by_the_next(books: Books) -> None:
    secret = OneTimeLink.issue(books.user)
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert OneTimeLink.find(secret) is None
    assert OneTimeLink.objects.count() == 1
    OneTimeLink.issue(books.user)
    assert OneTimeLink.objects.count() == 1


def test_each_kind_of_link_lasts_as_long_as_it_says(books: Books) -> None:
    begun = timezone.now()
    SignInLink.issue(books.user)
    SetupLink.issue()
    sign_in, set_up = OneTimeLink.objects.order_by("expires_at")
    ended = timezone.now()
    assert (sign_in.user, set_up.user) == (books.user, None)
    assert begun + LIFE <= sign_in.expires_at <= ended + LIFE
    assert begun + SETUP_LIFE <= set_up.expires_at <= ended + SETUP_LIFE
    assert (str(sign_in), str(set_up)) == ("Sign-in link", "Set-up link")


def test_links_are_paths_of_their_secret(books: Books) -> None:
    for path, prefix in (
        (SignInLink.issue(books.user), "/auth/link/"),
        (SetupLink.issue(), "/auth/setup/"),
    ):
        assert path.startswith(prefix)
        assert path.endswith("/")
        assert OneTimeLink.find(path.removeprefix(prefix).removesuffix("/")) is not None


def test_what_belongs_to_somebody_goes_with_them(books: Books) -> None:
    ben = books.colleague()
    ApiToken.issue(ben.user, books.workspace)
    OneTimeLink.issue(ben.user)
    kept = ApiToken.issue(books.user, books.workspace)
    ben.user.delete()
    assert [one.digest for one in ApiToken.objects.all()] == [digest(kept)]
    assert not OneTimeLink.objects.exists()
