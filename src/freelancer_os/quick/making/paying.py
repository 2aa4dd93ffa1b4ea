"""Where an entry was paid, as its sentence says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import read_date
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.entries.rates import rate
from freelancer_os.finance.models import Account
from freelancer_os.quick.asked import Option, Part
from freelancer_os.quick.making.links import Links
from freelancer_os.quick.making.written import label_of, link_part
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import Said

OFFERED = 30  # accounts


def paying(
    spoken: Spoken, formats: Formats, said: Said, links: Links, answers: Mapping[str, Any]
) -> list[Part]:
    """The account, nothing where it is not paid; asked where it was paid, and nothing says where.

    One that is called not paid, and yet has an account, is asked about too.
    """
    is_paid = bool(spoken.where(said.paid.__contains__))
    is_open = bool(spoken.where(said.unpaid.__contains__))
    found = links.found.get("account", [])
    if answers.get("account") == "" or (is_open and not is_paid and not found):
        return []
    if is_open and "account" not in answers:
        known = found or _accounts(formats)
        options = (Option("", _("Not paid")), *(Option(str(one.pk), str(one)) for one in known))
        sentence = _("Paid or not?")
        return [Part(name="account", label=label_of("account"), sentence=sentence, options=options)]
    if not found and is_paid:
        found = _accounts(formats)
        if not found:
            sentence = _("There is no account yet. Type “account Bank” to add one.")
            options = (Option("", _("Not paid")),)
            label = label_of("account")
            return [Part(name="account", label=label, sentence=sentence, options=options)]
    return [link_part("account", found, _("Paid on which account?"))] if found else []


def rate_asked(parts: Sequence[Part], formats: Formats) -> list[Part]:
    """The rate of an entry in another currency, where none is known for its day."""
    known = {part.name: part.value for part in parts}
    currency, day = known.get("currency"), known.get("date")
    if not (isinstance(currency, str) and isinstance(day, str)):
        return []
    on = read_date(day, field="date")
    try:
        rate(currency, formats.currency, on, field="exchange_rate", locale=formats.locale)
    except ValidationError as error:
        label, sentence = _("Exchange rate"), error.messages[0]
        return [Part(name="exchange_rate", label=label, sentence=sentence)]
    return []


def _accounts(formats: Formats) -> list[Account]:
    rows = Account.objects.of(formats.workspace).filter(archived=False)
    return list(rows.order_by("folded", "id")[:OFFERED])
