"""The story of the sample, entered through the same verbs as by hand."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from freelancer_os.clients.models import Client
from freelancer_os.core.attached.attachments import attach
from freelancer_os.core.attached.notes import write_note
from freelancer_os.core.files.store import keep
from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.scaled import read_hours
from freelancer_os.core.words import Sentence
from freelancer_os.finance.models import Account, BankLine, Category, Invoice, Transaction
from freelancer_os.finance.receipts.reading.text import read_text
from freelancer_os.finance.receipts.taking import Given, take
from freelancer_os.finance.sorting.arriving import Sorting
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from freelancer_os.invoicing.outbox.talking import Outcome
from freelancer_os.invoicing.sending import address_of
from freelancer_os.invoicing.texts.filling import filled
from freelancer_os.projects.models import Project, Service, TimeEntry
from freelancer_os.transfer.sample.plain_pdf import plain_pdf
from freelancer_os.transfer.sample.telling import Telling

WRITTEN = "09:30"  # when mails were written
TAX_RATE = 190_000  # 19 %, in 10⁻⁴ %
NUMBER = "SAMPLE-"  # before the numbers of its invoices
R = TypeVar("R", bound=Record)


class Story(Telling):
    """The parts of the story that have a verb of their own."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit)
        self.number = last_number(unit)
        self.lines = list[BankLine]()  # of a statement that is being told

    def tell(self, told: dict[str, list[dict[str, Any]]]) -> None:
        """Add everything in the order of the story; what has no verb here, as it is declared."""
        parts: dict[str, Callable[[dict[str, Any]], object]] = {
            "letterhead": self.unit.workspace.edit,
            "accounts": self.account,
            "paid-into": self.paid_into,
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
                for day in values.pop("each", [None]):
                    add(values if day is None else {**values, "day": day})
            self.sort()

    def account(self, values: dict[str, Any]) -> None:
        """An account in the base currency, or abroad."""
        currency = self.amounts.foreign if values.pop("abroad", False) else self.amounts.base
        opening = self.money(values.pop("opening"), currency)
        self.new(Account, opening_balance=opening, currency=currency, **values)

    def paid_into(self, values: dict[str, Any]) -> None:
        """Which account stands on invoices, with its number."""
        self.unit.fresh(self.one(Account, values.pop("account"))).edit(values)

    def category(self, values: dict[str, Any]) -> None:
        self.new(Category, **values)

    def client(self, values: dict[str, Any]) -> None:
        """A client with its note and its projects."""
        projects, note = values.pop("projects", []), values.pop("note", "")
        for name, said in (("contract_value", "contract"), ("hourly_rate", "hourly")):
            if said in values:
                values[name] = self.money(values.pop(said))
        if "next_step_in" in values:
            values["next_step_on"] = self.day(values.pop("next_step_in"))
        client = self.new(Client, **values)
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
            self.new(TimeEntry, service=self.one(Service, name), date=self.day(day), hours=spent)

    def service(self, project: Project, values: dict[str, Any]) -> None:
        self.new(
            Service,
            name=values["name"],
            project=project,
            pricing=values["pricing"],
            rate=self.money(values["rate"]),
            expected_hours=read_hours(values["hours"], field="hours"),
            status=values["status"],
        )

    def invoice(self, values: dict[str, Any]) -> None:
        """An invoice with its lines: a draft, or sent on a day, or paid on one too.

        Its number is none of the workspace's own, and nobody is reminded of it.
        """
        sent, is_abroad = values.get("sent"), values.get("abroad", False)
        self.number += 1
        invoice = self.new(
            Invoice,
            number=f"{NUMBER}{self.number:03}",
            client=self.one(Client, values["client"]),
            issue_date=None if sent is None else self.day(sent),
            due_date=self.day(values["due"]),
            currency=self.amounts.foreign if is_abroad else self.amounts.base,
            no_reminders=values.get("no_reminders", True),
        )
        for service, day, description, amount in values["lines"]:
            self.line(invoice, self.one(Service, service), day, description, amount)
        if sent is not None:
            invoice.send()  # its copy is drawn when it is asked for
        for mail in values.get("mails", []):
            self.mailed(invoice, *mail)
        if "paid" in values:
            day, account = values["paid"]
            invoice.mark_paid(self.one(Account, account), self.day(day))

    def mailed(self, invoice: Invoice, occasion: str, day: int, refused: str = "") -> None:
        """A mail that left on a day, or was refused; no server has seen it."""
        catch_up(invoice)
        text, at = filled(invoice, occasion), self.instant(day, WRITTEN)
        mail = enqueue(invoice, to=address_of(invoice), subject=text.subject, body=text.message)
        mail.made_at = at
        answer = Sentence("The server refused it: {answer}", {"answer": refused})
        mail.settle(Outcome("failed" if refused else "sent", answer), at)

    def line(
        self, invoice: Invoice, service: Service, day: int, description: str, amount: str
    ) -> None:
        """A line of an invoice, taxed at home."""
        is_abroad = invoice.currency != self.amounts.base
        self.new(
            Transaction,
            kind="income",
            date=self.day(day),
            description=description,
            amount=self.money(amount, invoice.currency),
            currency=invoice.currency,
            exchange_rate=self.amounts.rate if is_abroad else None,
            tax_rate=0 if is_abroad else TAX_RATE,
            category=self.one(Category, "Client"),
            invoice=invoice,
            service=service,
        )

    def entry(self, kind: str, values: dict[str, Any]) -> None:
        """An income or expense on no invoice, with its receipt; without an account it is not paid
        yet."""
        name = values.get("account")
        account = None if name is None else self.one(Account, name)
        currency = self.amounts.base if account is None else account.currency
        entry = self.new(
            Transaction,
            kind=kind,
            date=self.day(values["day"]),
            description=values["description"],
            amount=self.money(values["amount"], currency),
            currency=currency,
            exchange_rate=None if currency == self.amounts.base else self.amounts.rate,
            tax_rate=0,
            category=self.one(Category, values["category"]),
        )
        write_note(entry, values.get("note", ""))
        if "receipt" in values:
            file, *lines = values["receipt"]
            attach(entry, [(file, keep([plain_pdf(self.written(lines, entry.date))]))])
        if account is not None:
            entry.pay(account, entry.date)

    def bank_line(self, values: dict[str, Any]) -> None:
        """A line of a statement."""
        line = BankLine.made(
            self.unit.workspace,
            account=self.one(Account, values["account"]),
            date=self.day(values["day"]),
            amount=self.money(values["amount"]),
            payee=values["payee"],
            text=values["text"],
            identity=f"sample {values['payee']} {self.day(values['day'])}",
        )
        line.derive()
        self.lines.append(line)

    def sort(self) -> None:
        """Take the lines of a statement in at once, as an import does."""
        if self.lines:
            Sorting(self.unit).take(self.lines)
            self.lines = []

    def receipt(self, values: dict[str, Any]) -> None:
        """A PDF that waits in the tray, of lines as a supplier writes them."""
        lines = self.written(values["lines"], self.day(values["day"]))
        said = read_text("\n".join(lines), self.unit.workspace.currency)
        take(self.unit, [Given(values["name"], keep([plain_pdf(lines)]), said)])


def last_number(unit: Unit) -> int:
    """The highest number of an invoice of any sample that is still there."""
    numbers = unit.rows(Invoice).filter(number__startswith=NUMBER).values_list("number", flat=True)
    counted = [str(number).removeprefix(NUMBER) for number in numbers]
    return max((int(one) for one in counted if one.isascii() and one.isdigit()), default=0)
