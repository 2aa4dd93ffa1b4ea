"""`freelancer-os due` in a process of its own."""

from tests.cli.process import command


def test_nothing_is_due(installation: dict[str, str]) -> None:
    ran = command("due", environment=installation)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
