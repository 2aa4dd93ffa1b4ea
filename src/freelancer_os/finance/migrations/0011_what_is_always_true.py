import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("finance", "0010_payable")]

    operations = [
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('payable', django.db.models.expressions.CombinedExpression(models.F('total'), '-', models.F('withheld'))), ('outstanding', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('total'), '-', models.F('withheld')), '-', models.F('paid')))), name='invoice_outstanding'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('discount__gte', 0), models.Q(('discount', 0), ('discount_percent', 0), _connector='OR')), name='invoice_one_discount', violation_error_message='Enter the discount as an amount or in per cent.'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('credits__isnull', True), ('kind', 'credit_note'), _connector='OR'), name='invoice_credits_one', violation_error_message='Only a credit note credits an invoice.'),
        ),
        migrations.AddConstraint(
            model_name='invoice',
            constraint=models.CheckConstraint(condition=models.Q(('service_to__isnull', True), ('service_from__isnull', True), ('service_to__gte', models.F('service_from')), _connector='OR'), name='invoice_served_in_order', violation_error_message='A service period ends on or after its first day.'),
        ),
        migrations.AddConstraint(
            model_name='transaction',
            constraint=models.CheckConstraint(condition=models.Q(('total', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('tax'))), ('outstanding', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('total'), '-', models.F('withheld')), '-', models.F('paid')))), name='transaction_adds_up'),
        ),
        migrations.AddConstraint(
            model_name='transaction',
            constraint=models.CheckConstraint(condition=models.Q(('tax_category__isnull', True), models.Q(('tax_category', 'S'), ('tax_rate__gt', 0)), models.Q(models.Q(('tax_category', 'S'), _negated=True), ('tax_rate', 0)), _connector='OR'), name='transaction_category_of_rate', violation_error_message='The tax category does not fit the tax rate.'),
        ),
        migrations.AddConstraint(
            model_name='transaction',
            constraint=models.CheckConstraint(condition=models.Q(('service_to__isnull', True), ('service_from__isnull', True), ('service_to__gte', models.F('service_from')), _connector='OR'), name='transaction_served_in_order', violation_error_message='A service period ends on or after its first day.'),
        ),
    ]
