"""Contacts: built-in and own roles."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.log.totals.totals import registry
from freelancer_os.core.models import TallyRow
from freelancer_os.tools.models import Contact
from tests.books import Books


@pytest.mark.parametrize("role", [None, "legal", "tax_adviser", "a-1"])
def test_a_role_is_built_in_or_own(books: Books, role: str | None) -> None:
    assert books.make(Contact, name="Ada", role=role).role == role


@pytest.mark.parametrize("role", ["", "Tax adviser", "ä", "x" * 41, 1])
def test_a_role_is_a_slug(books: Books, role: object) -> None:
    with pytest.raises(ValidationError) as refused:
        books.make(Contact, name="Ada", role=role)
    assert list(refused.value.message_dict) == ["role"]


def test_how_many_there_are_of_each_role_is_known(books: Books) -> None:
    one = books.make(Contact, name="Ada", role="legal")
    books.make(Contact, name="Ben")
    books.edit(one, role="own")
    tally = next(tally for tally in registry.tallies if tally.name == "contacts")
    rows = TallyRow.objects.filter(workspace=books.workspace, name="contacts", count__gt=0)
    stored = {row.key: (row.count, row.amount, row.beside) for row in rows}
    assert stored == tally.sums(books.workspace) == {"own": (1, 0, 0), "None": (1, 0, 0)}
