"""The two parties of an invoice, who sends it and who owes it, as paper and e-invoice name them.

A draft has them from the workspace and the client; one that was sent as they were then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelancer_os.clients.models import Client
from freelancer_os.people.models import Workspace

if TYPE_CHECKING:
    from freelancer_os.finance.invoices.invoices import Invoice

Plain = dict[str, dict[str, str]]
"""Both parties as JSON values, under `SELLER` and `BUYER`."""
SELLER, BUYER = "seller", "buyer"


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side of an invoice; "" for what it has not, or what does not apply to its side.

    `name` is the legal one, `contact` a person there, `country` ISO 3166-1 alpha-2, `email` the
    one that invoices are sent to or from (EN 16931, BG-4 to BG-9).
    """

    name: str = ""
    contact: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    tax_id: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    e_address: str = ""
    registration: str = ""
    buyer_reference: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> Party:
        """What `plain` gave; what a later version has more is empty."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    @property
    def plain(self) -> dict[str, str]:
        """What it has, as JSON values."""
        return {name: value for name, value in asdict(self).items() if value}


def seller_of(invoice: Invoice) -> Party:
    """Who sends an invoice."""
    kept = invoice.parties.get(SELLER)
    return seller_now(invoice.workspace) if kept is None else Party.read(kept)


def buyer_of(invoice: Invoice) -> Party:
    """Who owes an invoice; by the name alone where the client is gone and no more was kept."""
    kept = invoice.parties.get(BUYER)
    return _buyer_now(invoice) if kept is None else Party.read(kept)


def _buyer_now(invoice: Invoice) -> Party:
    client = invoice.client
    return Party(name=invoice.once_for) if client is None else buyer_now(client)


def parties_now(invoice: Invoice) -> Plain:
    """Both parties as an invoice that is sent now keeps them."""
    return {SELLER: seller_now(invoice.workspace).plain, BUYER: _buyer_now(invoice).plain}


def with_buyer(invoice: Invoice, client: Client) -> Plain:
    """The parties that a sent invoice keeps once it is for another client."""
    return {**invoice.parties, BUYER: buyer_now(client).plain} if invoice.parties else {}


def seller_now(workspace: Workspace) -> Party:
    """The workspace by its present letterhead."""
    return Party(
        name=workspace.name,
        street=workspace.street,
        postal_code=workspace.postal_code,
        city=workspace.city,
        region=workspace.region,
        country=workspace.country,
        tax_id=workspace.tax_id,
        email=workspace.email,
        phone=workspace.phone,
        website=workspace.website,
        e_address=workspace.e_address,
        registration=workspace.registration,
    )


def buyer_now(client: Client) -> Party:
    """A client by its present record: its company is the legal name, if it says one."""
    return Party(
        name=client.company or client.name,
        contact=client.contact,
        street=client.street,
        postal_code=client.postal_code,
        city=client.city,
        region=client.region,
        country=client.country,
        tax_id=client.tax_id,
        email=client.billing_email or client.email,
        website=client.website,
        e_address=client.e_address,
        buyer_reference=client.buyer_reference,
    )


def due_after(invoice: Invoice, issued: date) -> date:
    """When an invoice that is issued on a day is due, by the client's terms or the workspace's."""
    own = None if invoice.client is None else invoice.client.payment_terms_days
    days = invoice.workspace.payment_terms_days if own is None else own
    return issued + timedelta(days=days)
