from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_compact_log")]

    operations = [
        migrations.RemoveField("changerow", "before"),
        migrations.RemoveField("changerow", "after"),
        migrations.RemoveIndex("changerow", "changerow_of_change"),
        migrations.RemoveIndex("changerow", "changerow_action"),
        migrations.RemoveIndex("changerow", "changerow_record"),
        migrations.AddIndex(
            "changerow", models.Index(fields=["record_id"], name="changerow_record")
        ),
        migrations.AddIndex(
            "changerow",
            models.Index(fields=["change", "id"], name="changerow_of_change"),
        ),
        migrations.AddIndex(
            "changerow",
            models.Index(
                condition=models.Q(("action", "delete")),
                fields=["workspace", "id"],
                name="changerow_deleted",
            ),
        ),
    ]
