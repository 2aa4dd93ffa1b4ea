"""Refusals that are not about one field."""


class Conflict(Exception):
    """Something that happened in the meantime stands in the way (HTTP 409).

    `sentence` is meant for a person and names what stands in the way; `way` names the option with
    which it would be done all the same ("with_later"), if there is one.
    """

    def __init__(self, sentence: str, *, way: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.way = sentence, way


class Stale(Conflict):
    """The record is no more what it was when it was shown: whoever sees it should see it anew."""


class Uncertain(Exception):
    """Whether a write took place cannot be known (HTTP 503); the text says so, for a person."""


class OutsideChange(RuntimeError):
    """A programming error: a record was written outside a change, or read before it began."""
