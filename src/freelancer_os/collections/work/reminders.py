"""Reminders: so many days before or after an invoice is due, with which text."""

from dataclasses import dataclass

from freelancer_os.collections.work.unreached import notices
from freelancer_os.collections.work.wordings import OCCASIONS
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.numbers import Whole
from freelancer_os.engine.registry import collections
from freelancer_os.invoicing.models import Reminder
from freelancer_os.invoicing.reminders.rules import FIRST, LAST


@dataclass(frozen=True, kw_only=True)
class Apart(Whole):
    """So many days after the due date, before it where they are negative; shown in words."""

    def shown(self, record: Record, formats: Formats) -> str:
        return str(record)


REMINDERS = collections.add(
    Collection(
        slug="reminders",
        model=Reminder,
        singular="reminder",
        plural="reminders",
        icon="bell",
        section="Work",
        place=46,
        fields=(
            Apart(
                name="days",
                label="Days after it is due",
                required=True,
                minimum=FIRST,
                maximum=LAST,
            ),
            Choice(name="occasion", label="Text", choices=OCCASIONS[1:]),
        ),
        table=("days", "occasion"),
        composer=("days", "occasion"),
        order="days",
        search=(),
        notices=notices,
        notes={
            "days": "Negative before the due date. An invoice gets each once, and of several that "
            "are due the latest. They leave by themselves; a new step, or one moved to other days, "
            "speaks of days from tomorrow on.",
            "occasion": "Which of the mail texts is sent.",
        },
    )
)
