"""Resources."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.tools.models import Resource
from tests.books import Books


def test_a_resource_is_a_guide_unless_said_otherwise(books: Books) -> None:
    assert books.make(Resource, title="Saving tax").kind == "guide"


def test_its_text_keeps_its_lines(books: Books) -> None:
    body = "# Before the year ends\n\n- [ ] Receipts\n- [x] Bank lines"
    assert books.make(Resource, title="Taxes", body=body).body == body


def test_a_kind_is_one_of_four(books: Books) -> None:
    with pytest.raises(ValidationError) as refused:
        books.make(Resource, title="Taxes", kind="novel")
    assert list(refused.value.message_dict) == ["kind"]
