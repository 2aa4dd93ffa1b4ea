import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("projects", "0001_first"), ("projects", "0002_own_properties"), ("projects", "0003_place"), ("projects", "0004_hourly_rate"), ("projects", "0005_billable")]

    dependencies = [("clients", "0004_place"), ("people", "0002_language")]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("name", models.CharField(max_length=200)),
                ("priority", models.CharField(choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], default="medium", max_length=8)),
                ("status", models.CharField(choices=[("not_started", "Not started"), ("in_progress", "In progress"), ("completed", "Completed")], default="not_started", max_length=12)),
                ("value", freelancer_os.core.fields.columns.MinorField(null=True)),
                ("hourly_rate", freelancer_os.core.fields.columns.MinorField(null=True)),
                ("start_date", models.DateField(null=True)),
                ("end_date", models.DateField(null=True)),
                ("estimated_hours", freelancer_os.core.fields.columns.SecondsField(null=True)),
                ("completion_basis", models.CharField(choices=[("hours", "Hours"), ("invoiced", "Invoicing")], default="hours", max_length=8)),
                ("tracked_hours", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("invoiced", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("income", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("completion", models.BigIntegerField(editable=False, null=True)),
                ("client", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="clients.client")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="project_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="project_by_name"),
                    models.Index(fields=["client", "workspace", "folded"], name="project_by_client"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="project_by_place"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_date__isnull", True), ("start_date__isnull", True), ("end_date__gte", models.F("start_date")), _connector="OR"),
                        name="project_ends_after_start",
                        violation_error_message="A project ends on or after the day it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("name", models.CharField(max_length=200)),
                ("status", models.CharField(choices=[("not_started", "Not started"), ("in_progress", "In progress"), ("completed", "Completed")], default="not_started", max_length=12)),
                ("pricing", models.CharField(choices=[("hourly", "Hourly"), ("fixed", "Fixed")], default="fixed", max_length=8)),
                ("rate", freelancer_os.core.fields.columns.MinorField(null=True)),
                ("hourly_rate", freelancer_os.core.fields.columns.MinorField(null=True)),
                ("expected_hours", freelancer_os.core.fields.columns.SecondsField(null=True)),
                ("start_date", models.DateField(null=True)),
                ("end_date", models.DateField(null=True)),
                ("assignees", models.CharField(blank=True, max_length=500)),
                ("income", freelancer_os.core.fields.columns.TotalField(default=0, editable=False)),
                ("total_value", models.BigIntegerField(default=0, editable=False)),
                ("client", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="clients.client")),
                ("project", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="projects.project")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "-id"], name="service_latest"),
                    models.Index(fields=["workspace", "folded", "id"], name="service_by_name"),
                    models.Index(fields=["project", "workspace", "folded"], name="service_by_project"),
                    models.Index(fields=["client", "workspace", "folded"], name="service_by_client"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="service_by_place"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_date__isnull", True), ("start_date__isnull", True), ("end_date__gte", models.F("start_date")), _connector="OR"),
                        name="service_ends_after_start",
                        violation_error_message="A service ends on or after the day it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeEntry",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("own", freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ("place", models.CharField(editable=False, max_length=400, null=True)),
                ("date", models.DateField()),
                ("hours", freelancer_os.core.fields.columns.SecondsField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("billable", models.BooleanField(default=True)),
                ("project", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="projects.project")),
                ("service", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="projects.service")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "verbose_name": "time entry",
                "verbose_name_plural": "time entries",
                "indexes": [
                    models.Index(fields=["workspace", "-date", "-id"], name="time_newest"),
                    models.Index(fields=["workspace", "-id"], name="time_latest"),
                    models.Index(fields=["project", "workspace", "-date", "-id"], name="time_by_project"),
                    models.Index(fields=["service", "workspace", "-date", "-id"], name="time_by_service"),
                    models.Index(condition=models.Q(("place__isnull", False)), fields=["workspace", "place"], name="time_by_place"),
                ],
            },
        ),
    ]
