"""Tax numbers: a slip is told, what nobody can check is taken."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.codes.tax_numbers import check_tax_id


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("DE136695976", "DE", "DE136695976"),
        ("de 136 695 976", "", "DE136695976"),
        ("ATU 571.949.03", "AT", "ATU57194903"),
        ("FR 40 303 265 045", "FR", "FR40303265045"),
        ("EL 094259216", "GR", "EL094259216"),
        ("XI 980 7806 84", "GB", "XI980780684"),
        ("ESB58378431", "US", "ESB58378431"),  # registered in Spain, at home elsewhere
        ("136695976", "DE", "136695976"),
        ("12/345/67890", "DE", "12/345/67890"),  # of the tax office, not for VAT
        ("CHE-107.787.577 MWST", "CH", "CHE-107.787.577 MWST"),
        ("995 525 828 MVA", "NO", "995 525 828 MVA"),
        ("12-3456789", "US", "12-3456789"),
        ("anything", "", "anything"),
        ("anything", "XK", "anything"),
        ("DEMO", "", "DEMO"),
        ("", "DE", ""),
    ],
)
def test_what_is_right_or_unknown_is_taken(typed: str, country: str, kept: str) -> None:
    assert check_tax_id(typed, country) == kept
    assert check_tax_id(kept, country) == kept


@pytest.mark.parametrize(
    ("typed", "country", "sentence"),
    [
        ("DE136695977", "DE", "The check digit of “DE136695977” does not match"),
        ("DE136695977", "", "one of its digits is wrong."),
        ("136695977", "DE", "The check digit of “136695977” does not match"),
        ("GB980780685", "GB", "does not match"),
        ("CHE-107.787.578 MWST", "CH", "does not match"),
        ("DE 123", "DE", "“DE 123” is not a VAT number of Germany"),
        ("EL123", "GR", "is not a VAT number of Greece"),
        ("XI12", "GB", "is not a VAT number of United Kingdom"),
        ("FR4030326504X", "FR", "is not a VAT number of France"),
    ],
)
def test_a_slip_is_said_at_the_field(typed: str, country: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_tax_id(typed, country)
    ((field, (said,)),) = refused.value.message_dict.items()
    assert field == "tax_id" and sentence in said
