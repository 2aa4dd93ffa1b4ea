"""What a list says above its records: that something does not happen, and how it is mended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from freelancer_os.engine.formats import Formats


@dataclass(frozen=True)
class Notice:
    """A sentence, in the reader's language, and the words of a link to an address of ours; of a
    button that sends there, for those who may write, where it `posts`."""

    sentence: str
    address: str
    words: str
    posts: bool = False


Noticing = Callable[[Formats], Iterable[Notice]]
