from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_ids_as_bytes")]

    operations = [migrations.AddField("changerow", "content", models.BinaryField(default=b"{}"))]
