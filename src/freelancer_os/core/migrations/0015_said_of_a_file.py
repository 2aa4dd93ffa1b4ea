
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0014_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='said',
            field=models.JSONField(editable=False, null=True),
        ),
    ]
