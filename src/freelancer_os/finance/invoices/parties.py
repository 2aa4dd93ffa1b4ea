"""stand-in until the parties are merged"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Party:
    name: str
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


def address_lines(party: Party, language: str) -> list[str]:
    return [
        one
        for one in (party.street, f"{party.postal_code} {party.city}".strip(), party.country)
        if one
    ]
