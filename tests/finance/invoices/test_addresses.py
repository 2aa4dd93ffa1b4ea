"""Addresses on paper: each in the order of its country, and nothing of them lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.core.values.codes.countries import codes
from freelancer_os.finance.invoices.addresses import address_lines, missing_in
from freelancer_os.finance.invoices.parties import Party

BERLIN = Party(
    name="Acme GmbH", contact="Ada", street="Weg 1", postal_code="10115", city="Berlin",
    region="Brandenburg", country="DE",
)  # fmt: skip


@pytest.mark.parametrize(
    ("country", "street", "code", "city", "region", "lines"),
    [
        ("DE", "Weg 1", "10115", "Berlin", "", ["Weg 1", "10115 Berlin", "Germany"]),
        ("CH", "Weg 1", "8001", "Zürich", "", ["Weg 1", "CH-8001 Zürich", "Switzerland"]),
        ("CH", "Weg 1", "", "Zürich", "", ["Weg 1", "Zürich", "Switzerland"]),
        ("FR", "Rue 1", "75002", "Paris", "", ["Rue 1", "75002 PARIS", "France"]),
        ("GB", "1 High St", "e2 7dj", "London", "",
         ["1 High St", "LONDON", "E2 7DJ", "United Kingdom"]),
        ("US", "1 Main St", "90012", "Los Angeles", "California",
         ["1 Main St", "Los Angeles, CA 90012", "United States"]),
        ("US", "1 Main St", "90012", "Los Angeles", "ca",
         ["1 Main St", "Los Angeles, CA 90012", "United States"]),
        ("US", "1 Main St", "90012", "Los Angeles", "",
         ["1 Main St", "Los Angeles 90012", "United States"]),
        ("IT", "Via 1", "20121", "Milano", "Milano", ["Via 1", "20121 Milano MI", "Italy"]),
        ("BR", "Rua 1", "01310-000", "São Paulo", "SP",
         ["Rua 1", "São Paulo-SP", "01310-000", "Brazil"]),
        ("SG", "1 Raffles", "048624", "Singapore", "",
         ["1 Raffles", "SINGAPORE 048624", "Singapore"]),
        ("AE", "1 Zayed Rd", "", "Dubai", "", ["1 Zayed Rd", "Dubai", "United Arab Emirates"]),
        ("JP", "1-1 Chiyoda", "100-0001", "Chiyoda-ku", "Tokyo",
         ["1-1 Chiyoda", "Chiyoda-ku, Tokyo", "100-0001", "Japan"]),
        ("JP", "千代田1-1", "100-0001", "千代田区", "東京都",
         ["〒100-0001", "東京都", "千代田区", "千代田1-1", "Japan"]),
        ("", "Main 1", "123", "Nowhere", "", ["Main 1", "Nowhere", "123"]),
    ],
)  # fmt: skip
def test_the_place_is_written_as_its_country_does(
    country: str, street: str, code: str, city: str, region: str, lines: list[str]
) -> None:
    party = Party(
        name="Acme", street=street, postal_code=code, city=city, region=region, country=country
    )
    found = address_lines(party, "en", home="SE")
    if country:
        assert found == ["Acme", *lines]
    else:
        assert sorted(found) == sorted(["Acme", *lines])


def test_the_sender_s_own_country_goes_without_saying() -> None:
    assert address_lines(BERLIN, "en", home="DE") == ["Acme GmbH", "Ada", "Weg 1", "10115 Berlin"]
    abroad = address_lines(BERLIN, "fr", home="AT")
    assert abroad == ["Acme GmbH", "Ada", "Weg 1", "10115 Berlin", "Allemagne"]
    swiss = replace(BERLIN, country="CH", postal_code="8001", city="Basel")
    assert address_lines(swiss, "de", home="CH")[-1] == "8001 Basel"


def test_a_street_may_have_several_lines_and_a_name_stands_once() -> None:
    party = replace(BERLIN, contact="Acme GmbH", street="Weg 1\nHinterhaus")
    assert address_lines(party, "de", home="DE")[:3] == ["Acme GmbH", "Weg 1", "Hinterhaus"]


def test_what_an_address_lacks_is_named() -> None:
    assert missing_in(BERLIN) == []
    assert missing_in(replace(BERLIN, postal_code="", city="")) == ["postal_code", "city"]
    assert missing_in(replace(BERLIN, country="US", region="")) == ["region"]
    assert missing_in(replace(BERLIN, country="HR", postal_code="")) == []
    assert missing_in(Party()) == ["name", "country", "street", "city"]


@given(country=st.sampled_from(sorted(codes())), is_home=st.booleans())
def test_nothing_of_an_address_is_lost_in_any_country(country: str, is_home: bool) -> None:
    party = Party(
        name="Qqname", contact="Qqperson", street="Qqstreet", postal_code="Q1QQ", city="Qqcity",
        country=country,
    )  # fmt: skip
    said = "\n".join(address_lines(party, "en", home=country if is_home else ""))
    for part in ("Qqname", "Qqperson", "Qqstreet", "Q1QQ", "qqcity"):
        assert part.casefold() in said.casefold()
    assert "%" not in said and "\n\n" not in said
