"""IBAN and BIC: slips are told apart from what is none at all."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.core.values.codes.bank_numbers import check_bic, check_iban, in_groups


def test_an_iban_is_kept_without_spaces_and_printed_in_groups() -> None:
    kept = check_iban("de89 3704 0044 0532 0130 00")
    assert kept == "DE89370400440532013000"
    assert in_groups(kept) == "DE89 3704 0044 0532 0130 00"
    assert (check_iban(""), in_groups("")) == ("", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("DE89370400440532013001", "The check digits of “DE89370400440532013001” do not match"),
        ("DE8937040044053201300", "a sign is wrong or missing"),
        ("DE89 3704", "is not an IBAN"),
        ("0532013000", "is not an IBAN"),
        ("XX89370400440532013000", "XX89370400440532013000"),
    ],
)
def test_what_is_wrong_with_an_iban(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_iban(text)
    assert sentence in refused.value.message_dict["iban"][0]


def test_a_bic_has_8_or_11_signs() -> None:
    assert [check_bic(text) for text in ("cobadeff", "COBADEFFXXX", "")] == [
        "COBADEFF",
        "COBADEFFXXX",
        "",
    ]
    with pytest.raises(ValidationError, match="is not a BIC"):
        check_bic("COBADEF")
