import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0032_payment_names_its_line"),
        ("people", "0009_closed_until"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingBalance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=freelancer_os.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("date", models.DateField()),
                ("amount", freelancer_os.core.fields.columns.MinorField()),
                (
                    "account",
                    freelancer_os.core.fields.links.WorkspaceForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="finance.account",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing balance",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "workspace", "date"),
                        name="closing_balance_one_a_day",
                        violation_error_message="The balance of this day is known already.",
                    )
                ],
            },
        ),
    ]
