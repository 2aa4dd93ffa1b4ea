"""The books worked out a second time, from the facts alone and from the words of the domain.

Slow and plain on purpose: exact fractions, one loop per definition, nothing of the product but its
rows. What a row stores must equal what is found here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from freelancer_os.clients.models import Client
from freelancer_os.core.values.money import exponent
from freelancer_os.core.values.text import fold
from freelancer_os.finance.models import (
    Account,
    BankLine,
    Budget,
    Category,
    Invoice,
    Payment,
    Receipt,
    SettledLine,
    Settlement,
    Transaction,
    Transfer,
)
from freelancer_os.projects.models import Project, Service, TimeEntry
from tests.books import Books, State

Row = dict[str, Any]

MODELS: tuple[type[Any], ...] = (
    Account,
    Budget,
    Category,
    Client,
    Invoice,
    Payment,
    Project,
    Service,
    SettledLine,
    Settlement,
    TimeEntry,
    Transaction,
    Transfer,
)


def rounded(number: Fraction) -> int:
    """Half away from zero."""
    whole, sign = abs(number), -1 if number < 0 else 1
    return sign * int(whole + Fraction(1, 2))


def in_base(entry: Row, minor: int, base: str) -> int:
    if entry["currency"] == base:
        return minor
    rate = Fraction(entry["exchange_rate"], 10**10)
    scale = Fraction(10 ** exponent(base), 10 ** exponent(entry["currency"]))
    return rounded(minor * rate * scale)


def share(part: int, whole: int | None) -> int | None:
    if not whole or whole < 0:
        return None
    exact = Fraction(part * 10_000, whole)
    if 0 < exact < 10_000:
        return min(max(rounded(exact), 1), 9_999)
    return rounded(exact)


def spread(exact: list[Fraction], total: int) -> list[int]:
    """Largest remainder, the first first; what is turned around gives the same turned around."""
    whole = sum(exact, Fraction())
    if whole < 0 or (whole == 0 and next(filter(None, exact), Fraction()) < 0):
        return [-part for part in spread([-one for one in exact], -total)]
    parts = [int(one // 1) for one in exact]
    left = total - sum(parts)
    ranked = sorted(range(len(exact)), key=lambda n: -(exact[n] % 1))
    for n in ranked[:left] if left >= 0 else ranked[left:]:
        parts[n] += 1 if left >= 0 else -1
    return parts


def alone(line: Row) -> tuple[int, int]:
    rate = Fraction(line["tax_rate"], 10**6)
    if line["tax_included"]:
        net = rounded(line["amount"] / (1 + rate))
        return net, line["amount"] - net
    return line["amount"], rounded(line["amount"] * rate)


def exact_tax(line: Row) -> Fraction:
    rate = Fraction(line["tax_rate"], 10**6)
    return line["amount"] * (rate / (1 + rate) if line["tax_included"] else rate)


class Expected:
    """What every unlogged column must hold, worked out from a state of the books."""

    def __init__(self, books: Books, state: State) -> None:
        self.base = books.fresh(books.workspace).currency
        self.lines = list(state.get(BankLine._meta.label, {}).values())
        self.receipts = list(state.get(Receipt._meta.label, {}).values())
        self.rows: dict[type[Any], dict[Any, Row]] = {
            model: {pk: dict(row) for pk, row in state[model._meta.label].items()}
            for model in MODELS
        }
        self._tax()
        self._payments()
        self._invoices()
        self._clients_and_projects()
        self._accounts()
        self._budgets(with_tax=not books.fresh(books.workspace).recovers_tax)
        for rows, column in (
            (Client, "name"),
            (Project, "name"),
            (Service, "name"),
            (Account, "name"),
            (Category, "name"),
            (Transaction, "description"),
        ):
            for row in self._of(rows):
                row["folded"] = fold(row[column])

    def problems(self, state: State) -> list[str]:
        """Each stored column that is not what it must be."""
        found = []
        for model, rows in self.rows.items():
            for pk, row in rows.items():
                stored = state[model._meta.label][pk]
                wrong = {n: (stored[n], v) for n, v in row.items() if stored[n] != v}
                if wrong:
                    found.append(f"{model.__name__} {pk} (stored, expected): {wrong}")
        tallies = self._tallies()
        if state["tallies"] != tallies:
            found.append(f"tallies {state['tallies']} are not {tallies}")
        return found

    def _of(self, model: type[Any]) -> Iterable[Row]:
        return self.rows[model].values()

    def _tax(self) -> None:
        groups: dict[Any, list[Row]] = defaultdict(list)
        for entry in self._of(Transaction):
            entry["is_void"], entry["is_draft"] = entry["waits"], False
            if entry["invoice_id"] is None:
                entry["net"], entry["tax"] = alone(entry)
            else:
                invoice = self.rows[Invoice][entry["invoice_id"]]
                entry["is_void"] = invoice["status"] == "void" or invoice["kind"] == "pro_forma"
                entry["is_draft"] = invoice["status"] == "draft"
                groups[entry["invoice_id"], entry["tax_rate"]].append(entry)
        for lines in groups.values():
            self._apportion(lines)
        self._withhold()
        for entry in self._of(Transaction):
            entry["total"] = entry["net"] + entry["tax"]
            entry["base_withheld"] = in_base(entry, entry["withheld"], self.base)
            entry["base_net"] = in_base(entry, entry["net"], self.base)
            entry["base_total"] = in_base(entry, entry["total"], self.base)
            entry["base_tax"] = entry["base_total"] - entry["base_net"]

    def _apportion(self, lines: list[Row]) -> None:
        """The tax of one rate is rounded once; largest remainder, the oldest line first."""
        lines.sort(key=lambda line: line["id"])
        if all(line["tax_included"] for line in lines):
            whole = {**lines[0], "amount": sum(line["amount"] for line in lines)}
            total = alone(whole)[1]
        else:
            total = rounded(sum(map(exact_tax, lines), Fraction()))
        taxes = spread([exact_tax(line) for line in lines], total)
        for line, tax in zip(lines, taxes, strict=True):
            line["tax"] = tax
            line["net"] = line["amount"] - (tax if line["tax_included"] else 0)

    def _withhold(self) -> None:
        """What a client withholds is rounded once; largest remainder, the oldest line first."""
        for entry in self._of(Transaction):
            entry["withheld"] = 0
        for invoice in self._of(Invoice):
            lines = [e for e in self._of(Transaction) if e["invoice_id"] == invoice["id"]]
            lines.sort(key=lambda line: line["id"])
            exact = [Fraction(e["net"] * invoice["withholding_rate"], 10**6) for e in lines]
            parts = spread(exact, rounded(sum(exact, Fraction())))
            for line, part in zip(lines, parts, strict=True):
                line["withheld"] = part

    def _payments(self) -> None:
        paying: dict[Any, list[Row]] = defaultdict(list)
        for payment in self._of(Payment):
            entry = self.rows[Transaction].get(payment["transaction_id"])
            if entry is not None:
                paying[entry["id"]].append(payment)
                account = self.rows[Account][payment["account_id"]]
                exchanged = entry["currency"] != self.base == account["currency"]
                payment["received"] = payment["amount"] if exchanged else None
                payment["flow"] = payment["amount"] * (1 if entry["kind"] == "income" else -1)
        for entry in self._of(Transaction):
            mine = paying[entry["id"]]
            settled = [p for p in self._of(SettledLine) if p["line_id"] == entry["id"]]
            entry["paid"] = sum(part["settles"] for part in (*mine, *settled))
            entry["base_paid"] = in_base(entry, entry["paid"], self.base)
            payable = entry["total"] - entry["withheld"]
            entry["outstanding"] = payable - entry["paid"]
            sign = -1 if payable < 0 else 1
            covered = sign * entry["outstanding"] <= 0
            one = len({payment["account_id"] for payment in mine}) == 1
            entry["account_id"] = mine[0]["account_id"] if covered and one else None
            entry["paid_on"] = max(p["date"] for p in mine) if covered and one else None

    def _invoices(self) -> None:
        for invoice in self._of(Invoice):
            lines = [e for e in self._of(Transaction) if e["invoice_id"] == invoice["id"]]
            sums = ("net", "tax", "total", "withheld", "paid")
            for column in (*sums, "base_total", "base_withheld", "base_paid"):
                invoice[column] = sum(line[column] for line in lines)
            invoice["payable"] = invoice["total"] - invoice["withheld"]
            invoice["outstanding"] = invoice["payable"] - invoice["paid"]
            base_payable = invoice["base_total"] - invoice["base_withheld"]
            invoice["base_outstanding"] = base_payable - invoice["base_paid"]
            sign = -1 if invoice["payable"] < 0 else 1
            sent, owed = invoice["status"] == "sent", invoice["outstanding"] * sign > 0
            paid = sent and invoice["payable"] != 0 and not owed
            claim = sent and invoice["kind"] != "pro_forma"
            credit = -invoice["base_outstanding"] if claim else 0
            invoice["base_credit"] = credit if credit > 0 else None
            invoice["state"] = "paid" if paid else invoice["status"]
            ids = {line["id"] for line in lines}
            days = [p["date"] for p in self._of(Payment) if p["transaction_id"] in ids]
            for part in self._of(SettledLine):
                if part["line_id"] in ids:
                    days.append(self.rows[Settlement][part["settlement_id"]]["date"])
            settled = invoice["payable"] and not invoice["outstanding"]
            invoice["paid_from"], invoice["paid_to"] = (
                min(days, default=None),
                max(days, default=None),
            )
            invoice["settled_on"] = invoice["paid_to"] if settled else None

    def owed(self, on: date) -> tuple[int, Counter[Any]]:
        """How much of how many invoices was owed on a day, in all and by client and days late."""
        count, found = 0, Counter[Any]()
        for invoice in self._of(Invoice):
            is_claim = invoice["status"] == "sent" and invoice["kind"] != "pro_forma"
            if is_claim and invoice["issue_date"] <= on:
                amount = sum(
                    line["base_total"] - line["base_withheld"]
                    - in_base(line, self._settled_by(line, on), self.base)
                    for line in self._of(Transaction) if line["invoice_id"] == invoice["id"]
                )  # fmt: skip
                late = (on - (invoice["due_date"] or invoice["issue_date"])).days
                age = 0 if late <= 0 else min((late + 29) // 30, 4)
                found[invoice["client_id"], age] += amount
                count += amount != 0
        return count, Counter({key: amount for key, amount in found.items() if amount})

    def _settled_by(self, line: Row, on: date) -> int:
        mine = [p for p in self._of(Payment) if p["transaction_id"] == line["id"]]
        parts = [(p["date"], p["settles"]) for p in mine]
        for part in self._of(SettledLine):
            if part["line_id"] == line["id"]:
                day = self.rows[Settlement][part["settlement_id"]]["date"]
                parts.append((day, part["settles"]))
        return sum(settles for day, settles in parts if day <= on)

    def _clients_and_projects(self) -> None:
        counting = [e for e in self._of(Transaction) if not e["is_void"]]

        def total(link: str, row: Row, column: str, *, invoiced: bool) -> int:
            mine = [e for e in counting if e[link] == row["id"]]
            return sum(e[column] for e in mine if e["invoice_id"] is not None or not invoiced)

        for client in self._of(Client):
            client["invoice_amount"] = total("client_id", client, "base_net", invoiced=True)
            client["invoice_total"] = total("client_id", client, "base_total", invoiced=True)
            client["income"] = total("client_id", client, "base_net", invoiced=False)
            client["share_invoiced"] = share(client["invoice_amount"], client["contract_value"])
            mine = [i for i in self._of(Invoice) if i["client_id"] == client["id"]]
            client["credit"] = sum(invoice["base_credit"] or 0 for invoice in mine)
        for project in self._of(Project):
            project["invoiced"] = total("project_id", project, "base_net", invoiced=True)
            project["income"] = total("project_id", project, "base_net", invoiced=False)
            times = [t for t in self._of(TimeEntry) if t["project_id"] == project["id"]]
            project["tracked_hours"] = sum(t["hours"] for t in times)
            by_hours = project["completion_basis"] == "hours"
            project["completion"] = (
                share(project["tracked_hours"], project["estimated_hours"])
                if by_hours
                else share(project["invoiced"], project["value"])
            )
        for service in self._of(Service):
            service["income"] = total("service_id", service, "base_net", invoiced=False)
            rate = service["rate"] or 0
            hours = Fraction(service["expected_hours"] or 0, 3600)
            fixed = service["pricing"] == "fixed"
            service["total_value"] = rate if fixed else rounded(rate * hours)

    def _accounts(self) -> None:
        for account in self._of(Account):
            flows = [p["flow"] for p in self._of(Payment) if p["account_id"] == account["id"]]
            account["moved"] = sum(flows)
            account["balance"] = account["opening_balance"] + account["moved"]

    def _budgets(self, *, with_tax: bool) -> None:
        """Month by month and year by year, from the first one on."""
        left: dict[Any, int] = {}
        for budget in sorted(self._of(Budget), key=lambda one: one["month"] or str(one["year"])):
            period = budget["month"] or str(budget["year"])
            category = self.rows[Category][budget["category_id"]]
            spending = [
                entry["base_total" if with_tax else "base_net"]
                for entry in self._of(Transaction)
                if entry["category_id"] == category["id"] and entry["kind"] == "expense"
                and str(entry["date"]).startswith(period)
                and not entry["is_void"] and not entry["is_draft"]
            ]  # fmt: skip
            year, month = int(period[:4]), int(period[5:] or 0)
            before = f"{year - (month < 2)}" + (f"-{(month + 10) % 12 + 1:02}" if month else "")
            budget["spent"] = sum(spending) if category["counts"] == "business" else 0
            budget["carried"] = left.get((category["id"], before), 0)
            available = budget["amount"] + budget["carried"]
            budget["left"] = available - budget["spent"]
            budget["used"] = share(budget["spent"], available)
            if budget["carries_over"]:
                left[category["id"], period] = budget["left"]

    def _tallies(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])

        def tally(name: str, rows: Iterable[Row], keys: tuple[str, ...], *summed: str) -> None:
            for row in rows:
                one = found[name, "|".join(str(row[key]) for key in keys)]
                one[0] += 1
                for at, column in enumerate(summed, start=1):
                    one[at] += row[column] or 0

        tally("clients", self._of(Client), ("stage",), "contract_value")
        tally("invoiced", self._of(Client), ("stage",), "invoice_amount")
        tally("projects", self._of(Project), ("priority",), "value")
        tally("services", self._of(Service), ("status",), "total_value")
        tally("invoices", self._of(Invoice), ("state", "currency"), "total")
        sent = [i for i in self._of(Invoice) if i["status"] == "sent" and i["kind"] != "pro_forma"]
        tally("to_be_paid", sent, ("state",), "base_outstanding")
        tally("transactions", self._of(Transaction), ("kind",))
        counted = [entry for entry in self._of(Transaction) if not entry["is_void"]]
        self._periods(tally, counted)
        apart = [entry for entry in self._of(Transaction) if entry["invoice_id"] is None]
        tally("open", apart, ("kind",), "base_total", "base_paid")
        used = [account for account in self._of(Account) if not account["archived"]]
        tally("accounts", used, ("currency",), "balance")
        tally("bank-lines", self.lines, ("state",))
        tally("receipts", self.receipts, ("how",))
        return {key: (one[0], one[1], one[2]) for key, one in found.items() if any(one)}

    def _periods(self, tally: Callable[..., None], counted: list[Row]) -> None:
        """Both bases, by month and by day."""
        for row in counted:
            row["month"] = str(row["date"])[:7]
        shares = [share for entry in counted for share in self._shares(entry)]
        earned = [entry for entry in counted if not entry["is_draft"]]
        drafts = [entry for entry in counted if entry["is_draft"]]
        for span, on in (("months", "month"), ("days", "date")):
            by = (on, "kind", "category_id", "tax_category", "tax_rate")
            tally(f"accrual_{span}", earned, by, "base_net", "base_tax")
            tally(f"cash_{span}", shares, by, "net", "tax")
            for basis, rows, net in (("accrual", earned, "base_net"), ("cash", shares, "net")):
                of_clients = [r for r in rows if r["kind"] == "income" and r["client_id"]]
                tally(f"{basis}_client_{span}", of_clients, (on, "client_id"), net)
            gains = [share for share in shares if share["gain"] is not None]
            tally(f"exchange_{span}", gains, (on, "kind", "category_id"), "gain")
            held = [share for share in shares if share["withheld"] is not None]
            tally(f"withheld_{span}", held, (on,), "withheld")
            tally(f"drafts_{span}", drafts, (on, "kind"), "base_net")
            moved = [{**p, "month": str(p["date"])[:7]} for p in self._of(Payment)]
            tally(f"moved_{span}", moved, ("account_id", on), "flow")
        for row in counted:
            del row["month"]

    def _shares(self, entry: Row) -> Iterable[Row]:
        """What each payment brings of net and tax, in the order of days."""
        parts = [
            (p["date"], p["id"], p["settles"], p["received"])
            for p in self._of(Payment)
            if p["transaction_id"] == entry["id"]
        ]
        for part in self._of(SettledLine):
            if part["line_id"] == entry["id"]:
                on = self.rows[Settlement][part["settlement_id"]]["date"]
                parts.append((on, part["id"], part["settles"], None))
        payable = entry["total"] - entry["withheld"]
        base_payable = entry["base_total"] - entry["base_withheld"]

        def by(amount: int, settled: int) -> int:
            return rounded(Fraction(amount * settled, payable))

        settled = 0
        for on, _, settles, received in sorted(parts) if payable else ():
            before, settled = settled, settled + settles
            net = by(entry["base_net"], settled) - by(entry["base_net"], before)
            tax = by(entry["base_tax"], settled) - by(entry["base_tax"], before)
            gain = None
            if received is not None:
                gain = received - by(base_payable, settled) + by(base_payable, before)
                taxed = (
                    rounded(Fraction(gain * entry["base_tax"], entry["base_total"]))
                    if entry["base_total"]
                    else 0
                )
                net, tax = net + gain - taxed, tax + taxed
                gain = gain if entry["kind"] == "income" else -gain
            held = by(entry["base_withheld"], settled) - by(entry["base_withheld"], before)
            yield {
                **entry, "date": on, "month": str(on)[:7], "net": net, "tax": tax, "gain": gain,
                "withheld": held if entry["base_withheld"] else None,
            }  # fmt: skip


def rules_broken(state: State) -> list[str]:
    """Every rule between rows that a state breaks."""
    rows = {label.split(".")[1]: found for label, found in state.items() if "." in label}
    found = [f"link of {e}" for e in rows["Transaction"].values() if _wrong_links(e, rows)]
    found += [f"link of {s}" for s in rows["Service"].values() if _contradicts(s, "project", rows)]
    for time in rows["TimeEntry"].values():
        service = rows["Service"].get(time["service_id"])
        if service and service["project_id"] not in (None, time["project_id"]):
            found.append(f"project of {time}")
    found += [f"payment {p}" for p in rows["Payment"].values() if _wrong_payment(p, rows)]
    for transfer in rows["Transfer"].values():
        legs = [p for p in rows["Payment"].values() if p["transfer_id"] == transfer["id"]]
        wanted = {
            (transfer["from_account_id"], -transfer["amount"]),
            (transfer["to_account_id"], transfer["amount_to"]),
        }
        if len(legs) != 2 or {(leg["account_id"], leg["flow"]) for leg in legs} != wanted:
            found.append(f"legs of {transfer}")
    found += [f"settlement {s}" for s in rows["Settlement"].values() if _wrong_settlement(s, rows)]
    for budget in rows["Budget"].values():
        if rows["Category"][budget["category_id"]]["kind"] != "expense":
            found.append(f"category of {budget}")
    numbers = [i["number"] for i in rows["Invoice"].values() if i["number"] is not None]
    if len(numbers) != len(set(numbers)):
        found.append(f"numbers {numbers}")
    return found


def _wrong_settlement(settlement: Row, rows: dict[str, Any]) -> bool:
    """Of two invoices of one client and currency; what it pays on the one comes from the other."""
    ends = [rows["Invoice"][settlement[f"{end}_invoice_id"]] for end in ("from", "to")]
    if len({(one["client_id"], one["currency"]) for one in ends}) != 1:
        return True
    by = {one["id"]: 0 for one in ends}
    for part in rows["SettledLine"].values():
        if part["settlement_id"] == settlement["id"]:
            line = rows["Transaction"][part["line_id"]]
            if line["invoice_id"] not in by:
                return True
            by[line["invoice_id"]] += part["settles"]
    lines = [e for e in rows["Transaction"].values() if e["settlement_id"] == settlement["id"]]
    amount = settlement["amount"]
    if ends[0]["kind"] == "deposit":
        taken = sum(line["total"] for line in lines) == -amount
        return not taken or any(by.values()) or {e["invoice_id"] for e in lines} != {ends[1]["id"]}
    return bool(lines) or [by[one["id"]] for one in ends] != [
        -amount - settlement["rounding"],
        amount,
    ]


def _contradicts(row: Row, link: str, rows: dict[str, Any], low: str = "client_id") -> bool:
    target = rows[link.capitalize()].get(row[f"{link}_id"])
    return bool(target and target[low] not in (None, row[low]))


def _wrong_links(entry: Row, rows: dict[str, Any]) -> bool:
    category = rows["Category"].get(entry["category_id"])
    linked = any(entry[f"{name}_id"] for name in ("client", "project", "service", "invoice"))
    if category and category["kind"] != entry["kind"]:
        return True
    if linked and not (category and category["is_client"]):
        return True
    invoice = rows["Invoice"].get(entry["invoice_id"])
    if invoice and invoice["currency"] != entry["currency"]:
        return True
    ranks = [_contradicts(entry, link, rows) for link in ("service", "project", "invoice")]
    return any(ranks) or _contradicts(entry, "service", rows, "project_id")


def _wrong_payment(payment: Row, rows: dict[str, Any]) -> bool:
    entry = rows["Transaction"].get(payment["transaction_id"])
    if entry is None:
        return payment["transfer_id"] not in rows["Transfer"]
    invoice = rows["Invoice"].get(entry["invoice_id"])
    payable = entry["total"] - entry["withheld"]
    if payment["origin"] == "mode" and payment["settles"] != payable - payment["besides"]:
        return True
    same = rows["Account"][payment["account_id"]]["currency"] == entry["currency"]
    return bool(invoice and invoice["status"] == "void") or (
        same and payment["amount"] != payment["settles"]
    )
