"""The words of a statement of account, as its template takes them."""

from freelancer_os.core.values.amounts import format_money
from freelancer_os.invoicing.document.days import long_day, period
from freelancer_os.invoicing.document.heads import Json, buyer_shown, paper_for, seller_shown
from freelancer_os.invoicing.document.labels import labels, locale_for
from freelancer_os.invoicing.document.statement import Statement

# What only an invoice has, which the parts of all templates ask for.
NOTHING: dict[str, Json] = {
    **{"lines": [], "sums": [], "reasons": [], "note": ""},
    **{"payment": {}, "swiss": {}, "annex": {"rows": []}},
}


def statement_drawn(statement: Statement) -> dict[str, Json]:
    """All that is printed; what only an invoice has is empty."""
    language, words = statement.language, labels(statement.language)
    locale = locale_for(language, statement.seller.country)
    said, page = words["statement"], words["page"]

    def money(minor: int) -> str:
        return format_money(minor, statement.currency, locale)

    rows: list[Json] = [
        [long_day(statement.first, locale), said["opening"], "", money(statement.opening)]
    ]
    for entry, balance in zip(statement.entries, statement.balances, strict=True):
        text = said[entry.kind].format(number=entry.number)
        rows.append([long_day(entry.on, locale), text, money(entry.amount), money(balance)])
    return {
        "lang": language,
        "paper": paper_for(statement.seller),
        "accent": statement.look.accent,
        "title": said["title"],
        "number": "",
        "draft": "",
        "seller": seller_shown(statement.seller, language, statement.buyer),
        "buyer": buyer_shown(statement.buyer, language, statement.seller),
        "facts": [[said["period"], period(statement.first, statement.last, locale)]],
        "heads": {name: said[name] for name in ("date", "entry", "amount", "balance")},
        "rows": rows,
        "due": [said["closing"], money(statement.closing)],
        "page": {name: page[name] for name in ("number", "carried", "brought")},
        **NOTHING,
    }
