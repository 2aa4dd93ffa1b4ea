from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0008_credit"),
        ("finance", "0036_days_of_paying"),
        ("people", "0009_closed_until"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="invoice",
            name="invoice_by_settled_on",
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("status", "sent")),
                fields=[
                    "workspace",
                    "settled_on",
                    "issue_date",
                    "client",
                    "due_date",
                    "paid_from",
                    "paid_to",
                    "base_total",
                    "base_withheld",
                    "base_outstanding",
                    "kind",
                    "status",
                ],
                name="invoice_owed_on",
            ),
        ),
    ]
