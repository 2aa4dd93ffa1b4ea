"""`serve`: the program as a web server, in this one command."""

import argparse
import ipaddress
import logging
import os
import socket

from django.utils.translation import gettext as _

from freelancer_os.cli.demo import furnish
from freelancer_os.cli.grammar import Commands, add
from freelancer_os.cli.invitation import invitation
from freelancer_os.cli.refused import Refused
from freelancer_os.cli.server import Server
from freelancer_os.core.attached.care import sweep_files
from freelancer_os.core.files import reserve

HOST = "127.0.0.1"
logger = logging.getLogger(__name__)


def register(commands: Commands) -> None:
    """Add `serve`."""
    parser = add(
        commands,
        "serve",
        _("serve the pages and the HTTP API"),
        example="freelancer-os serve --port 8080 --no-browser",
    )
    parser.add_argument(
        "--host", default=HOST, help=_("the address to listen on ({host})").format(host=HOST)
    )
    parser.add_argument(
        "--port", type=port, help=_("the port (PORT; default 8000; 0: any free one)")
    )
    parser.add_argument(
        "--demo", action="store_true", help=_("with sample data, thrown away after")
    )
    parser.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))
    parser.set_defaults(run=serve)


def port(text: str) -> int:
    """A port number from what was typed. Raises `ArgumentTypeError`."""
    if text.isascii() and text.isdecimal() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(
        _("{text} is not a port between 0 and 65535").format(text=repr(text))
    )


def serve(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    number = _free(options.host, options.port if options.port is not None else _usual_port())
    server = Server(options.host, number)
    if options.demo:
        furnish()
    _tidy()
    path = invitation(is_demo=options.demo) if loopback(options.host) else "/"
    return server.run(path, open_browser=not options.no_browser)


def loopback(host: str) -> bool:
    """Does only this machine reach `host`?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _tidy() -> None:
    """Take away files that nothing names any more, hold the disk's reserve; or else next time."""
    try:
        sweep_files()
        reserve.hold()
    except OSError as error:
        logger.warning("Unneeded files were not removed: %s", error)


def _usual_port() -> int:
    try:
        return port(os.environ.get("PORT") or "8000")
    except argparse.ArgumentTypeError as error:
        raise Refused(f"PORT: {error}.") from error


def _free(host: str, number: int) -> int:
    """The port to use, once it is sure that it can be had. Raises `Refused`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # else this option means sharing the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), number))
        except OSError as error:
            reason = error.strerror or error
            raise Refused(
                _("Port {number} of {host} cannot be used: {reason}.").format(
                    number=number, host=host, reason=reason
                )
            ) from error
        return int(probe.getsockname()[1])
