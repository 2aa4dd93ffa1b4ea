"""The letters of a file: in the encoding that was said, or that they prove, or as a question."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Answers, Choice, Decision, Question
from freelancer_os.transfer.csv.raw.cells import excerpt
from freelancer_os.transfer.csv.raw.text import text_of

_OBVIOUS = {"utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"}


class Letters(NamedTuple):
    """A decoded file, its encoding by its Python name, and what is to be said or asked of it."""

    text: str
    encoding: str
    questions: list[Question]
    decisions: list[Decision]


def letters_of(content: bytes, given: Answers, before: Answers) -> Letters:
    """Decode a file as it is given, else as it proves, else as before. StatementError: no text."""
    decoded = text_of(content, given.encoding)
    both = (decoded.encoding, *decoded.others)
    if decoded.others and before.encoding in both:
        decoded = text_of(content, before.encoding)
    if decoded.others and not given.encoding:
        choices = tuple(Choice(one, _beyond_ascii(content, one)) for one in both)
        sentence = _("The letters of this file can be read in more than one way.")
        return Letters(*decoded[:2], [Question("encoding", sentence, choices)], [])
    if decoded.encoding in _OBVIOUS:
        return Letters(*decoded[:2], [], [])
    why = _("You said so.") if given.encoding else _("Only so its letters make words.")
    return Letters(*decoded[:2], [], [Decision("encoding", decoded.encoding, why)])


def _beyond_ascii(content: bytes, encoding: str) -> str:
    """The first line that looks another way in another encoding."""
    lines = content.decode(encoding, "replace").splitlines()
    return excerpt(next((line for line in lines if not line.isascii()), ""))
