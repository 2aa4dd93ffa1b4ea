"""Which columns of which models are searched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from freelancer_os.core.own.values import OWN
from freelancer_os.core.search.words import words_of

FORM = 1  # of what the index holds; another number makes it anew
TITLE = 300  # characters of a title's words
MOST = 5_000  # words of a record
NOTE = "core.note"
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The text columns of one model: those of the title, and the others."""

    titles: tuple[str, ...]
    others: tuple[str, ...] = ()

    def texts(self, values: Mapping[str, Any]) -> Texts:
        """What of a row's values is searched: its title, then its other texts, own ones last."""
        title = " ".join(filter(None, (values[name] for name in self.titles)))
        own: Mapping[str, Any] = values.get(OWN) or {}
        held = (own[key] for key in sorted(own) if key[0] == "t")
        return (title, *(values[name] or "" for name in self.others), *held)


def indexed(texts: Texts) -> tuple[str, str]:
    """The words of a title, and of the other texts what the title has not."""
    title = words_of(texts[0])
    others = dict.fromkeys(word for text in texts[1:] if text for word in words_of(text))
    return " ".join(title)[:TITLE].rstrip(), spaced(word for word in others if word not in title)


def spaced(words: Iterable[str]) -> str:
    """Words as a row holds them, each once."""
    return " ".join([*dict.fromkeys(words)][:MOST])


class Sources:
    """The models that are searched, by their labels ("finance.invoice")."""

    def __init__(self) -> None:
        self.by_label: dict[str, Source] = {}

    def declare(self, label: str, titles: Iterable[str], others: Iterable[str]) -> None:
        """Search these columns of a model as well."""
        had = self.by_label.get(label, Source(()))
        named = tuple(dict.fromkeys([*had.titles, *titles]))
        texts = dict.fromkeys([*had.others, *others])
        self.by_label[label] = Source(named, tuple(name for name in texts if name not in named))

    @property
    def definition(self) -> str:
        """What the index of a database is made by; where it was another, it is made anew."""
        return f"{FORM} {sorted(self.by_label.items())}"


sources = Sources()
