from django.db import migrations
from django.db.models import F, Sum


def owe(apps, schema_editor):
    """What was paid too much, and what credit notes are to pay back, is the credit of clients."""
    invoices, clients = apps.get_model("finance", "Invoice"), apps.get_model("clients", "Client")
    owed = invoices.objects.filter(
        status="sent", kind__in=("invoice", "credit_note", "deposit"), base_outstanding__lt=0
    )
    owed.update(base_credit=-F("base_outstanding"))
    rows = invoices.objects.filter(base_credit__isnull=False, client__isnull=False)
    for pk, credit in rows.values_list("client").annotate(Sum("base_credit")).order_by():
        clients.objects.filter(pk=pk).update(credit=credit)


class Migration(migrations.Migration):

    dependencies = [("finance", "0017_settlements"), ("clients", "0008_credit")]

    operations = [migrations.RunPython(owe, migrations.RunPython.noop)]
