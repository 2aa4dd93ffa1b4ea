from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_sample'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='guided',
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
