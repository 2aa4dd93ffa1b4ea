"""What a person does with one's own rows and the sample's, at random, through the verbs."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

from django.core.exceptions import ValidationError

from freelancer_os.clients.models import Client
from freelancer_os.core.attached.attachments import attach
from freelancer_os.core.attached.notes import write_note
from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.store import keep
from freelancer_os.finance.models import (
    Account,
    Budget,
    Category,
    Invoice,
    Rule,
    Transaction,
    Transfer,
)
from freelancer_os.projects.models import Project, Service, TimeEntry
from freelancer_os.tools.models import Contact, Meeting
from tests.books import NOON, Books


class Mixing:
    """One person at one desk; what is refused is left."""

    def __init__(self, books: Books, seed: int) -> None:
        self.books, self.random = books, Random(seed)
        self.day = books.workspace.today

    def any(self, model: type[Any], **having: Any) -> Any:
        rows = list(model.objects.of(self.books.workspace).filter(**having).order_by("pk"))
        return self.random.choice(rows)

    def step(self) -> None:
        doing = self.random.choice([*STEPS])
        with suppress(ValidationError, Conflict, IndexError):
            doing(self)

    def project(self) -> None:
        self.books.make(Project, name="Mine", client=self.any(Client))

    def service(self) -> None:
        self.books.make(Service, name="Mine", project=self.any(Project))

    def hours(self) -> None:
        self.books.make(TimeEntry, service=self.any(Service), date=self.day, hours=3_600)

    def income(self) -> None:
        links = {"service": self.any(Service)} if self.random.random() < 0.5 else {}
        if not links:
            links = {"invoice": self.any(Invoice)}
        self.books.income(5_000, date=self.day, **links)

    def expense(self) -> None:
        entry = self.books.expense(700, date=self.day, category=self.any(Category, kind="expense"))
        if self.random.random() < 0.7:
            self.books.call(entry, "pay", self.any(Account))

    def pay(self) -> None:
        entry = self.any(Transaction, outstanding__gt=0)
        self.books.call(entry, "pay", self.any(Account), self.day)

    def pay_invoice(self) -> None:
        self.books.call(self.any(Invoice, state="sent"), "mark_paid", self.any(Account), self.day)

    def transfer(self) -> None:
        ends = {"from_account": self.any(Account), "to_account": self.any(Account)}
        self.books.make(Transfer, date=self.day, amount=1_000, **ends)

    def budget(self) -> None:
        category = self.any(Category, kind="expense")
        self.books.make(Budget, category=category, month="2031-01", amount=5_000)

    def rule(self) -> None:
        self.books.make(Rule, contains="mine", category=self.any(Category, kind="expense"))

    def meeting(self) -> None:
        people = {"clients": [self.any(Client)], "contacts": [self.any(Contact)]}
        self.books.make(Meeting, title="Mine", starts_at=NOON, **people)

    def invite(self) -> None:
        self.books.edit(self.any(Meeting), clients=[self.any(Client), self.any(Client)])

    def client(self) -> None:
        self.books.client("Mine")

    def account(self) -> None:
        self.books.account("Mine")

    def invoice(self) -> None:
        made = self.books.invoice(client=self.any(Client))
        self.books.income(9_000, invoice=made, date=self.day)
        if self.random.random() < 0.5:
            self.books.edit(made, status="sent")

    def credit(self) -> None:
        self.books.call(self.any(Invoice, status="sent"), "credit")

    def rename(self) -> None:
        self.books.edit(self.any(Client), name="Renamed")

    def reprice(self) -> None:
        self.books.edit(self.any(Transaction), amount=self.random.randrange(1, 90_000))

    def reclassify(self) -> None:
        entry = self.any(Transaction, kind="expense")
        self.books.edit(entry, category=self.any(Category, kind="expense"))

    def move(self) -> None:
        self.books.edit(self.any(Transaction, date__gt=self.day - timedelta(300)), date=self.day)

    def relink(self) -> None:
        self.books.edit(self.any(Transaction, kind="expense"), client=self.any(Client))

    def paper(self) -> None:
        record = self.any(self.random.choice([Client, Transaction, Project]))
        name = f"{self.random.random()}.txt"
        self.books.do(lambda unit: attach(unit.fresh(record), [(name, keep([name.encode()]))]))

    def note(self) -> None:
        record = self.any(self.random.choice([Client, Project]))
        self.books.do(lambda unit: write_note(unit.fresh(record), "Mine"))

    def remove(self) -> None:
        self.books.remove(self.any(self.random.choice([Client, Transaction, Meeting, Service])))

    def undo(self) -> None:
        if self.random.random() < 0.3:
            self.books.undo()


STEPS: list[Callable[[Mixing], None]] = [
    one for name, one in vars(Mixing).items() if name[0] != "_" and name not in ("any", "step")
]
