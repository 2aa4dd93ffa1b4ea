"""Countries and the languages of invoices, by their codes."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from freelancer_os.core.values.codes.countries import check_country, codes, countries, country_name
from freelancer_os.core.values.codes.languages import (
    PAPER,
    check_paper_language,
    known_language,
    language,
    language_name,
)


def test_there_are_those_of_the_standard_and_kosovo() -> None:
    assert len(codes()) == 249 + 1
    assert {"DE", "US", "HR", "TW", "AQ", "XK"} <= codes()
    assert not {"EU", "UN", "ZZ", "AC", "UK"} & codes()


def test_they_are_named_and_ordered_for_whoever_reads() -> None:
    assert country_name("DE") == "Germany"
    with translation.override("de"):
        assert country_name("AT") == "Österreich"
        assert (country_name("HR", "fr"), country_name("??")) == ("Croatie", "??")
    german = [name for _, name in countries("de")]
    assert german.index("Norwegen") < german.index("Österreich") < german.index("Polen")


def test_a_code_is_checked() -> None:
    assert (check_country("DE"), check_country("")) == ("DE", "")
    for wrong in ("de", "UK", "Germany", "EU"):
        with pytest.raises(ValidationError, match="is not the code of a country") as refused:
            check_country(wrong)
        assert [*refused.value.message_dict] == ["country"]


def test_an_invoice_is_written_in_some_languages() -> None:
    assert [check_paper_language(code, field="x") for code in ("", *PAPER)] == ["", *PAPER]
    with pytest.raises(ValidationError, match="written in one of: en, de, fr"):
        check_paper_language("la", field="language")
    with translation.override("de"):
        assert [language_name(code) for code in ("de", "hr")] == ["Deutsch", "Kroatisch"]
        assert language() == "de"
    assert (known_language("pt-br"), known_language("tlh")) == ("pt_BR", "en")
