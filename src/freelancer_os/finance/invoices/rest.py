"""What becomes of the rest where less is paid than is outstanding."""

from django.db import models


class Rest(models.TextChoices):
    """Open, a discount that was taken, or what a bank took off."""

    OPEN = "open", "Stays outstanding"
    DISCOUNT = "discount", "Is a discount for early payment"
    FEE = "fee", "Is a fee of the bank"
