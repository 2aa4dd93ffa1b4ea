"""The lines of a recurring invoice are a table on its page; what was typed in it stays."""

import re
from typing import Any

from django.test import Client as Web

from freelancer_os.finance.models import Recurring
from tests.books import DAY, Books


def test_its_page_has_a_table_of_them(books: Books, web: Web) -> None:
    line = {"description": "Care", "quantity": 20_000, "unit": "HUR", "unit_price": 50_000_000}
    care = books.make(
        Recurring,
        kind="income",
        posts_as="draft",
        client=books.client(),
        start_date=DAY,
        lines=[{**line, "tax_rate": 0, "tax_category": "AE"}],
    )
    page = web.get(f"/recurring/{care.pk}/").content.decode()
    (opened,) = re.findall(r'name="opened" value="([^"]+)"', page)
    assert re.findall(r'name="unit_price\.\d" value="([^"]*)"', page) == ["50", ""]
    assert re.findall(r'name="tax_rate\.\d" value="([^"]*)"', page) == ["0 AE", ""]
    address = f"/recurring/{care.pk}/lines/"
    given = {"opened": opened, "description.0": "Care", "quantity.0": "2", "unit_price.0": "60",
             "tax_rate.0": "0 AE", "line.0": "0", "description.1": "Travel", "quantity.1": "1",
             "unit_price.1": "x", "tax_rate.1": ""}  # fmt: skip
    script: Any = {"hx-request": "true"}
    refused = web.post(address, given, headers=script)
    assert refused.status_code == 422
    assert 'data-field="unit_price.1"' in refused.content.decode()
    assert web.post(address, {**given, "unit_price.1": "9.5"}, headers=script).status_code == 200
    first, second = books.fresh(care).lines
    assert (first["unit_price"], first["unit"], second["unit_price"]) == (
        60 * 10**6,
        "HUR",
        950_0000,
    )
    assert web.post(address, given, headers=script).status_code == 409
    assert web.get(f"/recurring/{care.pk}/cell/lines/").status_code == 404
