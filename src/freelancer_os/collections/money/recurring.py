"""Recurring: income, expenses and invoices that post themselves on their days."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.categories import KINDS
from freelancer_os.collections.money.entries import transaction_links as links
from freelancer_os.collections.money.entries.exchange_rate import ExchangeRate
from freelancer_os.collections.money.repeats.recurring_lines import TemplateLines
from freelancer_os.collections.money.repeats.rhythm import (
    END_DATE,
    EVERY,
    INTERVAL,
    POSTED_AS,
    TIMES,
)
from freelancer_os.collections.money.transactions import Moved
from freelancer_os.core.values.dates import show_date
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Text, Title
from freelancer_os.engine.kinds.flags import Flag, Question
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Currency
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.notices import Notice
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, Category, Recurring
from freelancer_os.finance.recurring.booking import skip
from freelancer_os.projects.models import Project, Service

MOST = 5  # notices


def waiting(formats: Formats) -> Q:
    """The next one could not be posted."""
    return ~Q(waits="")


def notices(formats: Formats) -> Iterator[Notice]:
    """What cannot be posted, and why."""
    rows = Recurring.objects.of(formats.workspace)
    for one in rows.filter(waiting(formats)).order_by("next_date", "id")[:MOST]:
        sentence = _("{recurring} of {date} waits: {why}")
        said = sentence.format(recurring=one, date=_day(one, formats), why=one.waits)
        yield Notice(said, f"/recurring/{one.pk}/", _("Look at it"))
    does = _("Each posts itself on its day.")
    yield Notice(does, "/reports/coming/", _("See the coming twelve months"))


def _day(record: Recurring, formats: Formats) -> str:
    """The next day in words; "" where there is none."""
    day = record.next_date
    return show_date(day, formats.locale, today=formats.today) if day else ""


def pauses(record: Recurring, formats: Formats) -> str:
    """What pausing leaves out."""
    return _("Nothing is posted until you go on. The days meanwhile are left out for good.")


def resumes(record: Recurring, formats: Formats) -> str:
    """Which day comes first again."""
    found = record.series.following(formats.today)
    if found is None:
        return _("It has ended, so nothing is posted any more.")
    day = show_date(found.day, formats.locale, today=formats.today)
    return _("Goes on with {date}. The days meanwhile are left out.").format(date=day)


def skips(record: Recurring, formats: Formats) -> str:
    """Which day is left out."""
    day = _day(record, formats)
    return _("Nothing is posted for {date}. The one after it comes as planned.").format(date=day)


RECURRING = collections.add(
    Collection(
        slug="recurring",
        model=Recurring,
        singular="recurring entry",
        plural="recurring entries",
        icon="repeat",
        section="Money",
        place=60,
        fields=(
            Choice(name="kind", label="Kind", choices=KINDS, required=True),
            Title(name="description", label="Description", max_length=300),
            Moved(name="amount", label="Amount", of="currency", required=True, instead="lines"),
            Currency(name="currency", label="Currency"),
            ExchangeRate(
                name="exchange_rate", label="Exchange rate", places=10, minimum=1, maximum=10**17
            ),
            Rate(name="tax_rate", label="Tax rate", minimum=0, maximum=1_000_000),
            Flag(name="tax_included", label="Tax included"),
            EVERY,
            INTERVAL,
            Day(name="start_date", label="First day", required=True),
            END_DATE,
            TIMES,
            Day(name="next_date", label="Next", read_only=True),
            Day(name="last_date", label="Posted last", read_only=True),
            POSTED_AS,
            Link(
                name="category",
                label="Category",
                to="categories",
                model=Category,
                colour="stone",
                coloured="colour",
                offered=links.of_kind,
                starts=links.new_category,
            ),
            Link(name="client", label="Client", to="clients", model=Client),
            Link(
                name="project",
                label="Project",
                to="projects",
                model=Project,
                offered=links.of_client,
                beside=links.client_name,
            ),
            Link(
                name="service",
                label="Service",
                to="services",
                model=Service,
                offered=links.of_client,
                beside=links.client_name,
            ),
            Link(name="account", label="Account", to="accounts", model=Account, colour="violet"),
            Flag(name="pays_itself", label="Pays itself"),
            TemplateLines(name="lines", label="Lines"),
            Text(name="mail_to", label="Mailed to", max_length=500),
            Flag(name="paused", label="Paused"),
            Text(name="waits", label="Waits", read_only=True),
        ),
        table=("description", "amount", "every", "next_date", "as", "category", "account"),
        brief=("amount", "every", "next_date"),
        composer=("description", "kind", "amount", "every", "start_date", "account", "pays_itself"),
        order="next_date",
        small=("description", "amount", "every", "next_date"),
        filters=(Question(name="waiting", label="Waiting", holds=waiting),),
        notices=notices,
        actions=(
            Action(
                verb="skip",
                label="Leave out the next one",
                icon="skip-forward",
                offered=lambda record: record.next_date is not None,
                otherwise="Nothing of it comes any more.",
                effect=skips,
                does=lambda record, _: skip(record),
                done="Left out the next {record}",
            ),
            Action(
                verb="pause",
                label="Pause",
                icon="pause",
                offered=lambda record: not record.paused,
                otherwise="It is paused already.",
                effect=pauses,
                does=lambda record, _: record.edit({"paused": True}),
                done="Paused {record}",
            ),
            Action(
                verb="resume",
                label="Go on",
                icon="play",
                offered=lambda record: record.paused,
                otherwise="It is not paused.",
                effect=resumes,
                does=lambda record, _: record.edit({"paused": False}),
                done="{record} goes on",
            ),
        ),
        notes={
            "amount": "As for an entry; of an invoice with lines what they come to.",
            "exchange_rate": "For currencies of which no rate is known on its days.",
            "tax_included": "True for an expense and false for an income, unless you say so.",
            "interval": "Every so many weeks, months, quarters or years; 1, unless you say so.",
            "start_date": "Each day follows from this one: the 31st is the last day of shorter "
            "months. Days that have passed are posted at once.",
            "end_date": "The last day that may be one.",
            "times": "How often in all, the first one included.",
            "next_date": "Null while it is paused, and once it has ended.",
            "as": "An entry; an invoice as `draft`; or one that is `sent` by mail at once.",
            "account": "With `pays_itself` the payment is recorded there with each entry.",
            "lines": "Of an invoice, instead of one line with description and amount: each as a "
            "line of an invoice over the API.",
            "mail_to": "Where an invoice is mailed to; the client's address, unless you say so.",
            "paused": "Days that pass meanwhile are left out for good.",
            "waits": "Why the next one could not be posted.",
        },
    )
)
