"""What a sentence adds (quick entry): its readings, and their parts to be answered or changed."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from freelancer_os.quick.answers import read_answers
from freelancer_os.quick.asked import Reading
from freelancer_os.quick.booking import book
from freelancer_os.quick.reading import chosen
from freelancer_os.web.palette.chips import chips_of
from freelancer_os.web.palette.sections import Asked, Option, Section, answers_in
from freelancer_os.web.shell.access import DeskRequest
from freelancer_os.web.shell.answer import page_with
from freelancer_os.web.shell.gate import as_form, told_of, writes

ADDRESS = "/palette/add/"


def adding(asked: Asked) -> Section | None:
    """The records that what was typed may mean."""
    readings, problems = asked.meant
    options = [_option(asked, one, problems) for one in readings]
    is_ready = bool(readings) and not readings[0].asks
    return Section("add", _("Add"), options, is_first=is_ready or bool(asked.answers))


def _option(asked: Asked, reading: Reading, problems: Mapping[str, str]) -> Option:
    formats = asked.desk.formats
    chips = chips_of(reading, formats, asked.answers, problems)
    context = {
        "reading": reading,
        "tags": [part for part in reading.parts if part.name == "account" and part.text],
        "told": _told(reading),
        "effect": _effect(reading),
        "when": _when(reading),
        "asks": [chip.problem or chip.sentence for chip in chips if chip.is_asked],
        "chips": chips,
    }
    sends = {"q": asked.sentence, "makes": reading.makes}
    sends |= {f"answer.{name}": value for name, value in asked.answers.items()}
    return Option(
        reading.title,
        icon="plus",
        posts=ADDRESS,
        sends=sends,
        fragment=render_to_string("palette/adding.html", context),
        parts=render_to_string("palette/parts.html", context),
        name=reading.makes,
    )


def _when(reading: Reading) -> str:
    """The day, and the times of a meeting."""
    return "\u2013".join(
        part.text
        for name in ("date", "starts_at", "ends_at")
        if (part := reading.part(name)) is not None and part.text
    )


def _effect(reading: Reading) -> str:
    """What it does to the account that it names."""
    amount, account = reading.part("amount"), reading.part("account")
    if amount is None or account is None or not (amount.text and account.text):
        return ""
    if reading.makes == "income":
        sentence = _("Adds {amount} to {account}.")
    else:
        sentence = _("Takes {amount} from {account}.")
    return sentence.format(amount=amount.text, account=account.text)


def _told(reading: Reading) -> list[tuple[str, str]]:
    """The parts that stand in words below the title, with what they are called."""
    beside = {"kind", "amount", "account", "title", "words", "date", "starts_at", "ends_at"}
    return [(p.label, p.text) for p in reading.parts if p.text and p.name not in beside]


@writes(as_form)
def add(request: DeskRequest) -> HttpResponseBase:
    """Book what a sentence means, with the answers to what it left open."""
    desk, given = request.desk, request.POST
    answers, problems = read_answers(answers_in(given), desk.formats)
    if problems:
        raise ValidationError({name: [sentence] for name, sentence in problems.items()})
    reading = chosen(desk.formats, given.get("q", ""), given.get("makes"), answers)
    collection, record, unit = book(desk.workspace, desk.user, reading)
    return page_with(request, told_of(unit), collection, [record.pk])
