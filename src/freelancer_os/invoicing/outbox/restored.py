"""A backup is put back: what waited in it may have left since, from where it was made."""

from django.db.models import QuerySet

from freelancer_os.core.words import Sentence
from freelancer_os.invoicing.outbox.mails import Mail

STATES = (Mail.State.WAITING, Mail.State.SENDING)


def ask_about_waiting() -> int:
    """Send nothing of it by itself: a person is asked about each; how many they are.

    Past the gateway, since nobody else uses the installation, and no fact of the books changes.
    """
    said = Sentence("This waited when the backup was made, and may have left since.")
    waiting: QuerySet[Mail] = QuerySet(Mail).filter(state__in=STATES)
    return waiting.update(state=Mail.State.PERHAPS, problem=said.stored())
