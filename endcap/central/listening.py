"""The sockets central serves on, taken before anybody is told of them. Command room."""

from __future__ import annotations

import argparse
import errno
import ipaddress
import os
import socket

from shop.errors import Refusal

BACKLOG = 4096
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def port(text: str) -> int:
    """For argparse; 0 takes any that is free."""
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def proxies(text: str) -> str:
    """For argparse: addresses and networks, with commas between them."""
    try:
        for one in text.split(","):
            ipaddress.ip_network(one.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(
            "give addresses or networks: 10.0.0.7,10.1.0.0/24"
        ) from None
    return text


def listen(host: str, wanted: int) -> list[socket.socket]:
    """On every address that `host` means here. Raises Refusal: why not."""
    try:
        found = socket.getaddrinfo(host, wanted, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise Refusal("host_not_here", host=host) from None
    taken: list[socket.socket] = []
    try:
        for family, _, _, _, address in dict.fromkeys(found):
            number = taken[0].getsockname()[1] if taken else wanted
            try:
                taken.append(_bound(family, (address[0], number, *address[2:])))
            except OSError as error:
                if error.errno not in _NOT_HERE:
                    raise
        if not taken:
            raise Refusal("host_not_here", host=host)
    except OSError as error:
        for one in taken:
            one.close()
        code = "port_in_use" if error.errno == errno.EADDRINUSE else "port_refused"
        raise Refusal(code, host=host, port=wanted, why=error.strerror) from error
    return taken


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows it would let a second program in
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(BACKLOG)
    except BaseException:
        made.close()
        raise
    return made
