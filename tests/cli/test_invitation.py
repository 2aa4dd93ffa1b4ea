"""The link with which whoever started the program comes in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from freelancer_os.cli.invitation import invitation
from freelancer_os.people.models import OneTimeLink
from tests.books import Books


@pytest.mark.parametrize(("is_demo", "least", "most"), [(False, 0, 10), (True, 300 * 1440, 10**6)])
def test_the_link_into_a_demo_does_not_lapse(
    books: Books, is_demo: bool, least: int, most: int
) -> None:
    assert "/auth/link/" in invitation(is_demo=is_demo)
    left = OneTimeLink.objects.get(user=books.user).expires_at - timezone.now()
    assert timedelta(minutes=least) < left <= timedelta(minutes=most)
