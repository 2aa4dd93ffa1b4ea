import django.db.models.deletion
import freelancer_os.core.fields.columns
import freelancer_os.core.fields.links
import freelancer_os.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0008_credit'),
        ('finance', '0027_budgets'),
        ('people', '0009_closed_until'),
        ('projects', '0005_billable'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recurring',
            fields=[
                ('id', models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('own', freelancer_os.core.fields.columns.OwnField(editable=False, null=True)),
                ('folded', models.CharField(default='', editable=False, max_length=300)),
                ('kind', models.CharField(choices=[('income', 'Income'), ('expense', 'Expense')], max_length=8)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('amount', freelancer_os.core.fields.columns.MinorField(default=0)),
                ('currency', models.CharField(max_length=3)),
                ('exchange_rate', freelancer_os.core.fields.columns.ScaledField(null=True, places=10)),
                ('tax_rate', freelancer_os.core.fields.columns.ScaledField(default=0, places=4)),
                ('tax_included', models.BooleanField(default=False)),
                ('pays_itself', models.BooleanField(default=False)),
                ('posts_as', models.CharField(choices=[('entry', 'Entry'), ('draft', 'Draft of an invoice'), ('sent', 'Invoice, sent at once')], default='entry', max_length=8)),
                ('lines', models.JSONField(blank=True, default=list)),
                ('mail_to', models.CharField(blank=True, default='', max_length=500)),
                ('every', models.CharField(choices=[('week', 'week'), ('month', 'month'), ('quarter', 'quarter'), ('year', 'year')], default='month', max_length=8)),
                ('interval', freelancer_os.core.fields.columns.ScaledField(default=1, places=0)),
                ('start_date', models.DateField()),
                ('end_date', models.DateField(null=True)),
                ('times', freelancer_os.core.fields.columns.ScaledField(null=True, places=0)),
                ('paused', models.BooleanField(default=False)),
                ('since', models.DateField(editable=False, null=True)),
                ('mails_since', models.DateField(editable=False, null=True)),
                ('last_date', models.DateField(editable=False, null=True)),
                ('next_date', models.DateField(editable=False, null=True)),
                ('waits', models.CharField(blank=True, default='', editable=False, max_length=500)),
                ('account', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.account')),
                ('category', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.category')),
                ('client', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='clients.client')),
                ('project', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.project')),
                ('service', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.service')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.workspace')),
            ],
            options={
                'verbose_name_plural': 'recurring',
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('invoice', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.invoice')),
                ('transaction', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.transaction')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.workspace')),
                ('recurring', freelancer_os.core.fields.links.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='finance.recurring')),
            ],
        ),
        migrations.AddIndex(
            model_name='recurring',
            index=models.Index(fields=['workspace', 'next_date', 'id'], name='recurring_by_next'),
        ),
        migrations.AddIndex(
            model_name='recurring',
            index=models.Index(fields=['category', 'workspace'], name='recurring_by_category'),
        ),
        migrations.AddIndex(
            model_name='recurring',
            index=models.Index(fields=['account', 'workspace'], name='recurring_by_account'),
        ),
        migrations.AddIndex(
            model_name='recurring',
            index=models.Index(fields=['client', 'workspace'], name='recurring_by_client'),
        ),
        migrations.AddIndex(
            model_name='recurring',
            index=models.Index(fields=['project', 'workspace'], name='recurring_by_project'),
        ),
        migrations.AddIndex(
            model_name='recurring',
            index=models.Index(fields=['service', 'workspace'], name='recurring_by_service'),
        ),
        migrations.AddConstraint(
            model_name='recurring',
            constraint=models.CheckConstraint(condition=models.Q(('end_date__isnull', True), ('end_date__gte', models.F('start_date')), _connector='OR'), name='recurring_ends_after_start', violation_error_message='It ends on or after its first day.'),
        ),
        migrations.AddConstraint(
            model_name='recurring',
            constraint=models.CheckConstraint(condition=models.Q(('posts_as', 'entry'), models.Q(('kind', 'income'), ('pays_itself', False)), _connector='OR'), name='recurring_invoice_is_income', violation_error_message='An invoice is income, and is paid later.'),
        ),
        migrations.AddConstraint(
            model_name='recurring',
            constraint=models.CheckConstraint(condition=models.Q(('pays_itself', False), ('account__isnull', False), _connector='OR'), name='recurring_pays_from_account', violation_error_message='Say on which account it pays itself.'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('transaction__isnull', False)), fields=['transaction', 'workspace'], name='occurrence_by_transaction'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('invoice__isnull', False)), fields=['invoice', 'workspace'], name='occurrence_by_invoice'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('recurring', 'workspace', 'date'), name='occurrence_once', violation_error_message='This day was posted already.'),
        ),
    ]
