import django.db.models.deletion
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("engine", "0001_first"), ("engine", "0002_links"), ("engine", "0003_default_view"), ("engine", "0004_own_properties"), ("engine", "0005_choice_values")]

    dependencies = [("people", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Property",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("name", models.CharField(max_length=60)),
                ("slug", models.CharField(editable=False, max_length=40)),
                ("collection", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("number", "Number"),
                            ("money", "Money"),
                            ("date", "Date"),
                            ("select", "Select"),
                            ("multi_select", "Multi-select"),
                            ("checkbox", "Checkbox"),
                            ("link", "Link"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("choice", "Choice"),
                        ],
                        max_length=12,
                    ),
                ),
                ("options", models.JSONField(blank=True, default=list)),
                ("retired", models.JSONField(default=list, editable=False)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "verbose_name_plural": "properties",
                "constraints": [models.UniqueConstraint(fields=("workspace", "collection", "slug"), name="property_slug_unique", violation_error_message="There is a property of this name already.")],
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("folded", models.CharField(default="", editable=False, max_length=300)),
                ("name", models.CharField(max_length=120)),
                ("slug", models.CharField(editable=False, max_length=40)),
                ("collection", models.CharField(max_length=40)),
                ("layout", models.CharField(default="table", max_length=12)),
                ("query", models.CharField(blank=True, max_length=8000)),
                ("is_default", models.BooleanField(default=False)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "collection", "slug"), name="view_slug_unique", violation_error_message="There is a view of this name already."),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("workspace", "collection"), name="view_default_once", violation_error_message="There is a default view already."
                    ),
                ]
            },
        ),
    ]
