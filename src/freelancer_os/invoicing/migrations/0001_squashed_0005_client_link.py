import django.db.models.deletion
import django.utils.timezone
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("invoicing", "0001_mail_server"), ("invoicing", "0002_outbox"), ("invoicing", "0003_mail_text"), ("invoicing", "0004_reminder"), ("invoicing", "0005_client_link")]

    dependencies = [("finance", "0007_sent_to"), ("people", "0007_first_number")]

    operations = [
        migrations.CreateModel(
            name="MailText",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("occasion", models.CharField(choices=[("invoice", "Invoice"), ("before", "Before"), ("first", "First"), ("second", "Second"), ("last", "Last")], default="invoice", max_length=8)),
                ("language", models.CharField(default="en", max_length=8)),
                ("subject", models.CharField(max_length=200)),
                ("message", models.TextField(max_length=5000)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"verbose_name": "wording"},
        ),
        migrations.CreateModel(
            name="ClientLink",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("client_id", models.UUIDField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("workspace", "client_id"), name="client_link_one")]},
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("step", models.PositiveSmallIntegerField(null=True)),
                ("to", models.CharField(max_length=2560)),
                ("copy_to", models.CharField(blank=True, default="", max_length=254)),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True, default="", max_length=20000)),
                ("message_id", models.CharField(editable=False, max_length=100)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("decision", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(choices=[("waiting", "Waiting"), ("sending", "Sending"), ("sent", "Sent"), ("failed", "Failed"), ("perhaps", "Perhaps sent")], default="waiting", max_length=8),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("handed_at", models.DateTimeField(editable=False, null=True)),
                ("left_at", models.DateTimeField(editable=False, null=True)),
                ("problem", models.JSONField(default=dict, editable=False)),
                ("is_settled", models.BooleanField(default=False, editable=False)),
                ("invoice", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="finance.invoice")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "verbose_name": "mail",
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="mail_latest"),
                    models.Index(fields=["invoice", "workspace", "id"], name="mail_by_invoice"),
                    models.Index(condition=models.Q(("state", "sent"), _negated=True), fields=["state", "next_at", "workspace"], name="mail_open"),
                ],
                "constraints": [models.UniqueConstraint(condition=models.Q(("step__isnull", False)), fields=("workspace", "invoice", "step"), name="mail_reminder_once")],
            },
        ),
        migrations.CreateModel(
            name="MailServer",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("host", models.CharField(max_length=253)),
                ("port", models.PositiveIntegerField()),
                ("security", models.CharField(choices=[("tls", "Tls"), ("starttls", "Starttls"), ("none", "None")], default="tls", max_length=8)),
                ("user", models.CharField(blank=True, default="", max_length=254)),
                ("password", models.TextField(blank=True, default="", editable=False)),
                ("from_address", models.CharField(max_length=254)),
                ("from_name", models.CharField(blank=True, default="", max_length=120)),
                ("copy_to_self", models.BooleanField(default=True)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"verbose_name": "mail server", "constraints": [models.UniqueConstraint(fields=("workspace",), name="mail_server_once")]},
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("days", freelancer_os.core.fields.columns.ScaledField(places=0)),
                ("occasion", models.CharField(choices=[("invoice", "Invoice"), ("before", "Before"), ("first", "First"), ("second", "Second"), ("last", "Last")], default="first", max_length=8)),
                ("step", models.PositiveSmallIntegerField(editable=False)),
                ("since", models.DateField(editable=False)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"verbose_name": "reminder", "constraints": [models.UniqueConstraint(fields=("workspace", "step"), name="reminder_step_once")]},
        ),
    ]
