"""What was typed into a choice or a link is sent as it is, and means the first offered for it."""

from django.test import Client as Web

from freelancer_os.finance.models import Transaction
from freelancer_os.projects.models import Project
from tests.books import Books


def test_a_typed_name_is_that_of_the_first_offered(books: Books, web: Web) -> None:
    anna, entry = books.client("Anna Bendt"), books.income()
    books.client("Hanna")
    assert web.post(f"/transactions/{entry.pk}/cell/client/", {"typed": "anna"}).status_code == 302
    assert books.fresh(entry).client == anna


def test_a_typed_name_of_nobody_makes_a_record(books: Books, web: Web) -> None:
    entry = books.income()
    web.post(f"/transactions/{entry.pk}/cell/project/", {"typed": " Site ", "opened": ""})
    made = Project.objects.of(books.workspace).get()
    assert (made.name, books.fresh(entry).project) == ("Site", made)


def test_what_fits_nothing_is_refused(books: Books, web: Web) -> None:
    project = books.make(Project, name="Site")
    answer = web.post(f"/projects/{project.pk}/cell/priority/", {"typed": "Nowhere"})
    assert (answer.status_code, "Nothing fits “Nowhere”." in answer.content.decode()) == (422, True)


def test_so_it_is_for_many_rows(books: Books, web: Web) -> None:
    first, second = books.income(), books.income()
    given = {"ids": f"{first.pk},{second.pk}", "first": str(first.pk), "typed": "New one"}
    web.post("/transactions/bulk/client/", given)
    rows = Transaction.objects.of(books.workspace).select_related("client")
    assert {str(one.client) for one in rows} == {"New one"}
    given = {"ids": str(first.pk), "first": str(first.pk), "typed": "no such"}
    assert web.post("/transactions/bulk/kind/", given).status_code == 422
