
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0013_job_that_holds_all'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='said',
            field=models.JSONField(editable=False, null=True),
        ),
    ]
