"""The button above a list that does something for all of it: the budgets of last month again."""

from django.test import Client as Web

from freelancer_os.core.values.months import month_beside
from freelancer_os.core.values.spans import month_of
from freelancer_os.finance.models import Budget, Category
from tests.books import Books

AGAIN = "/budgets/together/again/"


def test_the_budgets_of_last_month_are_made_again(books: Books, web: Web) -> None:
    assert "Same as last month" not in web.get("/budgets/").content.decode()
    month = month_of(books.workspace.today)
    last, kept = month_beside(month, -1), 700
    for name, archived in (("Tools", False), ("Travel", False), ("Old", True)):
        of = books.make(Category, name=name, kind="expense")
        books.make(Budget, category=of, month=last, amount=500, carries_over=True)
        if name == "Travel":
            books.make(Budget, category=of, month=month, amount=kept)
        books.edit(of, archived=archived)
    assert "Same as last month" in web.get("/budgets/").content.decode()
    assert web.post(AGAIN).status_code == 302
    made = Budget.objects.of(books.workspace).filter(month=month).order_by("category__folded")
    assert [(str(one.category), one.amount, one.carried) for one in made] == [
        ("Tools", 500, 500),
        ("Travel", kept, 500),
    ]
    assert books.last().words == "Made the budgets of this month as they were last month"
    assert "Same as last month" not in web.get("/budgets/").content.decode()
    assert web.post(AGAIN, headers={"hx-request": "true"}).status_code == 409
    books.undo()
    assert made.all().count() == 1


def test_only_what_is_declared_is_done(web: Web) -> None:
    for address in ("/budgets/together/nonsense/", "/clients/together/again/"):
        assert web.post(address).status_code == 404
