"""Refusals that are not about one field."""


class Conflict(Exception):
    """Something that happened in the meantime stands in the way (HTTP 409).

    `sentence` is meant for a person and names what stands in the way.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class OutsideChange(RuntimeError):
    """A programming error: a record was written outside a change, or read before it began."""
