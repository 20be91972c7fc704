"""Who may call: a terminal by its signature, a program by its API key. Central room."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler

from sync.central.core import Central, Program, malformed, program_of
from sync.central.devices import Denied, Device

Asked = Request[Any, Any, Any]
Here = NamedDependency[Central]
FromDevice = NamedDependency[Device]
FromProgram = NamedDependency[Program]


Connection = ASGIConnection[Any, Any, Any, Any]


def of_device(request: Asked) -> Device:
    """An enrolled terminal in its present epoch."""
    return _enrolled(request)


def uploader(request: Asked) -> Device:
    """Also a revoked terminal, or one from before its re-enrolment: what it sealed is wanted."""
    return _signed(request)


# Guards that ask nobody are coroutines: others wait for a thread, behind who is slow.


async def enrolled(connection: Connection, _: BaseRouteHandler) -> None:
    """Guard: refuses before anything of the request is read."""
    _enrolled(connection)


async def signed(connection: Connection, _: BaseRouteHandler) -> None:
    """Guard: the same for what `uploader` may do."""
    _signed(connection)


async def only_known(connection: Connection, handler: BaseRouteHandler) -> None:
    """Guard: a parameter that the route has not would be a filter that filters nothing."""
    unknown = connection.query_params.keys() - handler.parsed_fn_signature.parameters.keys()
    if unknown:
        raise malformed(min(unknown))


def program(request: Asked) -> Program:
    """Behind a guard made by `for_roles`."""
    found = request.scope["state"].get("program")
    if not isinstance(found, Program):
        raise Denied("api_key_missing")
    return found


def _enrolled(connection: Connection) -> Device:
    found = _signed(connection)
    must_be_current(found)
    return found


def must_be_current(device: Device) -> None:
    if device.revoked:
        raise Denied("terminal_revoked", 403)
    if not device.current:
        raise Denied("epoch_old", 403)


def _signed(connection: Connection) -> Device:
    found = connection.scope["state"].get("device")
    if not isinstance(found, Device):
        raise Denied("auth_missing")
    return found


def central_of(request: Asked) -> Central:
    found = request.app.state.central
    assert isinstance(found, Central)
    return found


def for_roles(*roles: str) -> Any:
    """Guard: `Authorization: Bearer KEY` with one of these roles."""

    def guard(connection: Connection, _: BaseRouteHandler) -> None:
        scheme, _space, key = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            raise Denied("api_key_missing")
        program = program_of(connection.app.state.central, key.strip())
        if program is None:
            raise Denied("api_key_unknown")
        if program.role not in roles:
            raise Denied("api_key_not_allowed", 403)
        connection.scope["state"]["program"] = program

    return guard


admins = for_roles("admin")
watchers = for_roles("admin", "metrics")
web_shop = for_roles("admin", "webshop")
