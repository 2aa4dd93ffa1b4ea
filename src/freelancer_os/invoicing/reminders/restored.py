"""A backup is put back: reminders that were sent since it was made are not in it."""

from django.db.models import QuerySet

from freelancer_os.invoicing.reminders.rules import Reminder, first_day


def begin_anew() -> None:
    """Remind of what is due from tomorrow on, so that nobody is reminded of the same twice.

    Past the gateway, since nobody else uses the installation.
    """
    rules: QuerySet[Reminder] = QuerySet(Reminder)
    for rule in rules.select_related("workspace"):
        since = first_day(rule.workspace)
        rules.filter(pk=rule.pk, since__lt=since).update(since=since)
