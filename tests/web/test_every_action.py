"""What holds for every action of every collection on its pages, from its declaration alone."""

from typing import Any

import pytest
from django.test import Client as Web

from freelancer_os.core.models import Change
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.people.models import Membership, User
from tests.acts import ACTIONS, SAMPLES, Sample
from tests.books import Books, open_books
from tests.web.test_every_collection import signed_in


def over(actions: list[tuple[Collection, Action]]) -> pytest.MarkDecorator:
    names = [f"{collection.slug}-{action.verb}" for collection, action in actions]
    return pytest.mark.parametrize(("collection", "action"), actions, ids=names)


EVERY = over(ACTIONS)


def sample(books: Books, collection: Collection, action: Action) -> Sample:
    return SAMPLES[collection.slug, action.verb](books)


def address(collection: Collection, record: Any, action: Action) -> str:
    return f"/{collection.slug}/{record.pk}/do/{action.verb}/"


def post(web: Web, address: str, given: dict[str, str]) -> Any:
    here = "http://127.0.0.1" + address.partition("do/")[0]
    return web.post(address, given, headers={"hx-request": "true", "hx-current-url": here})


def changes(books: Books) -> int:
    return Change.objects.filter(workspace=books.workspace).count()


@EVERY
def test_it_is_one_change_and_undo_takes_it_back(
    collection: Collection, action: Action, books: Books, web: Web
) -> None:
    found = sample(books, collection, action)
    before, count = books.state(), changes(books)
    answer = post(web, address(collection, found.record, action), found.given)
    assert answer.status_code == 200, answer.content.decode()[:300]
    assert changes(books) == count + 1
    done = books.state()
    assert done != before
    books.undo()
    assert books.state() == before
    books.redo()
    assert books.state() == done


@EVERY
def test_a_record_that_offers_it_shows_it_and_says_what_it_does(
    collection: Collection, action: Action, books: Books, web: Web
) -> None:
    record = sample(books, collection, action).record
    where = action.form.format(pk=record.pk) or address(collection, record, action)
    menu = web.get(f"/{collection.slug}/{record.pk}/menu/").content.decode()
    assert where in menu and f">{action.label}</button>" in menu
    pages = (f"/{collection.slug}/{record.pk}/", f"/?peek={collection.slug}:{record.pk}")
    for page in () if action.is_quiet else pages:
        shown = web.get(page).content.decode()
        assert where in shown
        assert f"</svg>{action.label}</button>" in shown
    form = web.get(address(collection, record, action), follow=True).content.decode()
    kept = {name for name in action.seldom if action.starts(record).get(name)}
    for one in () if action.form else collection.asked(action):
        is_asked = one.name not in action.seldom or one.name in kept
        assert (f'name="{one.name}"' in form) is is_asked
        assert (one.label in form) is (one.name not in action.seldom)
    assert f">{action.label}</button>" in form


@over([one for one in ACTIONS if one[1].otherwise])
def test_one_that_does_not_offer_it_says_so(
    collection: Collection, action: Action, books: Books, web: Web
) -> None:
    found = sample(books, collection, action)
    before, where = books.state(), address(collection, found.refuses, action)
    answer = post(web, where, found.given)
    assert answer.status_code == 409
    assert action.otherwise.endswith(".")
    assert answer.content.decode() == f'<p class="problem">{action.otherwise}</p>'
    assert web.get(where).status_code == 404
    assert where not in web.get(f"/{collection.slug}/{found.refuses.pk}/").content.decode()
    assert books.state() == before


@EVERY
def test_a_stranger_finds_nothing_and_a_reader_does_nothing(
    collection: Collection, action: Action, books: Books
) -> None:
    found = sample(books, collection, action)
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    before, where = books.state(), address(collection, found.record, action)
    stranger, reader = signed_in(open_books().user), signed_in(user)
    assert post(stranger, where, found.given).status_code == 404
    assert stranger.get(where).status_code == 404
    assert post(reader, where, found.given).status_code == 403
    assert reader.get(where).status_code == 404
    assert where not in reader.get(f"/{collection.slug}/{found.record.pk}/").content.decode()
    assert books.state() == before


@EVERY
def test_what_it_asks_for_is_needed_and_checked(
    collection: Collection, action: Action, books: Books, web: Web
) -> None:
    record = sample(books, collection, action).record
    before, where = books.state(), address(collection, record, action)
    theirs = SAMPLES[collection.slug, action.verb](open_books()).given
    for one in (one for one in collection.asked(action) if one.required):
        for given in ({}, {one.name: "\x00"}):
            answer = post(web, where, given)
            assert answer.status_code == 422
            assert f'<li data-field="{one.name}">' in answer.content.decode()
        if one.kind == "link":
            assert post(web, where, theirs).status_code == 422
    assert books.state() == before


def test_there_is_no_other_action(books: Books, web: Web) -> None:
    client = books.client()
    for verb in ("send", "nonsense"):
        assert post(web, f"/clients/{client.pk}/do/{verb}/", {}).status_code == 404
    assert post(web, f"/nonsense/{client.pk}/do/move/", {}).status_code == 404


@EVERY
def test_whether_it_is_offered_is_read_from_the_row_alone(
    collection: Collection, action: Action, books: Books, django_assert_num_queries: Any
) -> None:
    found = sample(books, collection, action)
    record = collection.rows(books.workspace).get(pk=found.record.pk)
    with django_assert_num_queries(0):
        assert action.offered(record)
