"""Sample data: a small, believable workspace, entered through the same verbs as by hand."""

import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from freelancer_os.clients.models import Client
from freelancer_os.core.attached.notes import write_note
from freelancer_os.core.files.store import keep
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import read_amount
from freelancer_os.core.values.months import month_beside
from freelancer_os.core.values.scaled import read_hours
from freelancer_os.core.values.spans import month_of
from freelancer_os.core.values.text import fold
from freelancer_os.core.words import Sentence
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.months import Month
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.writing import read, spread
from freelancer_os.finance.models import Account, BankLine, Category, Invoice, Transaction
from freelancer_os.finance.receipts.reading.text import read_text
from freelancer_os.finance.receipts.taking import Given, take
from freelancer_os.finance.sorting.arriving import Sorting
from freelancer_os.invoicing.models import Reminder
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.invoicing.outbox.talking import Outcome
from freelancer_os.invoicing.sending import address_of
from freelancer_os.invoicing.texts.filling import filled
from freelancer_os.people.models import User, Workspace
from freelancer_os.projects.models import Project, Service, TimeEntry
from freelancer_os.transfer.plain_pdf import plain_pdf

WRITTEN = "09:30"  # when mails were written
TAX_RATE = 190_000  # 19 %, in 10⁻⁴ %
R = TypeVar("R", bound=Record)


def add_sample(workspace: Workspace, user: User) -> None:
    """Fill a workspace with the story of `sample.toml`, in one change, up to its today."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    with change(workspace, user, Sentence("Added the sample data"), door="cli") as unit:
        Story(unit).tell(told)


class Story:
    """What has been added so far, by name: later parts of the story point at it."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.today = unit, unit.workspace.today
        self.accounts: dict[str, Account] = {}
        self.categories = {"Client": unit.rows(Category).get(is_client=True)}
        self.clients: dict[str, Client] = {}
        self.services: dict[str, Service] = {}
        self.money = partial(read_amount, currency=unit.workspace.currency)

    def tell(self, told: dict[str, list[dict[str, object]]]) -> None:
        """Add everything in the order of the story; what has no verb here, as it is declared."""
        parts: dict[str, Callable[[dict[str, Any]], object]] = {
            "letterhead": self.unit.workspace.edit,
            "accounts": self.account,
            "categories": self.category,
            "clients": self.client,
            "invoices": self.invoice,
            "incomes": partial(self.entry, "income"),
            "expenses": partial(self.entry, "expense"),
            "bank-lines": self.bank_line,
            "receipts": self.receipt,
        }
        for name, some in told.items():
            add = parts.get(name) or partial(self.declared, name)
            for values in some:
                add(values)

    def account(self, values: dict[str, Any]) -> None:
        opening = self.money(values.pop("opening"))
        self.accounts[values["name"]] = self.new(Account, opening_balance=opening, **values)

    def category(self, values: dict[str, Any]) -> None:
        self.categories[values["name"]] = self.new(Category, **values)

    def client(self, values: dict[str, Any]) -> None:
        """A client with its note and its projects."""
        projects, note = values.pop("projects", []), values.pop("note", "")
        for name, said in (("contract_value", "contract"), ("hourly_rate", "hourly")):
            if said in values:
                values[name] = self.money(values.pop(said))
        if "next_step_in" in values:
            values["next_step_on"] = self.day(values.pop("next_step_in"))
        client = self.clients[values["name"]] = self.new(Client, **values)
        write_note(client, note)
        for project in projects:
            self.project(client, project)

    def project(self, client: Client, values: dict[str, Any]) -> None:
        """A project with its services and the hours spent on them."""
        first, last = values["days"]
        project = self.new(
            Project,
            name=values["name"],
            client=client,
            priority=values["priority"],
            status=values["status"],
            value=self.money(values["value"]),
            start_date=self.day(first),
            end_date=self.day(last),
            estimated_hours=read_hours(values["hours"], field="hours"),
            completion_basis=values["basis"],
        )
        write_note(project, values.get("note", ""))
        for service in values["services"]:
            self.service(project, service)
        for name, day, hours in values["worked"]:
            spent = read_hours(hours, field="hours")
            self.new(TimeEntry, service=self.services[name], date=self.day(day), hours=spent)

    def service(self, project: Project, values: dict[str, Any]) -> None:
        self.services[values["name"]] = self.new(
            Service,
            name=values["name"],
            project=project,
            pricing=values["pricing"],
            rate=self.money(values["rate"]),
            expected_hours=read_hours(values["hours"], field="hours"),
            status=values["status"],
        )

    def invoice(self, values: dict[str, Any]) -> None:
        """An invoice with its lines: a draft, or sent on a day, or paid on one too."""
        sent = values.get("sent")
        invoice = self.new(
            Invoice,
            client=self.clients[values["client"]],
            issue_date=None if sent is None else self.day(sent),
            due_date=self.day(values["due"]),
        )
        for service, day, description, amount in values["lines"]:
            self.line(invoice, self.services[service], day, description, amount)
        if sent is not None:
            invoice.send()  # its copy is drawn when it is asked for
        for mail in values.get("mails", []):
            self.mailed(invoice, *mail)
        if "paid" in values:
            day, account = values["paid"]
            invoice.mark_paid(self.accounts[account], self.day(day))

    def mailed(self, invoice: Invoice, occasion: str, day: int, refused: str = "") -> None:
        """A mail that left on a day, or was refused; no server has seen it."""
        catch_up(invoice)
        text, at = filled(invoice, occasion), self.instant(day, WRITTEN)
        step = None if occasion == "invoice" else self.step(occasion)
        mail = enqueue(
            invoice, to=address_of(invoice), subject=text.subject, body=text.message, step=step
        )
        mail.made_at = at
        answer = Sentence("The server refused it: {answer}", {"answer": refused})
        mail.settle(Outcome("failed" if refused else "sent", answer), at)

    def step(self, occasion: str) -> int:
        """Which reminder is sent on an occasion."""
        found: int = self.unit.rows(Reminder).get(occasion=occasion).step
        return found

    def line(
        self, invoice: Invoice, service: Service, day: int, description: str, amount: str
    ) -> None:
        self.new(
            Transaction,
            kind="income",
            date=self.day(day),
            description=description,
            amount=self.money(amount),
            tax_rate=TAX_RATE,
            category=self.categories["Client"],
            invoice=invoice,
            service=service,
        )

    def entry(self, kind: str, values: dict[str, Any]) -> None:
        """An income or expense on no invoice; without an account it is not paid yet."""
        account = values.get("account")
        entry = self.new(
            Transaction,
            kind=kind,
            date=self.day(values["day"]),
            description=values["description"],
            amount=self.money(values["amount"]),
            category=self.categories[values["category"]],
        )
        if account is not None:
            entry.pay(self.accounts[account], entry.date)

    def bank_line(self, values: dict[str, Any]) -> None:
        """A line of a bank, as an import brings it."""
        line = BankLine.made(
            self.unit.workspace,
            account=self.accounts[values["account"]],
            date=self.day(values["day"]),
            amount=self.money(values["amount"]),
            payee=values["payee"],
            text=values["text"],
            identity=f"sample {values['payee']} {values['day']}",
        )
        line.derive()
        Sorting(self.unit).take([line])

    def receipt(self, values: dict[str, Any]) -> None:
        """A PDF that waits in the tray, of lines as a supplier writes them."""
        day = {"day": self.day(values["day"]).isoformat()}
        lines = [line.format(**day) for line in values["lines"]]
        said = read_text("\n".join(lines), self.unit.workspace.currency)
        take(self.unit, [Given(values["name"], keep([plain_pdf(lines)]), said)])

    def declared(self, name: str, values: dict[str, Any]) -> None:
        """A record of a collection, by its fields as the API takes them; a date is a day from
        today, an instant such a day and a clock, a month one from this, a link the title of what
        was added before."""
        collection = collections.get(name)
        assert collection is not None, f"There is no collection {name}"
        given = {key: self.said(collection.by_name[key], value) for key, value in values.items()}
        record = collection.model(workspace=self.unit.workspace)
        record.edit(spread(collection, read(collection, self.unit, given, record, "load")))

    def said(self, one: Field, value: object) -> object:
        """A value of the story as the API takes it."""
        match one, value:
            case Day(), int(offset):
                return self.day(offset).isoformat()
            case Month(), int(offset):
                return month_beside(month_of(self.today), offset)
            case Instant(), [int(offset), str(clock)]:
                return self.instant(offset, clock).isoformat()
            case Link(model=model), str(title):
                return self.titled(model, title)
            case Links(model=model), list(titles):
                return [self.titled(model, title) for title in titles]
        return value

    def titled(self, model: type[Any], title: str) -> str:
        """The id of the record of this title."""
        return str(self.unit.rows(model).get(folded=fold(title)).pk)

    def new(self, model: type[R], **values: object) -> R:
        """One record, through its own verb."""
        record = model(workspace=self.unit.workspace)
        record.edit(values)
        return record

    def day(self, offset: int) -> date:
        """The date so many days from today."""
        day: date = self.today + timedelta(days=offset)
        return day

    def instant(self, offset: int, clock: str) -> datetime:
        """The instant at which a clock in the workspace shows this, so many days from today."""
        zone = ZoneInfo(self.unit.workspace.time_zone)
        return datetime.combine(self.day(offset), time.fromisoformat(clock), zone).astimezone(UTC)
