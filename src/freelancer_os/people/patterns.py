"""The patterns of numbers, as a workspace may set them."""

import re

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal

DEFAULT_PATTERN = "{year}-{seq:03}"
DEFAULT_CREDIT_PATTERN = "CN-{year}-{seq:03}"
PRO_FORMA = "PF-"
PRO_FORMA_PATTERN = PRO_FORMA + DEFAULT_PATTERN
LONGEST_PATTERN = 40
_COUNTER = re.compile(r"\{seq(?::0[1-9])?\}")
_PLACES = ("{year}", "{month}", "{client}")


def check_pattern(pattern: str, field: str = "invoice_pattern") -> str:
    """A pattern of invoice numbers; raises ValidationError on `field`."""
    rest = _COUNTER.sub("", pattern)
    for place in _PLACES:
        rest = rest.replace(place, "", 1)
    if len(_COUNTER.findall(pattern)) != 1:
        wrong = _(
            "The pattern needs the counter exactly once: {seq}, or {seq:03} for three digits."
        )
    elif "{" in rest or "}" in rest:
        wrong = _(
            "Only {year}, {month} and {client}, once each, and {seq} or {seq:01} to {seq:09} may "
            "stand in braces."
        )
    elif pattern.startswith(PRO_FORMA):
        wrong = _("Numbers that begin with {start} are those of pro forma invoices.").format(
            start=PRO_FORMA
        )
    elif len(pattern) > LONGEST_PATTERN:
        wrong = _("A pattern has at most {most} characters.").format(most=LONGEST_PATTERN)
    else:
        return pattern
    raise refusal(field, wrong)


def check_credit_pattern(pattern: str) -> str:
    """A pattern of the numbers of credit notes; raises ValidationError on `credit_pattern`."""
    return check_pattern(pattern, "credit_pattern")
