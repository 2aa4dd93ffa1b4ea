"""Numbers of banks: IBAN (ISO 13616) and BIC (ISO 9362), by the rules of python-stdnum."""

import re

from django.utils.translation import gettext as _
from stdnum import bic, iban
from stdnum.exceptions import InvalidChecksum, ValidationError

from freelancer_os.core.values.text import refusal

_IBAN = re.compile("[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")


def check_iban(text: str, *, field: str = "iban") -> str:
    """An IBAN without spaces, or ""; raises ValidationError on `field`."""
    number = str(iban.compact(text))
    if not number:
        return ""
    sentence = _("“{number}” is not an IBAN; write it as DE89 3704 0044 0532 0130 00.")
    if _IBAN.fullmatch(number):
        try:
            return str(iban.validate(number))
        except InvalidChecksum:
            sentence = _("The check digits of “{number}” do not match: a sign is wrong or missing.")
        except ValidationError:
            pass  # longer or shorter than those of its country
    raise refusal(field, sentence.format(number=text[:40]))


def check_bic(text: str, *, field: str = "bic") -> str:
    """A BIC of 8 or 11 signs, or ""; raises ValidationError on `field`."""
    if not text:
        return ""
    try:
        return str(bic.validate(text))
    except ValidationError:
        sentence = _("“{number}” is not a BIC; it has 8 or 11 signs, such as COBADEFFXXX.")
        raise refusal(field, sentence.format(number=text[:40])) from None


def in_groups(number: str) -> str:
    """An IBAN as it is printed: in groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
