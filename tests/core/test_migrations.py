"""Books that an older version wrote are read by this one, and the other way round."""

import pytest
from django.core.management import call_command
from django.db import connection

from freelancer_os.core.models import ChangeRow
from tests.books import Books, open_books
from tests.guard import by_hand
from tests.migrating import migrate_to
from tests.settings import ON_POSTGRES

OLD, NEW = "0003_note", "0007_log_by_what_reads_it"


def stored(column: str) -> list[tuple[str, int]]:
    """The kinds of values in a column of the log, and how many bytes or letters they have."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT typeof({column}), length({column}) FROM core_changerow")
        return sorted(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_the_log_and_the_ids_go_back_and_forth() -> None:
    books = open_books()
    client = books.client(contract_value=50_000)
    books.edit(client, company="Acme Ltd")
    entry = books.income(client=client, invoice=books.invoice(client=client))
    books.remove(books.client("Beta"))
    before = {row.pk: (row.before, row.after) for row in ChangeRow.objects.all()}
    state = books.state()
    with by_hand():
        migrate_to("core", OLD)
        with connection.cursor() as cursor:
            cursor.execute("SELECT action, before, after FROM core_changerow ORDER BY id")
            told = [[str(value) for value in row] for row in cursor.fetchall()]
        kinds = [] if ON_POSTGRES else stored("record_id")
        migrate_to("core", NEW)
        call_command("migrate", verbosity=0)
    assert any("Acme Ltd" in after and "lead" not in after for _, _, after in told)
    assert {row.pk: (row.before, row.after) for row in ChangeRow.objects.all()} == before
    if not ON_POSTGRES:
        assert (kinds, stored("record_id")) == ([("text", 32)], [("blob", 16)])
    assert books.state() == state
    books.undo()
    assert books.fresh(entry).client == books.fresh(client)


@pytest.mark.django_db
def test_an_id_is_sixteen_bytes_and_reads_as_it_was(books: Books) -> None:
    client = books.client()
    assert books.fresh(client).pk == client.pk
    if not ON_POSTGRES:
        assert stored("record_id") == [("blob", 16)]
