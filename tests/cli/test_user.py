"""`user create`, `login-link` and `token create`, as a person types them."""

import re

from tests.cli.process import command

CREATE = ("user", "create", "--email", "ada@example.com", "--name", "Ada Lovelace")


def test_create_prints_nothing_on_standard_output(installation: dict[str, str]) -> None:
    made = command(*CREATE, environment=installation, typed="correct horse\n")
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr == "Made ada@example.com with the workspace Ada Lovelace.\n"


def test_the_same_address_twice_is_refused(installation: dict[str, str]) -> None:
    command(*CREATE, environment=installation, typed="correct horse\n")
    words = ("user", "create", "--email", "ADA@EXAMPLE.COM", "--name", "Another")
    again = command(*words, environment=installation, typed="correct horse\n")
    assert again.returncode == 1
    assert again.stderr == "Somebody with this e-mail address is here already.\n"


MISTAKES = [
    ((), "\n", "The password is empty"),
    (("--currency", "EURO"), "pw\n", "“EURO” is not a currency"),
    (("--locale", "xx-XX"), "pw\n", "“xx-XX” is not a language"),
    (("--time-zone", "Mars"), "pw\n", "“Mars” is not a time zone"),
]


def test_a_mistake_is_one_sentence_and_leaves_nothing(installation: dict[str, str]) -> None:
    for words, typed, sentence in MISTAKES:
        refused = command(*CREATE, *words, environment=installation, typed=typed)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith(sentence)
        assert refused.stderr.count("\n") == 1
    assert command(*CREATE, environment=installation, typed="pw\n").returncode == 0


def test_login_link_for_a_stranger_is_refused(installation: dict[str, str]) -> None:
    refused = command("login-link", "--email", "nobody@example.com", environment=installation)
    assert refused.returncode == 1
    assert refused.stderr == "There is no user with the e-mail address nobody@example.com.\n"


def test_login_link_is_absolute_and_follows_port(installation: dict[str, str]) -> None:
    command(*CREATE, environment=installation, typed="correct horse\n")
    words = ("login-link", "--email", "ada@example.com")
    link = command(*words, environment={**installation, "PORT": "8123"})
    assert re.fullmatch(r"http://127\.0\.0\.1:8123/auth/link/[\w-]{40,}/\n", link.stdout)


def test_token_alone_on_standard_output(installation: dict[str, str]) -> None:
    command(*CREATE, environment=installation, typed="correct horse\n")
    words = ("token", "create", "--email", "ada@example.com")
    made = command(*words, "--workspace", "Ada Lovelace", environment=installation)
    assert re.fullmatch(r"\S{30,}\n", made.stdout)
    other = command(*words, "--workspace", "Other", environment=installation)
    assert other.returncode == 1
    assert other.stderr == "ada@example.com has no workspace named Other.\n"
