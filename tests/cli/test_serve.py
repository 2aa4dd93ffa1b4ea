"""The real server in a process of its own."""

import http.client
import os
import signal
import socket
import stat
import time
from pathlib import Path

import pytest

from tests.cli.process import Serving, command, serving

CREATE = ("user", "create", "--email", "ada@example.com", "--name", "Ada Lovelace")


def _children(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in children.read_text().split()]


def _ends(pids: list[int]) -> bool:
    """Are all these processes gone (a moment is allowed for it)?"""
    end = time.monotonic() + 3
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_a_signal_and_ends_every_process(
    installation: dict[str, str], number: signal.Signals
) -> None:
    with serving(environment=installation) as server:
        assert server.line.startswith("Freelancer OS is ready: http://127.0.0.1:")
        assert server.get("/healthz")[:2] == (200, "ok")
        children = _children(server.process.pid)
        assert children
        idle = socket.create_connection(("127.0.0.1", server.port))  # as browsers leave them
        code, seconds = server.stop(number)
    idle.close()
    assert code == 0
    assert seconds < 10
    assert _ends(children)


def test_the_worker_ends_when_its_parent_is_killed(installation: dict[str, str]) -> None:
    with serving(environment=installation) as server:
        children = _children(server.process.pid)
        server.stop(signal.SIGKILL)
    assert _ends(children)


def test_ready_line_sets_an_empty_installation_up(bare_installation: dict[str, str]) -> None:
    with serving(environment=bare_installation) as server:
        assert "/auth/setup/" in server.line


def test_ready_line_signs_the_only_user_in_once(installation: dict[str, str]) -> None:
    command(*CREATE, environment=installation, typed="correct horse")
    with serving(environment=installation) as server:
        path = server.url.removeprefix(f"http://127.0.0.1:{server.port}")
        assert path.startswith("/auth/link/")
        status, _, headers = server.get(path)
        assert (status, headers["location"]) == (302, "/")
        assert "freelancer_os_session=" in headers["set-cookie"]
        assert "secure" not in headers["set-cookie"].lower()
        status, _, headers = server.get(path)
        assert status == 410
        assert "freelancer_os_session=" not in headers.get("set-cookie", "")


def test_demo_lets_in_and_leaves_nothing_behind(bare_installation: dict[str, str]) -> None:
    with serving("--demo", environment=bare_installation) as server:
        assert "/auth/link/" in server.line
    assert not Path(bare_installation["FREELANCER_OS_DATA"]).exists()


def test_ready_line_is_plain_for_several_users(installation: dict[str, str]) -> None:
    for email in ("ada@example.com", "bob@example.com"):
        words = ("user", "create", "--email", email, "--name", "Somebody")
        assert command(*words, environment=installation, typed="correct horse\n").returncode == 0
    with serving(environment=installation) as server:
        assert server.url == f"http://127.0.0.1:{server.port}/"


def test_ready_line_is_plain_beyond_this_machine(installation: dict[str, str]) -> None:
    with serving("--host", "0.0.0.0", environment=installation) as server:
        assert server.url == f"http://127.0.0.1:{server.port}/"


def test_a_command_beside_the_server_is_seen_at_once(installation: dict[str, str]) -> None:
    with serving(environment=installation) as server:
        assert command(*CREATE, environment=installation, typed="correct horse").returncode == 0
        link = command("login-link", "--email", "ADA@example.com", environment=installation)
        path = "/" + link.stdout.strip().split("/", 3)[3]
        assert server.get(path)[2]["location"] == "/"


def test_starts_again_in_two_seconds(installation: dict[str, str], tmp_path: Path) -> None:
    """Of the processor's time: how busy the machine is otherwise is not its affair.

    The first start leaves its modules compiled, as in an installation that may write.
    """
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    environment = {**installation, **compiled}
    with serving(environment=environment):
        pass
    before = os.times()
    with serving(environment=environment):
        pass
    after = os.times()
    spent = after.children_user + after.children_system
    assert spent - before.children_user - before.children_system < 2


def test_a_port_in_use_is_told_in_a_sentence(installation: dict[str, str]) -> None:
    with serving(environment=installation) as server:
        words = ("serve", "--port", str(server.port))
        second = command(*words, environment=installation)
    assert second.returncode == 1
    assert second.stderr.startswith(f"Port {server.port} of 127.0.0.1 cannot be used:")
    assert "Traceback" not in second.stderr


def test_the_secret_key_is_made_once_for_the_owner_only(
    bare_installation: dict[str, str],
) -> None:
    key = Path(bare_installation["FREELANCER_OS_DATA"]) / "secret-key"
    keys: list[str] = []
    for _ in range(2):
        command("login-link", "--email", "nobody@example.com", environment=bare_installation)
        keys.append(key.read_text())
        assert stat.S_IMODE(os.stat(key).st_mode) == 0o600
    assert keys[0] == keys[1]


def test_every_page_carries_the_strict_policy(installation: dict[str, str]) -> None:
    with serving(environment=installation) as server:
        policy = _policy(server, "/auth/login/")
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert not [words for words in policy.values() if "unsafe" in words]


def _policy(server: Serving, path: str) -> dict[str, str]:
    header = server.get(path)[2]["content-security-policy"]
    return dict(part.strip().partition(" ")[::2] for part in header.split(";"))


def test_a_refusal_that_left_the_body_unread_closes_the_connection(
    installation: dict[str, str],
) -> None:
    with serving(environment=installation) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        wrong = {"Authorization": "Bearer wrong", "Content-Type": "application/json"}
        connection.request("POST", "/api/v1/clients", b"x" * 1_000_000, wrong)
        answer = connection.getresponse()
        assert answer.status == 401
        assert answer.headers["Connection"] == "close"
        answer.read()
        connection.close()
        assert server.get("/healthz")[0] == 200
