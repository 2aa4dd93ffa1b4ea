"""Users: an address is one person's, whatever its case."""

import pytest
from django.core.exceptions import ValidationError

from freelancer_os.people.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_found_in_any() -> None:
    made = User.objects.create_user("  Ada@Example.COM ", name="  Ada Lovelace ")
    assert (made.email, made.name) == ("ada@example.com", "Ada Lovelace")
    for text in ("ada@example.com", "ADA@EXAMPLE.COM", "Ada@example.com"):
        assert User.objects.get_by_natural_key(text) == made


@pytest.mark.parametrize("text", ["ada@example.com", "ADA@example.com", " ada@EXAMPLE.com "])
def test_the_same_address_twice_is_refused_with_a_sentence(text: str) -> None:
    User.objects.create_user("Ada@example.com")
    with pytest.raises(ValidationError) as refused:
        User.objects.create_user(text)
    assert refused.value.messages == ["Somebody with this e-mail address is here already."]
    assert User.objects.count() == 1


@pytest.mark.parametrize("text", ["", " ", "ada", "ada@", "@example.com", "a" * 250 + "@b.co"])
def test_what_is_no_address_is_refused_on_it(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        User.objects.create_user(text)
    assert "email" in refused.value.message_dict
    assert not User.objects.exists()


def test_without_a_password_no_password_signs_in() -> None:
    made = User.objects.create_user("ada@example.com")
    assert not made.has_usable_password()
    assert not made.check_password("")


def test_a_password_is_kept_as_its_digest_alone() -> None:
    made = User.objects.create_user("ada@example.com", "correct horse\n")
    stored = User.objects.get(pk=made.pk)
    assert "correct" not in stored.password
    assert stored.check_password("correct horse\n")
    assert not stored.check_password("correct horse")


@pytest.mark.parametrize(
    ("name", "called", "first"),
    [
        ("Ada Lovelace", "Ada Lovelace", "Ada"),
        ("Ada", "Ada", "Ada"),
        ("", "ada@example.com", "ada"),
    ],
)
def test_what_one_calls_a_person(name: str, called: str, first: str) -> None:
    made = User.objects.create_user("ada@example.com", name=name)
    assert (str(made), made.first_name) == (called, first)


def test_nobody_is_made_a_member_of_staff() -> None:
    made = User.objects.create_user("ada@example.com", "x")
    assert (made.is_active, made.is_staff, made.is_superuser) == (True, False, False)
