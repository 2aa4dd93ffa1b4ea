"""An amount is the same wherever it is said: lines × quantity × tax − discount, worked out in exact
fractions, is what the API, the PDF, the entries behind a total, clients, projects and Home say.

An invoice with the credit note of all of it is nothing in each of them.
"""

import re
from collections import defaultdict
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Web
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pypdf import PdfReader

from freelancer_os.core import check
from freelancer_os.core.values.numerals import MINUS
from freelancer_os.core.values.spans import Span
from freelancer_os.finance import audit
from freelancer_os.finance.models import Transaction
from freelancer_os.finance.periods import earned
from tests.api.cast import Program, new_program
from tests.finance.oracle import rounded

pytestmark = pytest.mark.django_db
PLACES = {"JPY": 0, "EUR": 2, "KWD": 3}
RATES = ["19", "7", "5.5", "0"]
LINE = st.fixed_dictionaries(
    {
        "quantity": st.sampled_from(["1", "2.5", "0.3333", "12", "7.75"]),
        "price": st.integers(1, 400_000) | st.integers(-20_000, 20_000),  # minor units
        "fraction": st.sampled_from([0, 0, 5_000, 3_333]),  # 10⁻⁴ of a minor unit
        "rate": st.sampled_from(RATES),
        "percent": st.sampled_from(["0", "0", "0", "10", "33.3333"]),
    }
)
ORDINARY = {"quantity": "1", "price": 3_331, "fraction": 0, "rate": "19", "percent": "0"}


def decimal(minor: Fraction | int, places: int) -> str:
    """ "12.50": digits with so many decimals, as the API writes an amount."""
    sign, digits = "-" * (minor < 0), f"{abs(int(minor)):0{places + 1}}"
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def unit_price(line: dict[str, Any], places: int) -> str:
    return decimal(line["price"] * 10_000 + line["fraction"], places + 4)


def expected(lines: list[dict[str, Any]], discount: str) -> tuple[int, int]:
    """Net and tax: each line rounded once, the discount once per rate, the tax once per rate."""
    nets: dict[str, int] = defaultdict(int)
    for line in lines:
        price = line["price"] + Fraction(line["fraction"], 10_000)
        part = 1 - Fraction(line["percent"]) / 100
        nets[line["rate"]] += rounded(Fraction(line["quantity"]) * price * part)
    if sum(nets.values()) > 0:
        nets = {k: net - rounded(net * Fraction(discount) / 100) for k, net in nets.items()}
    tax = sum(rounded(net * Fraction(rate) / 100) for rate, net in nets.items())
    return sum(nets.values()), tax


def on_paper(me: Program, invoice: str) -> tuple[str, str]:
    """What its PDF says is the net, and what is to be paid or credited, as plain digits."""
    answer = me.get(f"invoices/{invoice}/pdf")
    assert answer.status_code == 200
    pages = PdfReader(BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    amount = rf"[^\d{MINUS}-]*?([{MINUS}-]?[^\d{MINUS}-]{{0,4}}[\d,]+(?:\.\d+)?)"
    found = [re.search(rf"\b{word} {amount}", text) for word in ("Net", "(?:To pay|Credited)")]
    assert all(found), text
    net, to_pay = (re.sub(rf"[^\d.{MINUS}-]", "", one[1]) for one in found if one)
    return net.replace(MINUS, "-"), to_pay.replace(MINUS, "-")


class TestOneFigure(TestCase):
    """In currencies with no, two and three decimals."""

    @settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.sampled_from(sorted(PLACES)),
        st.lists(LINE, min_size=1, max_size=4),
        st.sampled_from(["0", "0", "10", "12.3456"]),
    )
    @example("JPY", [ORDINARY, {**ORDINARY, "rate": "7", "quantity": "2.5"}], "10")
    @example("EUR", [ORDINARY] * 3, "12.3456")
    @example("KWD", [{**ORDINARY, "fraction": 3_333}] * 3, "0")
    def test_everywhere(self, currency: str, lines: list[dict[str, Any]], discount: str) -> None:
        me, places = new_program(currency, locale="en-US"), PLACES[currency]
        client = me.made("clients", {"name": "Acme", "language": "en"})["id"]
        project = me.made("projects", {"name": "Site", "client": client})["id"]
        invoice = me.made("invoices", {"client": client, "discount_percent": discount})["id"]
        for line in lines:
            self._add(me, line, places, invoice=invoice, project=project)
        net, tax = expected(lines, discount)
        self._sent(me, invoice)
        said = {"net": net, "tax": tax, "total": net + tax}
        self._is_said(me, invoice, {k: decimal(v, places) for k, v in said.items()})
        self._counts(me, client, project, net, net + tax)
        if any(Transaction.objects.of(me.workspace).values_list("amount", flat=True)):
            self._is_taken_back(me, invoice, said, places)
            self._counts(me, client, project, 0, 0)
        self._is_whole(me)

    def _add(self, me: Program, line: dict[str, Any], places: int, **links: str) -> None:
        given = {
            "kind": "income",
            "date": me.workspace.today.isoformat(),
            "category": me.client_category(),
            "quantity": line["quantity"],
            "unit_price": unit_price(line, places),
            "tax_rate": line["rate"],
            "discount_percent": line["percent"],
        }
        me.made("transactions", {**given, **links})

    def _sent(self, me: Program, invoice: str) -> None:
        assert me.post(f"invoices/{invoice}/send", {"by": "hand"}).status_code == 200

    def _is_said(self, me: Program, invoice: str, said: dict[str, str]) -> None:
        """By the invoice, by the sum of its lines, by the entries behind each total, on paper."""
        stored = me.read(f"invoices/{invoice}")
        lines = me.everything(f"transactions?invoice={invoice}")
        for name, amount in said.items():
            behind = me.read(f"invoices/{invoice}/explain/{name}?limit=200")
            assert stored[name] == behind["total"] == amount, name
            assert sum(Fraction(one[name]) for one in lines) == Fraction(amount), name
            assert sum(Fraction(one["amount"]) for one in behind["items"]) == Fraction(amount), name
        sign = "-" if stored["kind"] == "credit_note" else ""
        for shown, amount in zip(on_paper(me, invoice), (said["net"], said["total"]), strict=True):
            assert Fraction(shown) == Fraction(f"{sign}1") * Fraction(amount), (shown, amount)
            assert len(shown.partition(".")[2]) == len(amount.partition(".")[2])

    def _is_taken_back(self, me: Program, invoice: str, said: dict[str, int], places: int) -> None:
        """By a credit note of all of it."""
        answer = me.post(f"invoices/{invoice}/credit", {})
        assert answer.status_code == 201, answer.content
        self._sent(me, answer.json()["id"])
        turned = {name: decimal(-amount, places) for name, amount in said.items()}
        self._is_said(me, answer.json()["id"], turned)

    def _counts(self, me: Program, client: str, project: str, net: int, total: int) -> None:
        """As that in the figures of client and project, of the month, of what is to be paid."""
        places = PLACES[me.workspace.currency]
        for path, name, amount in (
            (f"clients/{client}", "invoice_amount", net),
            (f"clients/{client}", "invoice_total", total),
            (f"clients/{client}", "income", net),
            (f"projects/{project}", "invoiced", net),
            (f"projects/{project}", "income", net),
        ):
            shown, behind = me.read(path)[name], me.read(f"{path}/explain/{name}?limit=200")
            assert shown == behind["total"] == decimal(amount, places), (path, name)
            assert sum(Fraction(one["amount"]) for one in behind["items"]) == Fraction(shown)
        today = me.workspace.today
        found = list(earned(me.workspace, Span(today, today), "accrual"))
        assert sum(one.net for one in found) == net
        assert {one.kind for one in found if one.net} <= {"income"}
        assert self._to_be_paid(me) == Fraction(decimal(total, places))

    def _to_be_paid(self, me: Program) -> Fraction:
        """What Home says."""
        web = Web()
        web.force_login(me.user)
        page = web.get("/").content.decode()
        shown = re.search(r"Still to be paid.*?kpi-value[^>]*>(.*?)<", page, re.S)
        assert shown, page
        return Fraction(re.sub(rf"[^\d.{MINUS}-]", "", shown[1]).replace(MINUS, "-"))

    def _is_whole(self, me: Program) -> None:
        results = (*check.run([me.workspace]), *audit.run())
        assert [fault for one in results for fault in one.faults] == []
