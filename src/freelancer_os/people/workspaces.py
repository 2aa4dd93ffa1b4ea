"""Workspaces: one freelancer's business each, and the people who work in it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.columns import ScaledField
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.rows import insert_rows
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Logged, Records, Values
from freelancer_os.core.values.dates import is_time_zone, today_in
from freelancer_os.core.values.money import is_currency
from freelancer_os.core.values.text import clean, refusal
from freelancer_os.people.bookkeeping import Bookkeeping
from freelancer_os.people.letterhead import Letterhead, checked_letterhead
from freelancer_os.people.patterns import (
    DEFAULT_CREDIT_PATTERN,
    DEFAULT_PATTERN,
    check_credit_pattern,
    check_pattern,
)
from freelancer_os.people.users import User

LONGEST_LAYOUT = 2_000
TOURED = "ended"  # of a tour that a person went through to its end
HIGHEST_START = 10**9  # with which number invoices may begin


class Workspace(Letterhead, Bookkeeping, Logged):
    """One business: its base currency, its language and number format, its letterhead."""

    unlogged: ClassVar[frozenset[str]] = frozenset({"created_at"})
    by_verb = frozenset({"logo", "logo_type", "sample"})
    gives_worth = frozenset({"currency"})

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="EUR")
    locale = models.CharField(max_length=20, default="en-GB")
    time_zone = models.CharField(max_length=64, default="UTC")
    year_start = models.PositiveSmallIntegerField(default=1)
    invoice_pattern = models.CharField(max_length=60, default=DEFAULT_PATTERN)
    credit_pattern = models.CharField(max_length=60, default=DEFAULT_CREDIT_PATTERN)
    number_start = ScaledField(default=1, minimum=1, maximum=HIGHEST_START)
    # The change by which the sample data came, while it is there (`transfer.sample`).
    sample = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Records.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(year_start__gte=1, year_start__lte=12),
                name="workspace_year_start",
                violation_error_message=gettext_lazy(
                    "A fiscal year starts in a month from 1 to 12."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open(
        cls,
        *,
        owner: User,
        name: str,
        currency: str = "EUR",
        locale: str = "en-GB",
        time_zone: str = "UTC",
    ) -> "Workspace":
        """A new, empty workspace owned by `owner`. Raises ValidationError per field.

        What a workspace starts with (the client income category) is made by finance, which
        listens to nobody: `finance.opening.open_books(workspace)` is called by the doors.
        """
        workspace = cls(
            name=clean(name, field="workspace", max_length=120, required=True),
            currency=check_currency(currency),
            locale=check_locale(locale),
            time_zone=check_time_zone(time_zone),
        )
        with transaction.atomic():
            insert_rows(cls, [workspace])
            Membership.objects.create(workspace=workspace, user=owner, role=Membership.Role.OWNER)
        return cls.objects.get(pk=workspace.pk)

    @property
    def today(self) -> date:
        """The date it is in the workspace's time zone."""
        return today_in(self.time_zone)

    def scope(self) -> dict[str, UUID]:
        return {"pk": self.pk}

    def edit(self, values: Mapping[str, Any]) -> None:
        """Change settings. The base currency has a verb of its own and is refused here."""
        if values.get("currency", self.currency) != self.currency:
            raise refusal("currency", _("The base currency is changed on its own page."))
        checks: dict[str, Callable[[Any], Any]] = {
            "locale": check_locale,
            "time_zone": check_time_zone,
            "invoice_pattern": check_pattern,
            "credit_pattern": check_credit_pattern,
        }
        asked: dict[str, Any] = {n: checks[n](v) if n in checks else v for n, v in values.items()}
        if asked.get("closed_until", self.closed_until) != self.closed_until:
            self._refuse_to_close(asked["closed_until"])
        until = (self.closed_until, asked.get("closed_until", self.closed_until))
        if None not in until and asked.get("recovers_tax", self.recovers_tax) != self.recovers_tax:
            sentence = _("This changes figures of closed books. Reopen them first.")
            raise refusal("recovers_tax", sentence)
        if not 1 <= asked.get("year_start", 1) <= 12:
            raise refusal("year_start", _("A fiscal year starts in a month from 1 to 12."))
        self.take(checked_letterhead(self, admit(self, asked)))

    def _refuse_to_close(self, until: date | None) -> None:
        """The owner closes what is over, and reopens it. Raises ValidationError."""
        user = writing_unit(self).user
        roles = Membership.objects.filter(workspace=self, user=user).values_list("role", flat=True)
        if user is not None and Membership.Role.OWNER not in roles:
            raise refusal("closed_until", _("The owner closes the books, and reopens them."))
        if until is not None and until > self.today:
            raise refusal("closed_until", _("A period is closed once it is over."))

    def set_currency(self, code: str) -> None:
        """Count in another base currency; what was counted in the one before is no longer right.

        `finance.base_currency` brings the figures along. Raises ValidationError on `currency`.
        """
        self.refuse_currency(code)
        self.currency = code
        self.save()

    def refuse_currency(self, code: str) -> None:
        """Raises ValidationError where this cannot become the base currency."""
        if check_currency(code) == self.currency:
            raise refusal(
                "currency", _("The books are in {currency} already.").format(currency=code)
            )
        if self.closed_until is not None:
            raise refusal("currency", _figures_are_closed())

    def inverse(self, before: Values) -> Values:
        """Closed books keep their currency."""
        if "currency" in before and self.closed_until is not None:
            raise Conflict(_figures_are_closed())
        return before


class Membership(models.Model):
    """The role of a person in a workspace."""

    class Role(models.TextChoices):
        OWNER = "owner"
        MEMBER = "member"
        ACCOUNTANT = "accountant"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.OWNER)
    # How the person has laid out lists that are no views: query strings by address and layout.
    laid_out = models.JSONField(default=dict, editable=False)
    # How far the person has come in each tour, and whether the first steps are put away.
    guided = models.JSONField(default=dict, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "user"], name="membership_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace}: {self.role}"

    @property
    def may_write(self) -> bool:
        """An accountant reads everything and writes nothing."""
        return self.role != self.Role.ACCOUNTANT

    def guide(self, name: str, value: object) -> None:
        """Keep one thing of how the person is guided; None forgets it."""
        with transaction.atomic():
            stored = Membership.objects.select_for_update().get(pk=self.pk).guided
            self.guided = {n: v for n, v in {**stored, name: value}.items() if v is not None}
            self.save(update_fields=["guided"])

    def lay_out(self, place: str, query: str) -> None:
        """Keep how the person has laid out the list at `place`; "" is as it is for everybody."""
        if self.laid_out.get(place, "") == query or len(query) > LONGEST_LAYOUT:
            return
        with transaction.atomic():
            stored = Membership.objects.select_for_update().get(pk=self.pk).laid_out
            self.laid_out = {n: q for n, q in {**stored, place: query}.items() if q}
            self.save(update_fields=["laid_out"])


def _figures_are_closed() -> str:
    return _(
        "Another base currency changes every figure, and the books are closed. Reopen them in the "
        "settings first."
    )


def check_currency(code: str) -> str:
    """An ISO 4217 code in use; raises ValidationError on `currency`."""
    if not is_currency(code):
        raise refusal(
            "currency", _("“{code}” is not a currency; write EUR or USD.").format(code=code[:20])
        )
    return code


def check_locale(name: str) -> str:
    """A BCP 47 name that CLDR knows, such as de-DE; raises ValidationError on `locale`."""
    try:
        Locale.parse(name, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        raise refusal(
            "locale",
            _("“{name}” is not a language; write de-DE or en-US.").format(name=str(name)[:20]),
        ) from None
    return name


def check_time_zone(name: str) -> str:
    """An IANA time zone; raises ValidationError on `time_zone`."""
    if not is_time_zone(name):
        raise refusal(
            "time_zone",
            _("“{name}” is not a time zone; write Europe/Berlin.").format(name=str(name)[:40]),
        )
    return name
