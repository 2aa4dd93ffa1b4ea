"""Sentences about money: income, or an expense."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import read_date
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Account, Category
from freelancer_os.quick.asked import Option, Part, Reading
from freelancer_os.quick.finding.amounts import (
    AmountSaid,
    amounts_in,
    rates_in,
)
from freelancer_os.quick.finding.days import DaySaid, days_in
from freelancer_os.quick.finding.lengths import lengths_in
from freelancer_os.quick.finding.names import Match, Names
from freelancer_os.quick.making.amount import amount_part
from freelancer_os.quick.making.links import WORK, Links, links_of
from freelancer_os.quick.making.paying import paying, rate_asked
from freelancer_os.quick.making.taxing import rate_part, taxing, words_of_tax
from freelancer_os.quick.making.weighing import Weighed, weighed
from freelancer_os.quick.making.written import day_part, link_part, unclear_part
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said

FIELDS = ("account", "category", *WORK)


@dataclass(frozen=True)
class Money:
    """All that a sentence about money says, before it is known whether it was earned or spent."""

    spoken: Spoken
    formats: Formats
    said: Said
    names: Names
    named: list[frozenset[int]]
    pairs: list[Weighed]
    rates: list[tuple[frozenset[int], int]]
    answers: Mapping[str, Any]

    @classmethod
    def of(
        cls, spoken: Spoken, formats: Formats, said: Said, answers: Mapping[str, Any]
    ) -> "Money | None":
        """None where no number stands in the sentence."""
        if not any(sign.isdigit() for token in spoken.tokens for sign in token.folded):
            return None
        known = _currencies(formats)
        names = Names.of(formats.workspace, spoken, FIELDS)
        named = [group[0].piece.places for group in names.groups((), lambda match: True)]
        rates = [(piece.places, rate) for piece, rate in rates_in(spoken, formats)[:1]]
        gone = frozenset().union(*(places for places, _rate in rates))
        amounts = amounts_in(spoken, formats, known, named)
        lengths = [one.piece.places for one in lengths_in(spoken, formats, said)]
        gone = gone.union(*lengths)
        amounts = [
            one
            for one in amounts
            if one.piece.places.isdisjoint(gone)
            and (one.is_marked or not _is_span(one, spoken, said))
        ]
        if not amounts:
            return None
        days = [day for day in days_in(spoken, formats, said) if day.piece.places.isdisjoint(gone)]
        amounts = [_doubted(one, days) for one in amounts]
        pairs = weighed(spoken, amounts, days, [*named, *lengths])
        return cls(spoken, formats, said, names, named, pairs, rates, answers) if pairs else None

    def kinds(self) -> tuple[str, ...]:
        """What it makes, the likelier first; "entry" where nothing says which."""
        signs = {pair.amount.sign for pair in self.pairs}
        words = {
            kind
            for kind, known in (("income", self.said.income), ("expense", self.said.expense))
            if self.spoken.where(known.__contains__)
        }
        words |= {{"-": "expense", "+": "income"}[sign] for sign in signs if sign}
        if (answer := self.answers.get("kind")) in {"income", "expense"}:
            return (str(answer),)
        if len(words) == 1:
            return tuple(words)
        if words:
            return ("entry",)
        found = self.meant.found
        of = {one.kind for one in found.get("category", ()) if self._is_called(one)}
        if len(of) == 1:
            return tuple(of)
        return ("income", "expense") if not of and any(found.get(n) for n in WORK) else ("entry",)

    def _is_called(self, category: Category) -> bool:
        """Whether a category is chosen, or named in full: "bank" is not yet "Bank fees"."""
        whole = self.names.groups(self.taken, lambda one: one.field == "category" and one.is_whole)
        named = {one.record.pk for group in whole for one in group}
        return category.pk in named or self.answers.get("category") == str(category.pk)

    @cached_property
    def taken(self) -> set[int]:
        """The places of the words that say what it comes to, when, and whether it is paid."""
        words = self.said.paid | self.said.unpaid | self.said.income | self.said.expense
        gone = set(self.spoken.where(words.__contains__)) | self.taxed
        gone.update(*(places for places, _rate in self.rates))
        whole = [p for p in self.pairs if not any(p.amount.piece.places < n for n in self.named)]
        return gone.union(*(pair.places for pair in whole or []))

    @cached_property
    def taxed(self) -> set[int]:
        """The places of the words that say whether the tax is in the amount."""
        places = (*(pair.amount.piece.places for pair in self.pairs), *(p for p, _ in self.rates))
        return words_of_tax(self.spoken, self.said, frozenset().union(*places))

    @cached_property
    def meant(self) -> Links:
        """What is linked to, whatever it is."""
        return self.links("")

    def links(self, kind: str) -> Links:
        """What is linked to, if it is income, an expense, or ("") either."""

        def fits(match: Match) -> bool:
            return match.field != "category" or not kind or match.record.kind == kind

        return links_of(self.names, self.taken, fits, self.answers, self.formats.workspace)

    def reading(self, kind: str) -> Reading:
        """The entry of this kind that it means; "entry" asks for the kind."""
        links = self.meant if kind == "entry" else self.links(kind)
        numbers, named = [pair.amount for pair in self.pairs], self.named
        amount = amount_part(self.spoken, self.formats, self.said, numbers, named, self.answers)
        currency = self._currency(links)
        parts = [
            _kind_part(kind),
            amount,
            *([currency] if currency else []),
            self._date(),
            *self._names(links, kind),
            *paying(self.spoken, self.formats, self.said, links, self.answers),
            *(
                rate_part(self.spoken, self.formats, self.said, places, rate, self.answers)
                for places, rate in self.rates
            ),
            *taxing(self.spoken, self.said, self.taxed, self.answers),
        ]  # fmt: skip
        return Reading(
            makes=kind,
            collection="transactions",
            title=_title(kind, amount),
            parts=(*parts, *rate_asked(parts, self.formats), *self._description(links)),
        )

    @property
    def is_money(self) -> bool:
        """Whether it can be nothing else: an amount has a sign or a currency, or an account or a
        category is named."""
        links = self.meant.found
        marks = any(pair.amount.sign or pair.amount.has_currency for pair in self.pairs)
        return marks or bool(links.get("account")) or bool(links.get("category"))

    def _currency(self, links: Links) -> Part | None:
        """The currency, if it is another than the workspace's; asked where it is not clear."""
        amounts = {pair.amount for pair in self.pairs}
        found = dict.fromkeys(code for one in amounts for code in one.currencies)
        accounts = links.found.get("account", [])
        is_bare = not any(one.has_currency for one in amounts)
        if len(accounts) == 1 and is_bare:
            found[accounts[0].currency] = None
        if len(found) == 1 and self.formats.currency in found:
            return None
        options = tuple(Option(code, code) for code in found)
        if len(options) == 1:
            code = options[0].value
            return Part(name="currency", label=_("Currency"), value=code, text=code)
        sentence = _("In which currency?")
        return Part(name="currency", label=_("Currency"), sentence=sentence, options=options)

    def _date(self) -> Part:
        if answer := self.answers.get("date"):
            return day_part(_("Date"), [read_date(answer, field="date")], self.formats)
        days: dict[date, None] = {}
        for pair in self.pairs:
            said = [self.formats.today] if pair.day is None else pair.day.past(self.formats.today)
            days |= dict.fromkeys(said)
        return day_part(_("Date"), list(days), self.formats)

    def _names(self, links: Links, kind: str) -> list[Part]:
        """Category, client, project, service; client income is in the client category."""
        parts = [
            link_part(name, links.found[name])
            for name in ("category", *WORK)
            if links.found.get(name)
        ]
        if kind == "income" and not links.found.get("category") and any(map(links.found.get, WORK)):
            client = Category.objects.of(self.formats.workspace).get(is_client=True)
            parts.insert(0, link_part("category", [client]))
        return [*parts, unclear_part(self.spoken, links.unclear)] if links.unclear else parts

    def _description(self, links: Links) -> list[Part]:
        """The words that are left, else what it is for."""
        words = self.spoken.left(self.taken | links.taken, self.said.fillers)
        if not words:
            named = [links.one(name) for name in ("service", "project", "category", "client")]
            words = next((str(one) for one in named if one is not None), "")
        if not words:
            return []
        label = _("Description")
        return [Part(name="description", label=label, value=words, text=words)]


def _is_span(amount: AmountSaid, spoken: Spoken, said: Said) -> bool:
    """Whether it counts days: "2 days icons"."""
    return any(token.folded in said.spans for token in spoken.tokens[amount.piece.last :][:1])


def _doubted(amount: AmountSaid, days: list[DaySaid]) -> AmountSaid:
    """The amount, without its value where another locale's number is a day of this one: "12.10"."""
    is_day = amount.is_foreign and any(day.piece == amount.piece for day in days)
    return replace(amount, minor=None, is_marked=False) if is_day else amount


def _currencies(formats: Formats) -> tuple[str, ...]:
    """The workspace's currency, and those of its accounts."""
    rows = Account.objects.of(formats.workspace).filter(archived=False).order_by("currency")
    return tuple(
        dict.fromkeys((formats.currency, *rows.values_list("currency", flat=True).distinct()))
    )


def _kind_part(kind: str) -> Part:
    options = (Option("income", _("Income")), Option("expense", _("Expense")))
    label = _("Kind")
    if kind == "entry":
        return Part(name="kind", label=label, sentence=_("Income or expense?"), options=options)
    return Part(name="kind", label=label, value=kind, text=dict(options)[kind])


def _title(kind: str, amount: Part) -> str:
    sentences = {
        "income": _("Add income {amount}"),
        "expense": _("Add expense {amount}"),
        "entry": _("Add {amount}"),
    }
    return sentences[kind].format(amount=amount.text).strip()
