from django.db import migrations
from django.db.models import Max, Min, OuterRef, Q, Subquery


def fill(apps, schema_editor):
    """The days of the first and of the last payment or settlement of an invoice."""
    invoices, payments, lines = (
        apps.get_model("finance", name).objects for name in ("Invoice", "Payment", "SettledLine")
    )
    paid = payments.filter(transaction__invoice_id=OuterRef("pk")).order_by()
    paid = paid.values("transaction__invoice_id")
    first = paid.annotate(day=Min("date")).values("day")
    last = paid.annotate(day=Max("date")).values("day")
    invoices.update(paid_from=Subquery(first), paid_to=Subquery(last))
    settled = lines.order_by().values_list("line__invoice_id")
    for pk, begun, ended in settled.annotate(Min("settlement__date"), Max("settlement__date")):
        one = invoices.filter(pk=pk)
        one.filter(Q(paid_from=None) | Q(paid_from__gt=begun)).update(paid_from=begun)
        one.filter(Q(paid_to=None) | Q(paid_to__lt=ended)).update(paid_to=ended)


class Migration(migrations.Migration):
    dependencies = [("finance", "0035_paid_days")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
