import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("clients", "0001_first"),
        ("clients", "0002_links"),
        ("clients", "0003_own_properties"),
        ("clients", "0004_place"),
        ("clients", "0005_archived"),
        ("clients", "0006_what_invoices_need"),
        ("clients", "0007_no_reminders"),
        ("clients", "0008_credit"),
    ]

    dependencies = [("people", "0002_language")]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("name", models.CharField(max_length=200)),
                ("company", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("position", models.CharField(blank=True, max_length=200)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("billing_email", models.CharField(blank=True, max_length=254)),
                ("website", models.CharField(blank=True, max_length=500)),
                ("stage", freelancer_os.core.fields.columns.OwnChoiceField(default="lead", max_length=40)),
                ("contract_value", freelancer_os.core.fields.columns.MinorField(null=True)),
                ("hourly_rate", freelancer_os.core.fields.columns.MinorField(null=True)),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("next_step_on", models.DateField(null=True)),
                ("lost_reason", models.CharField(blank=True, max_length=200)),
                ("street", models.CharField(blank=True, max_length=200)),
                ("postal_code", models.CharField(blank=True, max_length=20)),
                ("city", models.CharField(blank=True, max_length=100)),
                ("region", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("tax_id", models.CharField(blank=True, max_length=60)),
                ("e_address", models.CharField(blank=True, max_length=254)),
                ("buyer_reference", models.CharField(blank=True, max_length=100)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("payment_terms_days", models.PositiveSmallIntegerField(null=True)),
                ("archived", models.BooleanField(default=False)),
                ("no_reminders", models.BooleanField(default=False)),
                ("invoice_amount", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("invoice_total", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("income", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("credit", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("share_invoiced", models.BigIntegerField(editable=False, null=True)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="client_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="client_by_name"),
                    models.Index(fields=["workspace", "stage", "folded"], name="client_by_stage"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="client_by_place"),
                ]
            },
        )
    ]
