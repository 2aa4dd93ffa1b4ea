from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("finance", "0034_receipts")]

    operations = [
        migrations.AddField(
            model_name="invoice",
            name="paid_from",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="invoice",
            name="paid_to",
            field=models.DateField(editable=False, null=True),
        ),
    ]
