"""The styleguide is for those who build: it is there with DEBUG alone."""

from typing import Any

import pytest
from django.test import Client as Web

from tests.books import Books
from tests.web.test_every_collection import signed_in


def test_it_is_there_with_debug_alone(books: Books, settings: Any) -> None:
    web = signed_in(books.user)
    assert web.get("/styleguide").status_code == 404
    settings.DEBUG = True
    page = web.get("/styleguide")
    assert page.status_code == 200
    assert "style=" not in page.content.decode()


@pytest.mark.django_db
def test_a_stranger_is_led_to_the_door(settings: Any) -> None:
    settings.DEBUG = True
    assert Web().get("/styleguide").status_code == 302
