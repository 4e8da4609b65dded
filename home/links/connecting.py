"""Connections to other sites that never reach into a private network, whatever a name resolves to."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from http.client import HTTPConnection, HTTPSConnection
from typing import Any


class PrivateAddress(Exception):
    """The name of a host leads to an address that is not on the open internet."""


class _Guarded:
    """Resolves the host itself and connects to what it has looked at, so that no second answer can differ."""

    def __init__(self, *args: Any, may_reach_private: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_reach_private = may_reach_private

    def reach(self) -> socket.socket:
        """Return a socket to the first address of the host that takes the connection."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(where[:2] for *_, where in found))
        if not self.may_reach_private and not all(is_on_the_open_net(address) for address, _port in addresses):
            raise PrivateAddress
        return self._first_of(addresses)

    def _first_of(self, addresses: list[tuple[str, int]]) -> socket.socket:
        fault: OSError = OSError("no address")
        for address in addresses:
            try:
                return socket.create_connection(address, self.timeout)
            except OSError as refused:
                fault = refused
        raise fault


class GuardedHTTP(_Guarded, HTTPConnection):
    def connect(self) -> None:
        self.sock = self.reach()


class GuardedHTTPS(_Guarded, HTTPSConnection):
    def connect(self) -> None:
        self.sock = ssl.create_default_context().wrap_socket(self.reach(), server_hostname=self.host)


def is_on_the_open_net(address: str) -> bool:
    """Return whether anybody on the internet could reach `address`; addresses that hold another are refused."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.version == 6 and (found.ipv4_mapped or found.sixtofour or found.teredo or found in _TRANSLATED):
        return False
    return found.is_global and not found.is_multicast


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
