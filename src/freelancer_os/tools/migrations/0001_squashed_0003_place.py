import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("tools", "0001_first"), ("tools", "0002_own_properties"), ("tools", "0003_place")]

    dependencies = [("clients", "0001_first"), ("people", "0002_language")]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("name", models.CharField(max_length=200)),
                ("role", freelancer_os.core.fields.columns.OwnChoiceField(max_length=40, null=True)),
                ("designation", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=50)),
                ("address", models.CharField(blank=True, max_length=1000)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("company", models.CharField(blank=True, max_length=200)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="contact_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="contact_by_name"),
                    models.Index(fields=["workspace", "role", "folded"], name="contact_by_role"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="contact_by_place"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("title", models.CharField(max_length=200)),
                ("area", freelancer_os.core.fields.columns.OwnChoiceField(max_length=40, null=True)),
                ("target", freelancer_os.core.fields.columns.ScaledField(null=True, places=4)),
                ("progress", freelancer_os.core.fields.columns.ScaledField(default=0, places=4)),
                ("target_date", models.DateField(null=True)),
                ("completion", models.BigIntegerField(editable=False, null=True)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="goal_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="goal_by_title"),
                    models.Index(fields=["workspace", "area", "folded"], name="goal_by_area"),
                    models.Index(fields=["workspace", "target_date", "id"], name="goal_by_date"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="goal_by_place"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("title", models.CharField(max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("medium", freelancer_os.core.fields.columns.OwnChoiceField(max_length=40, null=True)),
                ("priority", models.CharField(choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], default="medium", max_length=8)),
                ("agenda", models.TextField(blank=True, default="", max_length=20000)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="meeting_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="meeting_by_title"),
                    models.Index(fields=["workspace", "starts_at", "id"], name="meeting_by_start"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="meeting_by_place"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"),
                        name="meeting_ends_after_start",
                        violation_error_message="A meeting ends after it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("client", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="clients.client")),
                ("contact", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="tools.contact")),
                ("meeting", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="tools.meeting")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["meeting", "workspace"], name="participant_by_meeting"),
                    models.Index(fields=["client", "workspace"], name="participant_by_client"),
                    models.Index(fields=["contact", "workspace"], name="participant_by_contact"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("client__isnull", False), ("contact__isnull", True)), models.Q(("client__isnull", True), ("contact__isnull", False)), _connector="OR"),
                        name="participant_is_one",
                        violation_error_message="A participant is a client or a contact.",
                    ),
                    models.UniqueConstraint(fields=("workspace", "meeting", "client"), name="participant_client_once"),
                    models.UniqueConstraint(fields=("workspace", "meeting", "contact"), name="participant_contact_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(choices=[("checklist", "Checklist"), ("guide", "Guide"), ("strategy", "Strategy"), ("tip", "Tip")], default="guide", max_length=12)),
                ("category", models.CharField(blank=True, max_length=100)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("body", models.TextField(blank=True, default="", max_length=20000)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="resource_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="resource_by_title"),
                    models.Index(fields=["workspace", "kind", "folded"], name="resource_by_kind"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="resource_by_place"),
                ]
            },
        ),
    ]
