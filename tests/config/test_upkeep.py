"""What the server does once an hour."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from freelancer_os.config import upkeep
from freelancer_os.core.files import reserve
from freelancer_os.core.files.store import FRESH, keep, path_of
from tests.books import Books
from tests.web.test_every_address import House


@pytest.mark.django_db(transaction=True)
def test_files_that_nothing_names_go_and_room_is_held(books: Books) -> None:
    House(books)  # somebody's file, which stays
    orphan = path_of(keep([os.urandom(8)]).digest)
    os.utime(orphan, (0, orphan.stat().st_mtime - 2 * FRESH))
    upload = Path(settings.DATA_FOLDER) / "uploads" / "somebody" / ("0" * 64)
    upload.parent.mkdir(parents=True, exist_ok=True)
    upload.write_bytes(b"old")
    os.utime(upload, (0, 0))
    upkeep.run(*upkeep.hourly())
    assert not orphan.exists()
    assert not upload.exists()
    held = Path(settings.DATA_FOLDER) / "reserve"
    assert held.stat().st_size == reserve.SIZE
    assert reserve.give_up()
    assert not held.exists()
    assert not reserve.give_up()
