"""Hours as they are charged: what one costs, and which of them make one line."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import half_up, line_amount
from freelancer_os.finance.entries.amounts import ONE
from freelancer_os.projects.models import HOUR, Service, TimeEntry

LONGEST = 250  # characters of a description before its days
NAMED = 3  # services that a description names at most


class By(models.TextChoices):
    """What makes a line of its own."""

    ENTRY = "entry", "Each time entry"
    DAY = "day", "Each day"
    SERVICE = "service", "Each service"
    ONE = "one", "All in one"


@dataclass(frozen=True)
class Charge:
    """Hours that make one line; `rate` is what an hour costs, in minor units of base currency."""

    entries: tuple[TimeEntry, ...]
    rate: int
    by: By

    @property
    def quantity(self) -> int:
        """The hours, in 10⁻⁴, rounded once."""
        return half_up(sum(one.hours for one in self.entries) * ONE, HOUR)

    @property
    def amount(self) -> int:
        """What they come to, in minor units of base currency."""
        return line_amount(self.quantity, self.rate * ONE, 0)

    @property
    def links(self) -> dict[str, Any]:
        """The service and the project that all of them share."""
        first, found = self.entries[0], dict[str, Any]()
        for name in ("service", "project"):
            if len({getattr(one, f"{name}_id") for one in self.entries}) == 1:
                found[name] = getattr(first, name)
        return found

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        days = [one.date for one in self.entries]
        return min(days), max(days)

    def description(self, locale: str) -> str:
        """What was done, and when."""
        shown = [show_date(day, locale, today=date.min) for day in dict.fromkeys(self.days)]
        return f"{self._said()[:LONGEST]}, {' – '.join(shown)}"

    def _said(self) -> str:
        if self.by == By.ENTRY:
            return text_of(self.entries[0])
        names = list(dict.fromkeys(map(name_of, self.entries)))
        return ", ".join(names) if len(names) <= NAMED else _("Hours")


def name_of(entry: TimeEntry) -> str:
    """What the hours were for."""
    return str(entry.service or entry.project)


def text_of(entry: TimeEntry) -> str:
    """What was done: the note, else what it was for."""
    return entry.note or name_of(entry)


def rate_of(entry: TimeEntry, client: Client | None) -> int | None:
    """What an hour costs, in minor units of base currency: by service, project, client."""
    rates = [_rate_of_service(entry.service)]
    rates += [one.hourly_rate for one in (entry.project, client) if one is not None]
    return next((rate for rate in rates if rate is not None), None)


def _rate_of_service(service: Service | None) -> int | None:
    if service is None:
        return None
    is_hourly = service.pricing == Service.Pricing.HOURLY and service.rate is not None
    rate: int | None = service.rate if is_hourly else service.hourly_rate
    return rate


def charged(entries: Iterable[TimeEntry], by: By, client: Client | None) -> list[Charge]:
    """Lines for hours, the oldest first; hours of another rate are a line of their own.

    Raises ValidationError with the names of what lacks a rate.
    """
    groups: dict[tuple[object, int], list[TimeEntry]] = defaultdict(list)
    lacking = dict[str, None]()
    for entry in sorted(entries, key=lambda one: (one.date, one.pk)):
        rate = rate_of(entry, client)
        if rate is None:
            lacking[name_of(entry)] = None
        else:
            groups[_key(entry, by), rate].append(entry)
    if lacking:
        raise ValidationError([_without_rate(list(lacking))])
    return [Charge(tuple(some), rate, by) for (_, rate), some in groups.items()]


def _key(entry: TimeEntry, by: By) -> object:
    keys: dict[By, object] = {
        By.ENTRY: entry.pk,
        By.DAY: entry.date,
        By.SERVICE: (entry.service_id, entry.project_id),
    }
    return keys.get(by)


def _without_rate(names: Sequence[str]) -> str:
    more = " …" if len(names) > NAMED else ""
    sentence = _("Set an hourly rate first, here or for the client: {names}.")
    return sentence.format(names=", ".join(names[:NAMED]) + more)
