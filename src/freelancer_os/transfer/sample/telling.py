"""What any part of the story is told with: days, amounts, and what was told before it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.months import month_beside
from freelancer_os.core.values.spans import month_of
from freelancer_os.core.values.text import fold
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.months import Month
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.writing import read, spread
from freelancer_os.finance.models import Category
from freelancer_os.transfer.sample.amounts import Amounts

R = TypeVar("R", bound=Record)


class Telling:
    """What has been added so far, by name: later parts of the story point at it."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.today = unit, unit.workspace.today
        self.amounts = Amounts(unit.workspace.currency, self.today)
        self.money = self.amounts.minor
        self.made: dict[tuple[type[Record], str], Record] = {}
        self.made[Category, "client"] = unit.rows(Category).get(is_client=True)

    def declared(self, name: str, values: dict[str, Any]) -> None:
        """A record of a collection, by its fields as the API takes them; a date is a day from
        today, an instant such a day and a clock, a month one from this, a link the title of what
        was added before."""
        collection = collections.get(name)
        assert collection is not None, f"There is no collection {name}"
        given = {key: self.said(collection.by_name[key], value) for key, value in values.items()}
        record = collection.model(workspace=self.unit.workspace)
        record.edit(spread(collection, read(collection, self.unit, given, record, "load")))
        self.made[type(record), fold(str(record))] = record

    def said(self, one: Field, value: object) -> object:
        """A value of the story as the API takes it."""
        found = value
        match one, value:
            case Day(), int(offset):
                found = self.day(offset).isoformat()
            case Month(), int(offset):
                found = month_beside(month_of(self.today), offset)
            case Instant(), [int(offset), str(clock)]:
                found = self.instant(offset, clock).isoformat()
            case Money(), str(amount):
                found = self.amounts.printed(amount)
            case Link(model=model), str(title):
                found = str(self.one(model, title).pk)
            case Links(model=model), list(titles):
                found = [str(self.one(model, title).pk) for title in titles]
        return found

    def one(self, model: type[R], title: str) -> R:
        """The record of this title that the story has made; what is one's own is left alone."""
        found = self.made[model, fold(title)]
        assert isinstance(found, model)
        return found

    def new(self, model: type[R], **values: object) -> R:
        """One record, through its own verb."""
        record = model(workspace=self.unit.workspace)
        record.edit(values)
        self.made[model, fold(str(record))] = record
        return record

    def written(self, lines: list[str], day: date) -> list[str]:
        """The lines of a supplier's paper of a day."""
        return [line.format(day=day.isoformat()) for line in lines]

    def day(self, offset: int) -> date:
        """The date so many days from today."""
        day: date = self.today + timedelta(days=offset)
        return day

    def instant(self, offset: int, clock: str) -> datetime:
        """The instant at which a clock in the workspace shows this, so many days from today."""
        zone = ZoneInfo(self.unit.workspace.time_zone)
        return datetime.combine(self.day(offset), time.fromisoformat(clock), zone).astimezone(UTC)
