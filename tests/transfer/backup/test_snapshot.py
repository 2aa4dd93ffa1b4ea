"""Reading the database as it was at one moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from freelancer_os.clients.models import Client
from freelancer_os.transfer.backup.snapshot import snapshot
from tests.books import Books, open_books

at_work = pytest.mark.django_db(transaction=True)


def in_another_thread(books: Books, name: str) -> None:
    def write() -> None:
        books.client(name)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(write).result(timeout=10)


@at_work
def test_what_others_write_meanwhile_is_not_seen_and_not_held_up() -> None:
    books = open_books()
    with snapshot():
        in_another_thread(books, "Later")
        assert not Client.objects.exists()
    assert Client.objects.get().name == "Later"


@at_work
def test_it_ends_after_an_exception() -> None:
    books = open_books()
    with pytest.raises(ZeroDivisionError), snapshot():
        raise ZeroDivisionError
    in_another_thread(books, "Acme")
    assert Client.objects.get().name == "Acme"


@pytest.mark.django_db
def test_it_cannot_begin_inside_a_transaction() -> None:
    with pytest.raises(RuntimeError), snapshot():
        pass
