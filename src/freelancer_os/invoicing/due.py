"""What the program does by itself when its time has come; `freelancer-os due` and the server."""

from collections.abc import Iterator

from freelancer_os.core.words import Sentence
from freelancer_os.invoicing.outbox.delivery import deliver
from freelancer_os.invoicing.posting import post
from freelancer_os.invoicing.reminders.reminding import remind


def do_what_is_due() -> Iterator[Sentence]:
    """Each thing once, whoever else does the same; what was done, in the order of doing."""
    yield from post()
    yield from remind()
    yield from deliver()
