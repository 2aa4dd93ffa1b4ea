"""What an address says about columns: kept where it makes sense, passed over where not."""

from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.web.table.columns import NARROWEST, WIDEST, Columns

USUAL = ("name", "contract_value")


def of(**query: str) -> Columns:
    return Columns.of(CLIENTS, query, USUAL)


def names(columns: Columns) -> list[str]:
    return [one.name for one in columns.fields]


def test_without_a_wish_they_are_the_usual_ones() -> None:
    assert names(of()) == list(USUAL)
    assert not of().is_sized
    assert of().calculated == {"contract_value": "sum"}


def test_shown_columns_stand_in_their_order_once() -> None:
    assert names(of(show="stage,name,stage, email")) == ["stage", "name", "email"]


def test_fields_that_are_gone_are_left_out() -> None:
    assert names(of(show="nonsense,name")) == ["name"]
    assert names(of(show="nonsense")) == list(USUAL)


def test_widths_stay_within_bounds() -> None:
    found = of(wide="name.300,stage.1,email.9999,x,company.١٢٣,contact.12345,position.-5")
    assert found.widths == {"name": 300, "stage": NARROWEST, "email": WIDEST}
    assert found.is_sized


def test_calculations_fit_their_columns() -> None:
    assert of(calc="contract_value.average,name.sum,nonsense").calculated == {
        "contract_value": "average"
    }
    assert of(calc="none").calculated == {}
