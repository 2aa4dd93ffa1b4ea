"""What the box makes: a record of any collection that has a form, called what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freelancer_os.core.search.words import words_of
from freelancer_os.core.words import msgid_of
from freelancer_os.engine.registry import collections
from freelancer_os.web.cells.composers import named
from freelancer_os.web.palette.sections import NEW, Asked, Option, Section, fitting

MOST = 3  # beside records, and the way to the others
USUAL = ("client", "income", "project")


@dataclass(frozen=True)
class Form:
    """A form that makes a record: its name, its collection's slug, the words of its button, and
    what a person calls what it makes; whether it takes a title."""

    name: str
    slug: str
    label: str
    calls: str
    is_titled: bool = True

    def begun(self, title: str) -> Option:
        """What leads to the page on which it opens, begun with a title."""
        told = {"named": title} if title and self.is_titled else {}
        address = f"/{self.slug}/?{urlencode({'compose': self.name, **told})}"
        pattern = _("{new} “{name}”") if told else "{new}"
        return Option(pattern.format(new=self.label, name=title), address, "plus")


def making(asked: Asked) -> Section | None:
    """Forms for what was typed: "client acme" makes a client called Acme; without the name of a
    collection those of the page one is on, and the usual ones."""
    if not asked.desk.may_write or asked.mark not in {"", NEW} or not (asked.mark or asked.words):
        return None
    forms = list(_forms())
    meant = [*_meant(forms, asked.text)]
    if meant:
        options = [form.begun(title) for form, title in meant]
    elif asked.mark:
        options = [form.begun(asked.text) for form in _nearest(forms, asked.path)]
    else:
        options = [form.begun(asked.text) for form in _nearest(forms, asked.path)[:MOST]]
        words = _("Something else called “{name}”…").format(name=asked.text)
        options.append(Option(words, icon="plus", fills=f"{NEW} {asked.text}"))
    return Section("new", _("New"), options)


def _forms() -> Iterator[Form]:
    for one in collections:
        if not one.has_page or not one.composer:
            continue
        if one.slug == "transactions":
            yield Form("income", one.slug, _("Add income"), _("Income"))
            yield Form("expense", one.slug, _("Add expense"), _("Expense"))
        else:
            is_titled = bool(named(one, "title"))
            yield Form(msgid_of(one.singular), one.slug, one.label, one.singular, is_titled)


def _meant(forms: list[Form], text: str) -> Iterator[tuple[Form, str]]:
    """The forms whose name the text begins with, and what of it is the title: all that fit, where
    nothing follows the name."""
    for form in forms:
        length = len(words_of(form.calls))
        first, rest = text.split()[:length], text.split()[length:]
        is_all = not rest and fitting(words_of(text), form.calls) == 0
        if words_of(" ".join(first)) == words_of(form.calls) or is_all:
            yield form, " ".join(rest)


def _nearest(forms: list[Form], path: str) -> list[Form]:
    """That of the page one is on first, then the usual ones."""

    def far(form: Form) -> tuple[bool, int]:
        usual = USUAL.index(form.name) if form.name in USUAL else len(USUAL)
        return not path.startswith(f"/{form.slug}/"), usual

    return sorted(forms, key=far)
