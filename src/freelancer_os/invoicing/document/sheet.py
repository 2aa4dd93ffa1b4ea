"""The words of a document: what is printed, in its language, as the templates take it."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from freelancer_os.core.values.amounts import format_money, format_price
from freelancer_os.core.values.money import show_percent
from freelancer_os.core.values.scaled import show_hours, show_scaled
from freelancer_os.invoicing.document import payment
from freelancer_os.invoicing.document.days import long_day, period
from freelancer_os.invoicing.document.document import Document, Line, Tax
from freelancer_os.invoicing.document.heads import Json, buyer_shown, paper_for, seller_shown
from freelancer_os.invoicing.document.labels import labels, locale_for, unit_word

PLACES: Final = 4  # decimals of quantities, of prices below a minor unit, of rates


class Sheet:
    """One document in words. `drawn()` gives what the templates read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.locale = locale_for(document.language, document.seller.country)
        self.words = labels(document.language)

    def drawn(self) -> dict[str, Json]:
        """All that is printed; amounts, dates and numbers as the language writes them."""
        document = self.document
        return {
            "lang": self.language,
            "paper": paper_for(document.seller),
            "accent": document.look.accent,
            "title": self.words["title"][document.kind],
            "number": document.number or "",
            "draft": self._stamp(),
            "seller": seller_shown(document.seller, self.language, document.buyer),
            "buyer": buyer_shown(document.buyer, self.language, document.seller),
            "facts": [[label, value] for label, value in self._facts() if value],
            "heads": self._heads(),
            "lines": self._lines(),
            "sums": [[label, value] for label, value in self._sums()],
            "due": list(self._due()),
            "reasons": [one.reason for one in document.taxes if one.reason],
            "note": "\n".join(one for one in (self._early(), document.note) if one),
            "payment": payment.shown(document, self.words["pay"]),
            "swiss": payment.swiss(document),
            "page": self._named("page", "number", "carried", "brought"),
            "annex": self._annex(),
        }

    def _stamp(self) -> str:
        """What stands across a paper that asks for nothing: a draft, or what is void."""
        words = self.words["page"]
        if self.document.is_void:
            return words["void"]
        return words["draft"] if self.document.is_draft else ""

    def _money(self, minor: int) -> str:
        return format_money(minor, self.document.currency, self.locale)

    def _named(self, section: str, *names: str) -> dict[str, Json]:
        return {name: self.words[section][name] for name in names}

    def _facts(self) -> Iterator[tuple[str, str]]:
        document, words = self.document, self.words["facts"]
        yield words["issued"], long_day(document.issue_on, self.locale)
        first, last = document.service_from, document.service_to
        if first and last and first != last:
            yield words["service"], period(first, last, self.locale)
        else:
            yield words["supplied"], long_day(first or last or document.issue_on, self.locale)
        yield words["due"], long_day(document.due_on, self.locale) if document.due_on else ""
        yield words["reference"], document.reference or document.buyer.buyer_reference
        yield words["credits"], document.credits

    def _heads(self) -> dict[str, Json]:
        return self._named("line", "description", "quantity", "price", "tax", "amount")

    def _lines(self) -> list[Json]:
        running = accumulate(one.amount for one in self.document.lines)
        return [
            self._line(one, self._money(so_far))
            for one, so_far in zip(self.document.lines, running, strict=True)
        ]

    def _line(self, line: Line, so_far: str) -> Json:
        unit = unit_word(line.unit, line.quantity, self.language)
        quantity = show_scaled(line.quantity, PLACES, self.locale)
        percent = show_percent(line.discount, PLACES, self.locale)
        discount = self.words["line"]["discount"].format(percent=percent) if line.discount else ""
        first, last = line.service_from, line.service_to
        served = period(first, last or first, self.locale) if first else ""
        return {
            "text": line.text,
            "more": " · ".join(one for one in (line.note, served, discount) if one),
            "quantity": f"{quantity} {unit}".strip(),
            "price": format_price(line.unit_price, PLACES, self.document.currency, self.locale),
            "tax": show_percent(line.tax_rate, PLACES, self.locale),
            "amount": self._money(line.amount),
            "running": so_far,
        }

    def _sums(self) -> Iterator[tuple[str, str]]:
        document, words = self.document, self.words["sum"]
        if document.discount:
            yield words["lines"], self._money(document.net - document.discount)
            yield words["discount"], self._money(document.discount)
        yield words["net"], self._money(document.net)
        for one in document.taxes:
            yield self._tax(one), self._money(one.tax)
        if document.withheld or document.paid:
            yield words["total"], self._money(document.total)
        if document.withheld:
            yield words["withheld"], self._money(-document.withheld)
        if document.paid:
            yield words["paid"], self._money(-document.paid)

    def _tax(self, one: Tax) -> str:
        rate = show_percent(one.rate, PLACES, self.locale)
        return self.words["sum"]["tax"].format(rate=rate, net=self._money(one.net))

    def _due(self) -> Iterator[str]:
        """What the last line of the sums says, and how much."""
        is_credit = self.document.kind == "credit_note"
        yield self.words["sum"]["credited" if is_credit else "to_pay"]
        yield self._money(0 if self.document.is_overpaid else self.document.to_pay)

    def _early(self) -> str:
        """Until when how much less is paid; nothing once something was paid."""
        early = self.document.early
        if early is None or self.document.paid:
            return ""
        return self.words["pay"]["early"].format(
            percent=show_percent(early.percent, PLACES, self.locale),
            date=long_day(early.until, self.locale),
            amount=self._money(early.amount),
        )

    def _annex(self) -> dict[str, Json]:
        rows: list[Json] = [
            [long_day(one.on, self.locale), one.text, show_hours(one.seconds, self.locale)]
            for one in self.document.annex
        ]
        total = show_hours(sum(one.seconds for one in self.document.annex), self.locale)
        named = self._named("page", "annex", "date", "hours")
        return {**named, "rows": rows, "total": total}
