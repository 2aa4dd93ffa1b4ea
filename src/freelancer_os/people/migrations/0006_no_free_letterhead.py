from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0005_letterhead_in_parts")]

    operations = [
        migrations.RemoveField(model_name="workspace", name="address"),
        migrations.RemoveField(model_name="workspace", name="bank_details"),
    ]
