from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('finance', '0031_sorted_so_far')]

    operations = [
        migrations.RemoveIndex(
            model_name='bankline',
            name='bank_line_by_payment',
        ),
        migrations.RemoveField(
            model_name='bankline',
            name='payment',
        ),
        migrations.RemoveField(
            model_name='bankline',
            name='status',
        ),
    ]
