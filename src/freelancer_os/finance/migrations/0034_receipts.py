
import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('finance', '0033_closing_balances'),
        ('people', '0009_closed_until'),
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('folded', models.CharField(default='', editable=False, max_length=300)),
                ('name', models.CharField(max_length=200)),
                ('how', models.CharField(choices=[('einvoice', 'E-invoice'), ('text', 'Its text'), ('none', 'Not read')], default='none', max_length=8)),
                ('date', models.DateField(null=True)),
                ('amount', freelancer_os.core.fields.columns.MinorField(null=True)),
                ('currency', models.CharField(blank=True, default='', max_length=3)),
                ('supplier', models.CharField(blank=True, default='', max_length=200)),
                ('number', models.CharField(blank=True, default='', max_length=100)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', '-id'], name='receipt_latest'), models.Index(fields=['workspace', 'folded', 'id'], name='receipt_by_name'), models.Index(fields=['workspace', 'date', 'id'], name='receipt_by_date'), models.Index(fields=['workspace', 'how', 'id'], name='receipt_by_how'), models.Index(fields=['workspace', 'currency', 'amount'], name='receipt_by_amount')],
            },
        ),
    ]
