"""Tax numbers: what can be told wrong by the number alone is refused, anything else is taken.

VAT numbers of the European Union are known by their prefix (Council Directive 2006/112/EC, article
215; Greece writes EL, Northern Ireland XI), those of other countries by the country. The rules of
each are those of python-stdnum. Nobody is asked whether a number has been given to somebody.
"""

import re

from django.utils.translation import gettext as _
from stdnum import get_cc_module
from stdnum.eu.vat import MEMBER_STATES
from stdnum.exceptions import InvalidChecksum, ValidationError

from freelancer_os.core.values.codes.countries import country_name
from freelancer_os.core.values.text import refusal

_BETWEEN = re.compile(r"[\s.\-–/]+")
_PREFIXED = re.compile(r"([A-Z]{2})([0-9A-Z+*]*[0-9][0-9A-Z+*]*)")
_UNION = {**{state.upper(): state for state in MEMBER_STATES}, "EL": "gr", "XI": "gb"}
_NAMES = {"EL": "GR", "XI": "GB"}


def check_tax_id(text: str, country: str, *, field: str = "tax_id") -> str:
    """A tax number of somebody in `country` (its code or ""); raises ValidationError on `field`.

    A VAT number of the Union comes back without spaces and points, as every register writes it;
    anything else as it was typed.
    """
    found = _PREFIXED.fullmatch(_BETWEEN.sub("", text).upper())
    if found and found[1] in _UNION:
        return _of_union(found[1], found[2], text, field)
    _refuse_slip(text, country, field)
    return text


def _of_union(prefix: str, number: str, text: str, field: str) -> str:
    rules = get_cc_module(_UNION[prefix], "vat")
    assert rules is not None  # there is one for every member
    try:
        return prefix + rules.validate(number)
    except InvalidChecksum:
        raise refusal(field, _slip(text)) from None
    except ValidationError:
        sentence = _("“{number}” is not a VAT number of {country}; compare it with the original.")
        country = country_name(_NAMES.get(prefix, prefix))
        raise refusal(field, sentence.format(number=text[:40], country=country)) from None


def _refuse_slip(text: str, country: str, field: str) -> None:
    """Refuse a number that looks like a VAT number of the country but for its check digit."""
    rules = get_cc_module(country.lower(), "vat") if text and country else None
    try:
        if rules is not None:
            rules.validate(text)
    except InvalidChecksum:
        raise refusal(field, _slip(text)) from None
    except ValidationError:
        return  # another number of another office


def _slip(text: str) -> str:
    sentence = _("The check digit of “{number}” does not match: one of its digits is wrong.")
    return sentence.format(number=text[:40])
