"""The words that say what a sentence is about: of the page's language, the locale's, English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils import translation
from django.utils.translation import pgettext

from freelancer_os.core.values.text import fold

MEDIA = ("google_meet", "zoom", "skype", "phone", "in_person")


@dataclass(frozen=True, slots=True)
class Said:
    """Folded words by what they mean."""

    income: frozenset[str]
    expense: frozenset[str]
    paid: frozenset[str]
    unpaid: frozenset[str]
    meeting: frozenset[str]
    todo: frozenset[str]
    note: frozenset[str]
    hours: frozenset[str]
    minutes: frozenset[str]
    clock: frozenset[str]
    until: frozenset[str]
    refund: frozenset[str]
    gross: frozenset[str]
    net: frozenset[str]
    tax: frozenset[str]
    share: frozenset[str]
    spans: frozenset[str]
    vague: frozenset[str]
    shifts: frozenset[str]
    fillers: frozenset[str]
    media: Mapping[str, str]

    def __or__(self, other: "Said") -> "Said":
        def both(name: str) -> frozenset[str]:
            found: frozenset[str] = getattr(self, name) | getattr(other, name)
            return found

        names = [name for name in self.__slots__ if name != "media"]
        return Said(**{name: both(name) for name in names}, media={**other.media, **self.media})


def said_in(locale: str) -> Said:
    """The words of a person who reads this page, in a workspace of this locale."""
    return _of_all((translation.get_language() or "en", locale, "en"))


@lru_cache(maxsize=64)
def _of_all(languages: tuple[str, ...]) -> Said:
    found, *others = (_of(language) for language in dict.fromkeys(languages))
    for other in others:
        found |= other
    return found


def _of(language: str) -> Said:
    """The words of one language: in each list blanks stand between them, "_" between two that go
    together."""
    with translation.override(language):
        media = (
            pgettext("words for Google Meet, in quick entry", "meet googlemeet google-meet"),
            pgettext("words for Zoom, in quick entry", "zoom"),
            pgettext("words for Skype, in quick entry", "skype"),
            pgettext("words for by phone, in quick entry", "phone call telephone"),
            pgettext(
                "words for a meeting in person, in quick entry",
                "in_person on_site in-person onsite on-site",
            ),
        )
        return Said(
            income=_set(pgettext("words for income, in quick entry", "income earned received")),
            expense=_set(
                pgettext(
                    "words for an expense, in quick entry", "expense spent bought purchase minus"
                )
            ),
            paid=_set(pgettext("words for paid, in quick entry", "paid received")),
            unpaid=_set(pgettext("words for not paid, in quick entry", "unpaid open outstanding")),
            meeting=_set(
                pgettext("words for a meeting, in quick entry", "meeting call appointment")
            ),
            todo=_set(pgettext("words for a to-do, in quick entry", "todo to-do task remind_me")),
            note=_set(pgettext("words for a note, in quick entry", "note memo")),
            hours=_set(pgettext("after a number of hours", "h hr hrs hour hours")),
            minutes=_set(pgettext("after a number of minutes", "min mins minute minutes")),
            clock=_set(pgettext("after an hour of the day, in quick entry", "o'clock")),
            until=_set(pgettext("between two times, in quick entry", "to till until")),
            refund=_set(
                pgettext(
                    "words for money that comes back, in quick entry",
                    "refund refunded reimbursed reimbursement",
                )
            ),
            gross=_set(
                pgettext(
                    "words for an amount with its tax, in quick entry",
                    "gross incl incl. including inclusive",
                )
            ),
            net=_set(
                pgettext(
                    "words for an amount without its tax, in quick entry",
                    "net plus excl excl. excluding",
                )
            ),
            tax=_set(pgettext("words for tax on sales, in quick entry", "vat tax gst")),
            share=_set(
                pgettext(
                    "words beside a percentage that is no tax rate, in quick entry",
                    "discount off less tip deposit commission fee interest cashback of",
                )
            ),
            spans=_set(
                pgettext(
                    "after a number that is no amount, in quick entry", "days weeks months years"
                )
            ),
            vague=_set(
                pgettext(
                    "days that are not told exactly, in quick entry",
                    "last_week last_month last_year next_week next_month next_year",
                )
            ),
            shifts=_set(
                pgettext("before an hour that it shifts, in quick entry", "half quarter past")
            ),
            fillers=_set(
                pgettext(
                    "little words between the parts of a sentence, in quick entry",
                    "a an the at on in by for from to with of and via into as",
                )
            ),
            media={
                word: medium
                for medium, words in zip(MEDIA, media, strict=True)
                for word in _set(words)
            },
        )


def _set(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in fold(words).split(" "))
