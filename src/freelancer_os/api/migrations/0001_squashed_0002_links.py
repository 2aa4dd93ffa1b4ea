import django.db.models.deletion
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("api", "0001_first"), ("api", "0002_links")]

    dependencies = [("people", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("token", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.apitoken")),
                ("workspace", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"indexes": [models.Index(fields=["workspace", "made_at"], name="kept_answer_age")], "constraints": [models.UniqueConstraint(fields=("token", "key"), name="kept_answer_unique")]},
        )
    ]
