from django.db import migrations
from django.db.models import Exists, F, OuterRef


def fill(apps, schema_editor):
    """What follows for the entries and payments there are."""
    entries = apps.get_model("finance", "Transaction").objects
    invoices = apps.get_model("finance", "Invoice").objects
    entries.update(base_tax=F("base_total") - F("base_net"))
    draft = invoices.filter(pk=OuterRef("invoice_id"), status="draft")
    entries.filter(Exists(draft)).update(is_draft=True)
    payments = apps.get_model("finance", "Payment").objects.filter(
        account__currency=F("workspace__currency"), transaction__isnull=False
    )
    foreign = payments.exclude(transaction__currency=F("workspace__currency"))
    apps.get_model("finance", "Payment").objects.filter(pk__in=foreign.values("pk")).update(
        received=F("amount")
    )


class Migration(migrations.Migration):

    dependencies = [("finance", "0021_period_figures")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
