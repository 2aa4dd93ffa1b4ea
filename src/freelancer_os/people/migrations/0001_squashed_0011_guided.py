import django.db.models.deletion
import django.db.models.functions.text
import freelancer_os.core.fields.columns
import freelancer_os.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_first"),
        ("people", "0002_language"),
        ("people", "0003_laid_out"),
        ("people", "0004_letterhead"),
        ("people", "0005_letterhead_in_parts"),
        ("people", "0006_no_free_letterhead"),
        ("people", "0007_first_number"),
        ("people", "0008_bookkeeping"),
        ("people", "0009_closed_until"),
        ("people", "0010_sample"),
        ("people", "0011_guided"),
    ]

    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("is_superuser", models.BooleanField(default=False, help_text="Designates that this user has all permissions without explicitly assigning them.", verbose_name="superuser status")),
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=150)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True, help_text="Specific permissions for this user.", related_name="user_set", related_query_name="user", to="auth.permission", verbose_name="user permissions"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="user_email_unique", violation_error_message="Somebody with this e-mail address is here already.")
                ]
            },
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"indexes": [models.Index(fields=["expires_at"], name="link_expires")]},
        ),
        migrations.CreateModel(
            name="Workspace",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("basis", models.CharField(choices=[("accrual", "Accrual"), ("cash", "Cash")], default="accrual", max_length=8)),
                ("recovers_tax", models.BooleanField(default=True)),
                ("set_aside", freelancer_os.core.fields.columns.ScaledField(default=0, places=4)),
                ("closed_until", models.DateField(null=True)),
                ("street", models.CharField(blank=True, default="", max_length=200)),
                ("postal_code", models.CharField(blank=True, default="", max_length=20)),
                ("city", models.CharField(blank=True, default="", max_length=100)),
                ("region", models.CharField(blank=True, default="", max_length=100)),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("email", models.CharField(blank=True, default="", max_length=254)),
                ("phone", models.CharField(blank=True, default="", max_length=50)),
                ("website", models.CharField(blank=True, default="", max_length=500)),
                ("tax_id", models.CharField(blank=True, max_length=60)),
                ("registration", models.CharField(blank=True, default="", max_length=100)),
                ("e_address", models.CharField(blank=True, default="", max_length=254)),
                ("is_small_business", models.BooleanField(default=False)),
                ("payment_terms_days", models.PositiveSmallIntegerField(default=14)),
                ("template", models.CharField(choices=[("studio", "Studio"), ("classic", "Classic"), ("plain", "Plain")], default="studio", max_length=10)),
                ("accent", models.CharField(default="#0b6e54", max_length=7)),
                ("invoice_note", models.CharField(blank=True, default="", max_length=500)),
                ("logo", freelancer_os.core.fields.columns.DigestField(blank=True, default="", editable=False, max_length=64)),
                ("logo_type", models.CharField(blank=True, default="", editable=False, max_length=100)),
                ("name", models.CharField(max_length=120)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("locale", models.CharField(default="en-GB", max_length=20)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("year_start", models.PositiveSmallIntegerField(default=1)),
                ("invoice_pattern", models.CharField(default="{year}-{seq:03}", max_length=60)),
                ("credit_pattern", models.CharField(default="CN-{year}-{seq:03}", max_length=60)),
                ("number_start", freelancer_os.core.fields.columns.ScaledField(default=1, places=0)),
                ("sample", models.UUIDField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year_start__gte", 1), ("year_start__lte", 12)), name="workspace_year_start", violation_error_message="A fiscal year starts in a month from 1 to 12."
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(choices=[("owner", "Owner"), ("member", "Member"), ("accountant", "Accountant")], default="owner", max_length=12)),
                ("laid_out", models.JSONField(default=dict, editable=False)),
                ("guided", models.JSONField(default=dict, editable=False)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL)),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("workspace", "user"), name="membership_unique")]},
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.UUIDField(default=freelancer_os.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("is_read_only", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("workspace", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.workspace")),
            ],
        ),
    ]
