
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0028_recurring'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='account',
            name='account_archived_is_empty',
        ),
    ]
