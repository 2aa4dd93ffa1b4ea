
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0037_owed_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='settlement',
            name='rounding',
            field=models.BigIntegerField(default=0, editable=False),
        ),
    ]
