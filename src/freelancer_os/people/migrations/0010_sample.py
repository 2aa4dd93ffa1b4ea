from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_closed_until'),
    ]

    operations = [
        migrations.AddField(
            model_name='workspace',
            name='sample',
            field=models.UUIDField(editable=False, null=True),
        ),
    ]
