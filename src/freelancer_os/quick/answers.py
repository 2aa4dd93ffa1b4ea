"""Answers as a person types them into the parts of a reading, as the API takes them."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.values.numerals import number_style, read_signed
from freelancer_os.core.values.scaled import parse_hours, print_hours, print_scaled
from freelancer_os.core.values.text import refusal
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.engine.formats import Formats

PLACES = {"amount": 4, "tax_rate": 4, "exchange_rate": 10, "account_rate": 10}
"""Decimals that numbers may have here; a currency may allow fewer."""


def read_answers(
    typed: Mapping[str, str], formats: Formats
) -> tuple[dict[str, str], dict[str, str]]:
    """The answers, and by part the sentence that refuses what was typed there.

    A part that was emptied is no answer, but for links: there "" is nothing.
    """
    answers: dict[str, str] = {}
    problems: dict[str, str] = {}
    for name, text in typed.items():
        try:
            answers[name] = _read(name, text.strip(), formats)
        except ValidationError as error:
            problems[name] = " ".join(error.messages)
    return answers, problems


def _read(name: str, text: str, formats: Formats) -> str:
    if not text:
        return ""
    if name == "date":
        return parse_date(text, formats.locale, formats.today, field=name).isoformat()
    if name == "hours":
        return print_hours(parse_hours(text, formats.locale, field=name))
    if name not in PLACES:
        return text
    number = read_signed(text, PLACES[name], formats.locale)
    if number is None:
        example = number_style(formats.locale).write(15, 1)
        raise refusal(name, _("Write the number like {example}.").format(example=example))
    return print_scaled(number, PLACES[name])
