from importlib import import_module

import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.conf import settings
from django.db import migrations, models

SEARCH = import_module("freelancer_os.core.migrations.0014_search")


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_first"),
        ("core", "0002_links"),
        ("core", "0003_note"),
        ("core", "0004_ids_as_bytes"),
        ("core", "0005_room_for_a_compact_log"),
        ("core", "0006_compact_log"),
        ("core", "0007_log_by_what_reads_it"),
        ("core", "0008_tally_definition"),
        ("core", "0009_said_in_any_language"),
        ("core", "0010_job"),
        ("core", "0011_digest_of_a_kept_file"),
        ("core", "0012_second_sum"),
        ("core", "0013_job_that_holds_all"),
        ("core", "0014_search"),
        ("core", "0015_said_of_a_file"),
    ]

    dependencies = [("people", "0009_closed_until")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("kind", models.CharField(choices=[("write", "Write"), ("undo", "Undo"), ("redo", "Redo")], default="write", max_length=8)),
                ("sentence", models.CharField(max_length=300)),
                ("said", models.JSONField(default=dict)),
                ("door", models.CharField(max_length=16)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("stands_at", models.BigIntegerField(null=True)),
                ("undone_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.change")),
                ("user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [models.Index(fields=["workspace", "user", "stands_at"], name="change_stands"), models.Index(fields=["workspace", "undone_by"], name="change_undone_by")],
                "constraints": [models.UniqueConstraint(fields=("workspace", "number"), name="change_number_unique")],
            },
        ),
        migrations.CreateModel(name="TallyDefinition", fields=[("name", models.CharField(max_length=64, primary_key=True, serialize=False)), ("definition", models.TextField())]),
        migrations.CreateModel(
            name="ChangeRow",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=64)),
                ("record_id", models.UUIDField()),
                ("title", models.CharField(max_length=300)),
                ("action", models.CharField(choices=[("create", "Create"), ("update", "Update"), ("delete", "Delete")], max_length=8)),
                ("content", models.BinaryField(default=b"{}")),
                ("change", freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.change")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["record_id"], name="changerow_record"),
                    models.Index(fields=["change", "id"], name="changerow_of_change"),
                    models.Index(condition=models.Q(("action", "delete")), fields=["workspace", "id"], name="changerow_deleted"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=64)),
                ("record_id", models.UUIDField()),
                ("body", models.TextField(blank=True, default="", max_length=100000)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"verbose_name": "note", "constraints": [models.UniqueConstraint(fields=("workspace", "record_id"), name="note_once")]},
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=64)),
                ("record_id", models.UUIDField()),
                ("title", models.CharField(default="", max_length=300)),
                ("words", models.TextField(default="")),
                ("beside", models.TextField(default="")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={
                "indexes": [models.Index(fields=["workspace", "title", "id"], name="search_title")],
                "constraints": [models.UniqueConstraint(fields=("workspace", "record_id"), name="search_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(max_length=40)),
                ("mirrored", models.CharField(max_length=40)),
                ("count", models.BigIntegerField()),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"indexes": [models.Index(fields=["workspace", "mirrored"], name="word_from_its_end")], "constraints": [models.UniqueConstraint(fields=("workspace", "word"), name="word_once")]},
        ),
        migrations.CreateModel(
            name="TallyRow",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=200)),
                ("count", models.BigIntegerField(default=0)),
                ("amount", models.BigIntegerField(default=0)),
                ("beside", models.BigIntegerField(default=0)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("workspace", "name", "key"), name="tally_unique")]},
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=64)),
                ("record_id", models.UUIDField()),
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("digest", freelancer_os.core.fields.columns.DigestField(blank=True, default="", editable=False, max_length=64)),
                ("said", models.JSONField(editable=False, null=True)),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"verbose_name": "file", "indexes": [models.Index(fields=["workspace", "record_id"], name="attachment_by_record"), models.Index(fields=["digest"], name="attachment_by_digest")]},
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("change", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to="core.change")),
                ("of", models.JSONField(default=list)),
                ("holds_all", models.BooleanField(default=False)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("is_cancelled", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
                ("workspace", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
        ),
        migrations.RunPython(SEARCH.make, SEARCH.drop),
    ]
