from django.db import migrations
from django.db.models import OuterRef, Subquery

from freelancer_os.finance.bank_lines import payee_key_of


def sort(apps, schema_editor):
    """What was imported is sorted where its entry has a category, or recurs; else it is new."""
    lines, payments, occurrences = (
        apps.get_model("finance", name).objects for name in ("BankLine", "Payment", "Occurrence")
    )
    proving = lines.filter(payment_id=OuterRef("pk")).order_by()
    proven = payments.filter(pk__in=lines.filter(payment__isnull=False).values("payment_id"))
    proven.update(line_id=Subquery(proving.values("pk")[:1]))
    paid = payments.filter(pk=OuterRef("payment_id"))
    lines.filter(payment__isnull=False).update(
        transaction_id=Subquery(paid.values("transaction_id")[:1]),
        exchange_rate=Subquery(paid.values("transaction__exchange_rate")[:1]),
    )
    lines.filter(status="ignored").update(state="ignored")
    lines.filter(transaction__category__isnull=False).update(state="sorted", how="category")
    posted = occurrences.filter(transaction__isnull=False).values("transaction_id")
    lines.filter(transaction_id__in=posted).update(state="sorted", how="entry")
    for line in lines.only("pk", "text").iterator(2_000):
        lines.filter(pk=line.pk).update(payee_key=payee_key_of("", line.text))


def unsort(apps, schema_editor):
    """Back to one payment a line; what it became besides is left as it is."""
    lines, payments = (apps.get_model("finance", name).objects for name in ("BankLine", "Payment"))
    proving = payments.filter(line_id=OuterRef("pk")).order_by("id")
    lines.update(payment_id=Subquery(proving.values("pk")[:1]))
    lines.filter(payment__isnull=False).update(status="matched")
    lines.filter(state="ignored").update(status="ignored")


class Migration(migrations.Migration):

    dependencies = [("finance", "0030_sorting_bank_lines")]

    operations = [migrations.RunPython(sort, unsort)]
