"""The gate for writes: every refusal is answered there, in one shape each."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from freelancer_os.core.errors import Conflict
from freelancer_os.engine.write.cells import Stale
from freelancer_os.people.models import Membership, User
from freelancer_os.projects.models import Project
from freelancer_os.web.shell.gate import as_form, as_sentence, writes
from tests.books import Books


def post(user: User, view: Callable[..., Any], method: str = "post") -> Any:
    request: Any = getattr(RequestFactory(headers={"host": "127.0.0.1"}), method)("/clients/")
    request.user, request.session, request.htmx = user, {}, True
    return view(request)


def refusing(error: Exception) -> Callable[..., Any]:
    def view(request: Any) -> HttpResponse:
        raise error

    return view


PER_FIELD = ValidationError({"name": ["Name is missing."], "email": ["No <address>."]})
LINKED = ValidationError({"client": ValidationError("It has 2 entries.", code="linked")})


@pytest.mark.parametrize(
    ("error", "status", "body"),
    [
        (PER_FIELD, 422, '<p class="problem">Name is missing. No &lt;address&gt;.</p>'),
        (
            LINKED,
            422,
            '<p class="problem" data-way="with_linked" data-words="Move them along">'
            'It has 2 entries.</p><i data-way="without_linked" data-words="Take them off"></i>',
        ),
        (Stale("Ben changed it."), 409, '<p class="problem">Ben changed it.</p>'),
        (
            Stale("Ben changed it.", way="force"),
            409,
            '<p class="problem" data-way="force" data-words="Keep mine">Ben changed it.</p>',
        ),
        (Conflict("Nothing to undo."), 409, '<p class="problem">Nothing to undo.</p>'),
    ],
)
def test_a_refusal_is_a_sentence(books: Books, error: Exception, status: int, body: str) -> None:
    answer = post(books.user, writes(as_sentence)(refusing(error)))
    assert (answer.status_code, answer.content.decode()) == (status, body)


def test_a_refusal_of_a_form_is_a_sentence_per_field(books: Books) -> None:
    answer = post(books.user, writes(as_form)(refusing(PER_FIELD)))
    assert answer.status_code == 422
    assert answer.content.decode() == (
        '<ul class="problems"><li data-field="name">Name is missing.</li>'
        '<li data-field="email">No &lt;address&gt;.</li></ul>'
    )


def test_what_is_not_there_is_left_to_django(books: Books) -> None:
    with pytest.raises(Http404):
        post(books.user, writes()(refusing(Http404("Nothing here."))))


def test_only_by_post_and_only_for_those_who_may_write(books: Books) -> None:
    view = writes()(refusing(AssertionError("nobody comes here")))
    assert post(books.user, view, "get").status_code == 405
    reader = User.objects.create_user("eve@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=reader, role="accountant")
    answer = post(reader, view)
    assert answer.status_code == 403
    assert answer.content.decode() == (
        '<p class="problem">You may read this workspace, not change it.</p>'
    )


def test_a_cell_with_linked_rows_says_how_to_move_them_along(books: Books, web: Client) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    site = books.make(Project, name="Site", client=acme)
    entry = books.income(project=site)
    address, given = f"/projects/{site.pk}/cell/client/", {"value": str(beta.pk)}
    here = {"hx-request": "true", "hx-current-url": "http://127.0.0.1/projects/"}
    answer = web.post(address, given, headers=here)
    assert answer.status_code == 422
    assert 'data-way="with_linked" data-words="Move them along"' in answer.content.decode()
    assert web.post(address, {**given, "with_linked": "1"}, headers=here).status_code == 200
    assert books.fresh(entry).client_id == beta.pk


def test_what_no_script_sent_is_refused_on_a_page_of_its_own(books: Books, client: Client) -> None:
    """With the ways on as buttons, which send the same once more."""
    client.force_login(books.user)
    acme = books.client()
    project = books.make(Project, name="Site", client=acme)
    books.income(10_00, client=acme, project=project)
    other, address = books.client("Other"), f"/projects/{project.pk}/cell/client/"
    headers = {"Referer": "http://testserver/projects/?q=site"}
    answer = client.post(address, {"value": str(other.pk)}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<h1>Nothing was changed</h1>" in page
    assert 'name="with_linked" value="1">Move them along</button>' in page
    assert 'href="/projects/?q=site"' in page
    sent = {"value": str(other.pk), "with_linked": "1"}
    assert f'name="value" value="{other.pk}"' in page
    done = client.post(address, sent, headers=headers)
    assert (done.status_code, done["Location"]) == (302, "/projects/?q=site")
