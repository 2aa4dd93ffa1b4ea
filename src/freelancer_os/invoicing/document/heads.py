"""Both parties as the head of a paper shows them, and which paper that is."""

from freelancer_os.finance.invoices.addresses import address_lines
from freelancer_os.finance.invoices.parties import Party
from freelancer_os.invoicing.document.labels import labels

Json = str | bool | list["Json"] | dict[str, "Json"]
LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO"})  # where paper is 8.5 × 11 inches


def paper_for(seller: Party) -> str:
    """The paper that is usual where the seller is, by the name that typst has for it."""
    return "us-letter" if seller.country in LETTER else "a4"


def seller_shown(party: Party, language: str, buyer: Party) -> dict[str, Json]:
    """One's own letterhead: name, address, numbers, ways to be reached, all of it in one line."""
    words = labels(language)["party"]
    _, *lines = address_lines(party, language, home=buyer.country) or [""]
    numbers = {"tax_id": party.tax_id, "registration": party.registration}
    ways = (party.email, party.phone, party.website)
    return {
        "name": party.name,
        "initials": "".join(word[0] for word in party.name.split()[:2]).upper(),
        "address": list(lines),
        "line": " · ".join([party.name, *lines]),
        "numbers": [f"{words[name]} {value}" for name, value in numbers.items() if value],
        "ways": [one for one in ways if one],
    }


def buyer_shown(party: Party, language: str, seller: Party) -> dict[str, Json]:
    """The address in the window: name, contact, street to country, tax number."""
    tax_id = [f"{labels(language)['party']['tax_id']} {party.tax_id}"] if party.tax_id else []
    lines = address_lines(party, language, home=seller.country)
    return {"name": party.name, "lines": [*lines[bool(party.name) :], *tax_id]}
