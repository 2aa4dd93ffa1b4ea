"""Documents for tests: an invoice of a studio in Zagreb to a client in Berlin, and what differs."""

from dataclasses import replace
from datetime import date

from freelancer_os.finance.invoices.parties import Party
from freelancer_os.invoicing.document.document import Document, Line, PayInto, Tax

SELLER = Party(
    name="Mira Kovač Studio",
    street="Ilica 42",
    postal_code="10000",
    city="Zagreb",
    country="HR",
    tax_id="HR33392005961",
    email="mira@example.com",
    website="mirakovac.example",
)
BUYER = Party(
    name="Acme Robotics GmbH",
    contact="Elena Fischer",
    street="Spreeufer 9",
    postal_code="10179",
    city="Berlin",
    country="DE",
    tax_id="DE811569869",
)
LINES = (
    Line("Brand refresh, milestone 3", 120_000, "HUR", 90_000_000, "S", 190_000, 108_000),
    Line("Art direction, shooting day", 10_000, "DAY", 950_000_000, "S", 190_000, 95_000),
    Line("Stock photographs", 140_000, "C62", 35_000_000, "S", 70_000, 49_000),
)
INVOICE = Document(
    kind="invoice",
    number="2026-023",
    is_draft=False,
    language="en",
    currency="EUR",
    seller=SELLER,
    buyer=BUYER,
    lines=LINES,
    taxes=(Tax("S", 190_000, 203_000, 38_570), Tax("S", 70_000, 49_000, 3_430)),
    issue_on=date(2026, 11, 18),
    due_on=date(2026, 12, 18),
    service_from=date(2026, 11, 3),
    service_to=date(2026, 11, 17),
    reference="PO-4471",
    note="Thank you for the good work together.",
    pay_into=PayInto("Mira Kovač", "HR1210010051863000160", "EXAMHR2X"),
)
SWISS = replace(
    INVOICE,
    currency="CHF",
    language="de",
    seller=Party(
        name="Studio Müller",
        street="Bahnhofstrasse 1",
        postal_code="8001",
        city="Zürich",
        country="CH",
    ),
    buyer=replace(BUYER, postal_code="9400", city="Rorschach", country="CH", tax_id=""),
    pay_into=PayInto("Anna Müller", "CH9300762011623852957"),
)


def long_one(count: int) -> Document:
    """The invoice with that many lines, each numbered."""
    lines = tuple(replace(LINES[i % 3], text=f"Line no. {i + 1}") for i in range(count))
    net = sum(line.amount for line in lines)
    return replace(INVOICE, lines=lines, taxes=(Tax("S", 190_000, net, net * 19 // 100),))
