"""What a person picks of the lines of a file: which are left out, and how many are shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.transfer.bank.alike import ALIKES, Alikes
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.choosing import chosen

Options = list[tuple[str, str]]
LINES, MORE, MOST = 50, 500, 5_000  # lines that are shown, that come with a click, in all


@dataclass(frozen=True)
class Picked:
    """`alike` says what lines are that may be known already; `left` are lines that are left out,
    each as the place of its statement in the file, from 1, and its identity."""

    alike: Alikes | None
    left: frozenset[tuple[int, str]]
    shown: int

    @classmethod
    def of(cls, form: QueryDict) -> Picked:
        """As it was sent; nothing at first."""
        alike = chosen(alike_options(), form.get("alike", ""))
        left = (one.partition("-") for one in form.getlist("out"))
        shown = form.get("shown", "")
        return cls(
            next((one for one in ALIKES if one == alike), None),
            frozenset((int(place), key) for place, _dash, key in left if place.isdecimal()),
            min(int(shown), MOST) if shown.isdecimal() and len(shown) < 6 else LINES,
        )

    def out(self, place: int) -> frozenset[str]:
        """The lines of one statement that are left out."""
        return frozenset(key for there, key in self.left if there == place)

    def more(self, count: int) -> int:
        """How many lines to show next, 0 where all are shown."""
        return min(self.shown + MORE, MOST) if min(count, MOST) > self.shown else 0


def alike_options() -> Options:
    """What lines can be that may be known already."""
    return [
        ("", _("Choose…")),
        ("known", _("The same: they are known already")),
        ("new", _("Others: take them")),
    ]


def alike_sentence(desk: Desk, count: int) -> str:
    """The question about them."""
    sentence = ngettext(
        "{count} line may be known already, from another kind of file and under a day near by.",
        "{count} lines may be known already, from another kind of file and under days near by.",
        count,
    )
    return sentence.format(count=desk.formats.count(count))
