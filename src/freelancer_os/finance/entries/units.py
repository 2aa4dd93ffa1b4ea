"""What a quantity counts, and what kind of tax an amount bears: the codes of EN 16931."""

from django.db import models


class UnitCode(models.TextChoices):
    """The usual units, by their codes of UN/ECE Recommendation 20."""

    PIECE = "C62", "Piece"
    HOUR = "HUR", "Hour"
    DAY = "DAY", "Day"
    WEEK = "WEE", "Week"
    MONTH = "MON", "Month"
    YEAR = "ANN", "Year"
    LUMP_SUM = "LS", "Lump sum"
    MINUTE = "MIN", "Minute"
    KILOMETRE = "KMT", "Kilometre"
    METRE = "MTR", "Metre"
    SQUARE_METRE = "MTK", "Square metre"
    KILOGRAM = "KGM", "Kilogram"
    LITRE = "LTR", "Litre"
    SET = "SET", "Set"
    PAGE = "ZP", "Page"


class TaxCategory(models.TextChoices):
    """The categories of tax, by their codes of UNCL 5305."""

    STANDARD = "S", "Taxed"
    ZERO = "Z", "Zero rate"
    EXEMPT = "E", "Exempt"
    REVERSE_CHARGE = "AE", "Reverse charge"
    INTRA_COMMUNITY = "K", "Intra-Community supply"
    EXPORT = "G", "Export"
    OUT_OF_SCOPE = "O", "Outside the scope of tax"
