"""Money over the API: links, payments, invoices, totals and why they are what they are."""

from decimal import Decimal
from typing import Any

import pytest

from tests.api.cast import Program

DAY = "2026-11-02"


@pytest.fixture
def giro(me: Program) -> str:
    return str(
        me.made("accounts", {"name": "Giro", "kind": "bank", "opening_balance": "100"})["id"]
    )


@pytest.fixture
def cash(me: Program) -> str:
    return str(me.made("accounts", {"name": "Cash", "kind": "cash"})["id"])


def income(me: Program, amount: str = "100", **more: Any) -> dict[str, Any]:
    """An entry of the workflow."""
    given = {"kind": "income", "date": DAY, "amount": amount, "category": me.client_category()}
    return me.made("transactions", {**given, **more})


def fields_of(answer: Any) -> list[str]:
    """The fields that were refused."""
    assert answer.status_code == 422, answer.content
    return list(answer.json()["errors"])


class TestLinks:
    @pytest.fixture
    def chain(self, me: Program) -> dict[str, str]:
        """A service of a project of a client, and an invoice for the client."""
        client = me.made("clients", {"name": "Acme"})["id"]
        project = me.made("projects", {"name": "Website", "client": client})["id"]
        service = me.made("services", {"name": "Design", "project": project})["id"]
        invoice = me.made("invoices", {"client": client})["id"]
        return {"client": client, "project": project, "service": service, "invoice": invoice}

    def test_a_service_fills_project_and_client(self, me: Program, chain: dict[str, str]) -> None:
        entry = income(me, service=chain["service"])
        assert (entry["project"], entry["client"]) == (chain["project"], chain["client"])
        assert me.read(f"services/{chain['service']}")["client"] == chain["client"]

    def test_an_invoice_fills_the_client(self, me: Program, chain: dict[str, str]) -> None:
        assert income(me, invoice=chain["invoice"])["client"] == chain["client"]

    @pytest.mark.parametrize("high", ["service", "project", "invoice"])
    def test_a_contradiction_is_refused_on_the_lower_link(
        self, me: Program, chain: dict[str, str], high: str
    ) -> None:
        other = me.made("clients", {"name": "Other"})["id"]
        entry = income(me, **{high: chain[high]})
        answer = me.patch(f"transactions/{entry['id']}", {"client": other})
        assert fields_of(answer) == ["client"]
        given = {"kind": "income", "date": DAY, "amount": "1", "category": me.client_category()}
        both = me.post("transactions", {**given, high: chain[high], "client": other})
        assert fields_of(both) == ["client"]
        assert me.read(f"transactions/{entry['id']}") == entry

    def test_only_client_income_is_linked(self, me: Program, chain: dict[str, str]) -> None:
        for kind in ("income", "expense"):
            for name, key in chain.items():
                given = {"kind": kind, "date": DAY, "amount": "1", name: key}
                assert fields_of(me.post("transactions", given)) == [name]

    def test_leaving_the_category_clears_the_links(
        self, me: Program, chain: dict[str, str]
    ) -> None:
        entry = income(me, **chain)
        left = me.patch(f"transactions/{entry['id']}", {"category": None}).json()
        assert [left[name] for name in chain] == [None] * 4
        assert me.post("undo").status_code == 200
        assert me.read(f"transactions/{entry['id']}") == entry

    def test_moving_an_income_moves_the_totals(self, me: Program, chain: dict[str, str]) -> None:
        other = me.made("clients", {"name": "Other"})["id"]
        entry = income(me, "100", client=chain["client"])
        assert me.read(f"clients/{chain['client']}")["income"] == "100.00"
        me.patch(f"transactions/{entry['id']}", {"client": other})
        assert me.read(f"clients/{chain['client']}")["income"] == "0.00"
        assert me.read(f"clients/{other}")["income"] == "100.00"

    def test_the_client_of_a_project_in_use_stays(self, me: Program, chain: dict[str, str]) -> None:
        other = me.made("clients", {"name": "Other"})["id"]
        income(me, project=chain["project"])
        answer = me.patch(f"projects/{chain['project']}", {"client": other})
        assert fields_of(answer) == ["client"]

    def test_a_category_is_of_the_kind(self, me: Program) -> None:
        given = {"kind": "expense", "date": DAY, "amount": "1", "category": me.client_category()}
        assert fields_of(me.post("transactions", given)) == ["category"]


class TestPayments:
    def test_an_account_pays(self, me: Program, giro: str) -> None:
        entry = income(me, "100", tax_rate="19")
        assert (entry["outstanding"], entry["account"], entry["paid_on"]) == ("119.00", None, None)
        paid = me.patch(f"transactions/{entry['id']}", {"account": giro}).json()
        assert (paid["paid"], paid["outstanding"]) == ("119.00", "0.00")
        assert (paid["account"], paid["paid_on"]) == (giro, DAY)
        assert me.read(f"accounts/{giro}")["balance"] == "219.00"

    def test_on_a_day(self, me: Program, giro: str) -> None:
        entry = income(me)
        given = {"account": giro, "paid_on": "2026-11-20"}
        assert me.patch(f"transactions/{entry['id']}", given).json()["paid_on"] == "2026-11-20"
        assert me.read("payments")["items"][0]["date"] == "2026-11-20"

    def test_another_account_moves_the_payment(self, me: Program, giro: str, cash: str) -> None:
        entry = income(me, account=giro)
        moved = me.patch(f"transactions/{entry['id']}", {"account": cash}).json()
        assert moved["account"] == cash
        assert [p["account"] for p in me.read("payments")["items"]] == [cash]
        balances = [me.read(f"accounts/{key}")["balance"] for key in (giro, cash)]
        assert balances == ["100.00", "100.00"]

    def test_no_account_takes_the_payments_away(self, me: Program, giro: str) -> None:
        entry, other = income(me, account=giro), income(me, account=giro)
        unpaid = me.patch(f"transactions/{entry['id']}", {"account": None}).json()
        assert (unpaid["account"], unpaid["paid_on"], unpaid["paid"]) == (None, None, "0.00")
        assert [p["transaction"] for p in me.read("payments")["items"]] == [other["id"]]
        assert me.read(f"accounts/{giro}")["balance"] == "200.00"

    def test_a_day_needs_an_account(self, me: Program, giro: str) -> None:
        entry = income(me)
        for given in ({"paid_on": DAY}, {"paid_on": DAY, "account": None}):
            answer = me.patch(f"transactions/{entry['id']}", given)
            assert fields_of(answer) == ["paid_on"]
        assert fields_of(me.post("transactions", {**_entry(), "paid_on": DAY})) == ["paid_on"]
        assert me.read("payments")["items"] == []

    def test_an_expense_goes_out(self, me: Program, giro: str) -> None:
        given = {**_entry(), "kind": "expense", "amount": "30", "account": giro}
        assert me.made("transactions", given)["paid_on"] == DAY
        assert me.read(f"accounts/{giro}")["balance"] == "70.00"

    def test_a_part(self, me: Program, giro: str) -> None:
        entry = income(me)
        part = {"transaction": entry["id"], "account": giro, "amount": "40", "date": DAY}
        payment = me.made("payments", part)
        now = me.read(f"transactions/{entry['id']}")
        assert (now["paid"], now["outstanding"], now["account"]) == ("40.00", "60.00", None)
        other = income(me)
        answer = me.patch(f"payments/{payment['id']}", {"transaction": other["id"]})
        assert fields_of(answer) == ["transaction"]
        assert me.delete(f"payments/{payment['id']}").status_code == 204
        assert me.read(f"transactions/{entry['id']}")["outstanding"] == "100.00"

    def test_a_payment_needs_a_transaction(self, me: Program, giro: str) -> None:
        answer = me.post("payments", {"account": giro, "amount": "1"})
        assert fields_of(answer) == ["transaction"]

    def test_a_transfer_moves_money(self, me: Program, giro: str, cash: str) -> None:
        given = {"from_account": giro, "to_account": cash, "date": DAY, "amount": "60"}
        transfer = me.made("transfers", given)
        assert transfer["amount_to"] == "60.00"
        balances = [me.read(f"accounts/{key}")["balance"] for key in (giro, cash)]
        assert balances == ["40.00", "60.00"]
        for wrong in ({"to_account": giro}, {"amount": "0"}, {"amount": "-5"}):
            answer = me.patch(f"transfers/{transfer['id']}", wrong)
            assert fields_of(answer) == list(wrong)


class TestInvoices:
    def test_paid(self, me: Program, giro: str) -> None:
        invoice = me.made("invoices", {})
        entry = income(me, "100", tax_rate="19", invoice=invoice["id"])
        given = {"status": "paid", "account": giro, "paid_on": "2026-11-20"}
        paid = me.patch(f"invoices/{invoice['id']}", given).json()
        assert (paid["status"], paid["paid"], paid["outstanding"]) == ("paid", "119.00", "0.00")
        assert paid["number"]
        assert paid["issue_date"] == me.workspace.today.isoformat()
        line = me.read(f"transactions/{entry['id']}")
        assert (line["account"], line["paid_on"]) == (giro, "2026-11-20")
        back = me.patch(f"invoices/{invoice['id']}", {"status": "sent"}).json()
        assert (back["status"], back["number"]) == ("sent", paid["number"])
        assert me.read(f"accounts/{giro}")["balance"] == "100.00"

    def test_paid_needs_an_account(self, me: Program, giro: str) -> None:
        invoice = me.made("invoices", {})
        income(me, invoice=invoice["id"])
        address = f"invoices/{invoice['id']}"
        for given in ({"status": "paid"}, {"status": "paid", "paid_on": DAY}):
            assert fields_of(me.patch(address, given)) == ["account"]
        assert fields_of(me.patch(address, {"account": giro})) == ["account"]
        assert fields_of(me.patch(address, {"paid_on": DAY})) == ["paid_on"]
        assert fields_of(me.patch(address, {"status": "paid", "account": None})) == ["account"]
        assert me.read(address)["status"] == "draft"

    def test_numbers_are_given_and_unique(self, me: Program) -> None:
        typed = me.made("invoices", {"number": "A-1"})
        assert fields_of(me.post("invoices", {"number": "A-1"})) == ["number"]
        other = me.made("invoices", {})
        sent = [
            me.patch(f"invoices/{key}", {"status": "sent"}).json()
            for key in (typed["id"], other["id"])
        ]
        assert sent[0]["number"] == "A-1"
        assert sent[1]["number"] == f"{me.workspace.today.year}-001"
        answer = me.patch(f"invoices/{other['id']}", {"number": "A-2"})
        assert fields_of(answer) == ["number"]

    def test_void_is_final(self, me: Program) -> None:
        invoice = me.made("invoices", {"status": "sent"})
        address = f"invoices/{invoice['id']}"
        assert me.patch(address, {"status": "void"}).json()["status"] == "void"
        assert fields_of(me.patch(address, {"status": "draft"})) == ["status"]

    def test_a_line_is_in_the_currency_of_its_invoice(self, me: Program) -> None:
        invoice = me.made("invoices", {"currency": "USD"})
        given = {**_entry(), "category": me.client_category(), "invoice": invoice["id"]}
        assert me.made("transactions", given)["currency"] == "USD"
        assert fields_of(me.post("transactions", {**given, "currency": "EUR"})) == ["invoice"]


class TestRefusedDeletions:
    """What is in use stays, with a sentence that says what to do instead: 409."""

    def test_an_account_with_payments(self, me: Program, giro: str) -> None:
        income(me, account=giro)
        self._refused(me, f"accounts/{giro}")

    def test_a_category_in_use(self, me: Program) -> None:
        category = me.made("categories", {"name": "Rent", "kind": "expense"})["id"]
        me.made("transactions", {**_entry(), "kind": "expense", "category": category})
        self._refused(me, f"categories/{category}")

    def test_the_client_category(self, me: Program) -> None:
        self._refused(me, f"categories/{me.client_category()}")

    def test_an_invoice_that_was_sent(self, me: Program) -> None:
        self._refused(me, f"invoices/{me.made('invoices', {'status': 'sent'})['id']}")

    def _refused(self, me: Program, address: str) -> None:
        answer = me.delete(address)
        assert answer.status_code == 409
        assert answer.json()["detail"].endswith(".")
        assert me.get(address).status_code == 200


def test_deleting_a_client_empties_links(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})["id"]
    entry = income(me, client=client)
    assert me.delete(f"clients/{client}").status_code == 204
    assert me.read(f"transactions/{entry['id']}")["client"] is None
    assert me.post("undo").status_code == 200
    assert me.read(f"transactions/{entry['id']}") == entry
    assert me.read(f"clients/{client}")["income"] == "100.00"


def test_a_total_beyond_all_bounds_is_refused(me: Program) -> None:
    largest = str(10**13)[:-2]
    assert income(me, largest)["amount"] == f"{largest}.00"
    given = {**_entry(), "amount": "9" * 12}
    assert me.post("transactions", given).status_code == 422


def _entry() -> dict[str, Any]:
    return {"kind": "income", "date": DAY, "amount": "100"}


class TestWhy:
    """Every total opens the entries that add up to it, over all its pages."""

    def _explained(self, me: Program, path: str) -> tuple[list[dict[str, Any]], str]:
        pages = me.pages(f"{path}?limit=2")
        entries = [entry for page in pages for entry in page["items"]]
        assert len({page["total"] for page in pages}) == 1
        assert len({entry["id"] for entry in entries}) == len(entries)
        added = sum((Decimal(entry["amount"]) for entry in entries), Decimal(0))
        assert added == Decimal(pages[0]["total"])
        return entries, pages[0]["total"]

    def test_totals_of_client_project_service_and_invoice(self, me: Program, giro: str) -> None:
        client = me.made("clients", {"name": "Acme"})["id"]
        project = me.made("projects", {"name": "Website", "client": client})["id"]
        service = me.made("services", {"name": "Design", "project": project})["id"]
        invoice = me.made("invoices", {"client": client})["id"]
        for amount in ("100", "-30.55", "0.01", "12", "7.77"):
            income(me, amount, tax_rate="19", service=service, invoice=invoice)
        income(me, "50", project=project, account=giro)
        me.patch(f"invoices/{invoice}", {"status": "paid", "account": giro})
        for path, total, number in (
            (f"clients/{client}", "income", 6),
            (f"clients/{client}", "invoice_amount", 5),
            (f"clients/{client}", "invoice_total", 5),
            (f"projects/{project}", "invoiced", 5),
            (f"projects/{project}", "income", 6),
            (f"services/{service}", "income", 5),
            (f"invoices/{invoice}", "net", 5),
            (f"invoices/{invoice}", "tax", 5),
            (f"invoices/{invoice}", "total", 5),
            (f"invoices/{invoice}", "paid", 5),
        ):
            entries, shown = self._explained(me, f"{path}/explain/{total}")
            assert len(entries) == number, total
            assert shown == me.read(path)[total]
            assert {e["collection"] for e in entries} == {"transactions"}
            assert all(e["currency"] == "EUR" and e["date"] == DAY for e in entries)

    def test_a_balance(self, me: Program, giro: str, cash: str) -> None:
        income(me, "100", account=giro)
        me.made("transactions", {**_entry(), "kind": "expense", "amount": "30", "account": giro})
        given = {"from_account": giro, "to_account": cash, "date": DAY, "amount": "60"}
        me.made("transfers", given)
        entries, total = self._explained(me, f"accounts/{giro}/explain/balance")
        assert total == me.read(f"accounts/{giro}")["balance"] == "110.00"
        opening = entries.pop(0)
        assert (opening["collection"], opening["id"]) == ("accounts", giro)
        assert (opening["amount"], opening["date"]) == ("100.00", None)
        assert {entry["collection"] for entry in entries} == {"payments"}
        assert sorted(e["amount"] for e in entries) == ["-30.00", "-60.00", "100.00"]

    def test_hours(self, me: Program) -> None:
        project = me.made("projects", {"name": "Website", "estimated_hours": "10"})["id"]
        service = me.made("services", {"name": "Design", "project": project})["id"]
        for hours in ("1.5", "0.3333", "2"):
            given = {"date": DAY, "hours": hours, "service": service, "note": hours}
            me.made("time-entries", given)
        pages = me.pages(f"projects/{project}/explain/tracked_hours?limit=2")
        assert pages[0]["total"] == me.read(f"projects/{project}")["tracked_hours"] == "3.8333"
        entries = [entry for page in pages for entry in page["items"]]
        assert [e["amount"] for e in entries] == ["2", "0.3333", "1.5"]
        assert {(e["collection"], e["currency"]) for e in entries} == {("time-entries", None)}

    def test_what_is_no_total(self, me: Program) -> None:
        client = me.made("clients", {"name": "Acme"})["id"]
        for name in ("share_invoiced", "name", "contract_value", "nonsense", "id", "%00"):
            assert me.get(f"clients/{client}/explain/{name}").status_code == 404

    @pytest.mark.parametrize("query", ["limit=0", "limit=201", "cursor=x", "cursor=", "order=id"])
    def test_bad_parameters(self, me: Program, query: str) -> None:
        client = me.made("clients", {"name": "Acme"})["id"]
        answer = me.get(f"clients/{client}/explain/income?{query}")
        assert fields_of(answer) == [query.split("=", maxsplit=1)[0]]
