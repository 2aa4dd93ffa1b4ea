"""A backup is put back: mails that were sent since it was made are not in it."""

from django.db.models import QuerySet

from freelancer_os.finance.models import Recurring
from freelancer_os.invoicing.reminders.rules import Reminder, first_day


def begin_anew() -> None:
    """Remind of what is due from tomorrow on, so that nobody is reminded of the same twice; what
    recurs and was to be sent by today is made as drafts, since it may have been sent.

    Past the gateway, since nobody else uses the installation.
    """
    rules: QuerySet[Reminder] = QuerySet(Reminder)
    for rule in rules.select_related("workspace"):
        since = first_day(rule.workspace)
        rules.filter(pk=rule.pk, since__lt=since).update(since=since)
    recurring: QuerySet[Recurring] = QuerySet(Recurring)
    for one in recurring.filter(posts_as="sent").select_related("workspace"):
        recurring.filter(pk=one.pk).update(mails_since=first_day(one.workspace))
