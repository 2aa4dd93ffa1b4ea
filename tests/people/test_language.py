"""In which language somebody is answered."""

import pytest
from django.test import Client as Web

from tests.books import Books

pytestmark = pytest.mark.django_db


def lang(web: Web, asked: str = "") -> str:
    """The language that a page says it is in."""
    answer = web.get("/settings/", headers={"accept-language": asked} if asked else {})
    page = answer.content.decode()
    assert answer["Content-Language"] in page
    return page.partition('<html lang="')[2].partition('"')[0]


@pytest.fixture
def web(books: Books) -> Web:
    """A browser in which somebody is signed in."""
    found = Web()
    found.force_login(books.user)
    return found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("xx, de;q=0.8", "de"),
        ("en-GB,de;q=0.1", "en"),
        ("tlh", "en"),
        ("de;q=oops", "en"),
    ],
)
def test_who_set_none_gets_what_the_browser_asks_for(web: Web, asked: str, found: str) -> None:
    assert lang(web, asked) == found


def test_ones_own_setting_comes_before_that_of_the_browser(web: Web, books: Books) -> None:
    assert web.post("/settings/language/", {"language": "de"}).status_code == 302
    books.user.refresh_from_db()
    assert books.user.language == "de"
    assert lang(web, "en") == "de"
    web.post("/settings/language/", {"language": ""})
    assert lang(web, "en") == "en"


@pytest.mark.parametrize("wrong", ["tlh", "../de", "de\x00", "d" * 300])
def test_a_language_that_there_is_not_is_no_setting(web: Web, books: Books, wrong: str) -> None:
    web.post("/settings/language/", {"language": wrong})
    books.user.refresh_from_db()
    assert books.user.language == ""


def test_a_language_that_is_gone_leaves_english(web: Web, books: Books) -> None:
    books.user.language = "qq"
    books.user.save(update_fields=["language"])
    assert lang(web, "de") == "en"


def test_the_language_of_one_answer_is_not_that_of_the_next(web: Web) -> None:
    assert [lang(web, asked) for asked in ("de", "en", "de", "")] == ["de", "en", "de", "en"]


def test_an_answer_says_that_it_depends_on_who_asks(web: Web) -> None:
    assert "Accept-Language" in web.get("/settings/")["Vary"]


def test_two_people_read_one_history_each_in_their_own_language(books: Books) -> None:
    ben = books.colleague()
    for person, language in ((books, "de"), (ben, "en")):
        person.user.language = language
        person.user.save(update_fields=["language"])
    client = books.client("Acme")
    books.edit(client, name="Acme & Sons")
    books.undo()
    told = {}
    for person in (books, ben):
        found = Web()
        found.force_login(person.user)
        told[person.user.language] = found.get("/history/").content.decode()
    assert "Undid: Edit Acme" in told["en"]
    assert "Rückgängig gemacht:" in told["de"]
    assert "Undid" not in told["de"]
    assert "Rückgängig" not in told["en"]
