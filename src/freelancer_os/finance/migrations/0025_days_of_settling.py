from django.db import migrations
from django.db.models import Max, OuterRef, Subquery


def fill(apps, schema_editor):
    """The day of the last payment or settlement of what is settled."""
    invoices, payments, lines = (
        apps.get_model("finance", name).objects for name in ("Invoice", "Payment", "SettledLine")
    )
    paid = payments.filter(transaction__invoice_id=OuterRef("pk")).order_by()
    paid = paid.values("transaction__invoice_id").annotate(last=Max("date")).values("last")
    settled = invoices.filter(outstanding=0).exclude(payable=0)
    settled.update(settled_on=Subquery(paid))
    last = lines.filter(line__invoice__outstanding=0).exclude(line__invoice__payable=0).order_by()
    for invoice, on in last.values_list("line__invoice_id").annotate(Max("settlement__date")):
        one = invoices.filter(pk=invoice)
        (one.filter(settled_on=None) | one.filter(settled_on__lt=on)).update(settled_on=on)


class Migration(migrations.Migration):

    dependencies = [("finance", "0024_settled_on")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
