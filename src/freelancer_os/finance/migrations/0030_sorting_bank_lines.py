import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0008_credit'),
        ('finance', '0029_archived_by_a_hook'),
        ('people', '0009_closed_until'),
        ('projects', '0005_billable'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('folded', models.CharField(default='', editable=False, max_length=300)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('contains', models.CharField(blank=True, default='', max_length=200)),
                ('needle', models.CharField(default='', editable=False, max_length=300)),
                ('amount_min', freelancer_os.core.fields.columns.MinorField(null=True)),
                ('amount_max', freelancer_os.core.fields.columns.MinorField(null=True)),
                ('kind', models.CharField(choices=[('income', 'Income'), ('expense', 'Expense')], max_length=8, null=True)),
                ('description', models.CharField(blank=True, default='', max_length=300)),
                ('tax_rate', freelancer_os.core.fields.columns.ScaledField(null=True, places=4)),
                ('position', freelancer_os.core.fields.columns.ScaledField(default=0, places=0)),
            ],
        ),
        migrations.AddField(
            model_name='bankline',
            name='exchange_rate',
            field=freelancer_os.core.fields.columns.ScaledField(null=True, places=10),
        ),
        migrations.AddField(
            model_name='bankline',
            name='how',
            field=models.CharField(choices=[('category', 'Category'), ('rule', 'By a rule'), ('split', 'Split'), ('invoice', 'Invoice'), ('entry', 'Entry'), ('paid', 'Paid entry'), ('transfer', 'Transfer'), ('half', 'Half of a transfer')], max_length=8, null=True),
        ),
        migrations.AddField(
            model_name='bankline',
            name='payee',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddField(
            model_name='bankline',
            name='payee_key',
            field=models.CharField(default='', editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='bankline',
            name='state',
            field=models.CharField(choices=[('new', 'New'), ('sorted', 'Sorted'), ('ignored', 'Ignored')], default='new', max_length=8),
        ),
        migrations.AddField(
            model_name='bankline',
            name='transaction',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.transaction'),
        ),
        migrations.AddField(
            model_name='payment',
            name='line',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.bankline'),
        ),
        migrations.AddField(
            model_name='transaction',
            name='waits',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name='bankline',
            index=models.Index(condition=models.Q(('transaction__isnull', False)), fields=['transaction', 'workspace'], name='bank_line_by_transaction'),
        ),
        migrations.AddIndex(
            model_name='bankline',
            index=models.Index(fields=['workspace', 'state', '-date', '-id'], name='bank_line_by_state'),
        ),
        migrations.AddIndex(
            model_name='bankline',
            index=models.Index(condition=models.Q(('state', 'sorted')), fields=['workspace', 'payee_key', 'date'], name='bank_line_by_payee'),
        ),
        migrations.AddIndex(
            model_name='bankline',
            index=models.Index(fields=['workspace', 'date', 'id'], name='bank_line_newest'),
        ),
        migrations.AddIndex(
            model_name='bankline',
            index=models.Index(fields=['workspace', 'id'], name='bank_line_latest'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(condition=models.Q(('line__isnull', False)), fields=['line', 'workspace'], name='payment_by_line'),
        ),
        migrations.AddField(
            model_name='rule',
            name='account',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.account'),
        ),
        migrations.AddField(
            model_name='rule',
            name='category',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.category'),
        ),
        migrations.AddField(
            model_name='rule',
            name='client',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='clients.client'),
        ),
        migrations.AddField(
            model_name='rule',
            name='service',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.service'),
        ),
        migrations.AddField(
            model_name='rule',
            name='transfer_to',
            field=freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.account'),
        ),
        migrations.AddField(
            model_name='rule',
            name='workspace',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.workspace'),
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['workspace', 'position', 'id'], name='rule_by_position'),
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['account', 'workspace'], name='rule_by_account'),
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['category', 'workspace'], name='rule_by_category'),
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['client', 'workspace'], name='rule_by_client'),
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['service', 'workspace'], name='rule_by_service'),
        ),
        migrations.AddIndex(
            model_name='rule',
            index=models.Index(fields=['transfer_to', 'workspace'], name='rule_by_transfer_to'),
        ),
    ]
