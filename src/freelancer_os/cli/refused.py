"""A mistake of the user's, told in one sentence."""

from django.core.exceptions import ValidationError

from freelancer_os.core.errors import Conflict


class Refused(Exception):
    """A command cannot do what it was asked to; the text says why, for a person. Exit code 1."""


def sentences(error: Exception) -> list[str]:
    """What to tell the user about a refusal: one line for each sentence."""
    if isinstance(error, Conflict):
        return [error.sentence]
    if isinstance(error, ValidationError):
        return list(error.messages)
    return [str(error)]
