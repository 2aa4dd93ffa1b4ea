
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_second_sum'),
    ]

    operations = [
        migrations.AddField(
            model_name='job',
            name='holds_all',
            field=models.BooleanField(default=False),
        ),
    ]
