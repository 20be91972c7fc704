"""Holds by a terminal and by a web shop: the same, told apart by who owns them. Central room."""

from __future__ import annotations

from litestar import Router, get, post
from litestar.params import FromPath, JSONBody

from sync.central import leases
from sync.central.core import Program
from sync.central.devices import Device
from sync.central.routes.callers import FromDevice, FromProgram, Here, enrolled, web_shop
from sync.protocol import paths
from sync.protocol.hold_messages import ExtendHold, HoldAnswer, ReleaseHold, TakeHold


def of_store(device: Device) -> str:
    """What a kiosk holds, the till beside it may go on with."""
    return f"store {device.store}"


def of_program(program: Program) -> str:
    return f"program {program.name}"


@post(paths.HOLDS, status_code=200, sync_to_thread=True)
def take(data: JSONBody[TakeHold], central: Here, device: FromDevice) -> HoldAnswer:
    """Reserve goods for a while; the last piece goes to one."""
    return leases.take(central, of_store(device), data)


@get(paths.HOLD.replace("{hold}", "{hold:str}"), sync_to_thread=True)
def look(hold: FromPath[str], central: Here, device: FromDevice) -> HoldAnswer:
    return leases.look(central, of_store(device), hold)


@post(paths.EXTEND.replace("{hold}", "{hold:str}"), status_code=200, sync_to_thread=True)
def extend(
    hold: FromPath[str], data: JSONBody[ExtendHold], central: Here, device: FromDevice
) -> HoldAnswer:
    """Longer, under a new fence; also one that ran out, if its goods are still free."""
    return leases.extend(central, of_store(device), hold, data)


@post(paths.RELEASE.replace("{hold}", "{hold:str}"), status_code=200, sync_to_thread=True)
def release(
    hold: FromPath[str], data: JSONBody[ReleaseHold], central: Here, device: FromDevice
) -> HoldAnswer:
    return leases.release(central, of_store(device), hold, data)


@post("/holds", status_code=200, sync_to_thread=True)
def web_take(data: JSONBody[TakeHold], central: Here, program: FromProgram) -> HoldAnswer:
    """Reserve goods for a while, at the latest when the shopper goes to pay."""
    return leases.take(central, of_program(program), data)


@get("/holds/{hold:str}", sync_to_thread=True)
def web_look(hold: FromPath[str], central: Here, program: FromProgram) -> HoldAnswer:
    return leases.look(central, of_program(program), hold)


@post("/holds/{hold:str}/extend", status_code=200, sync_to_thread=True)
def web_extend(
    hold: FromPath[str], data: JSONBody[ExtendHold], central: Here, program: FromProgram
) -> HoldAnswer:
    """Longer, under a new fence; also one that ran out, if its goods are still free."""
    return leases.extend(central, of_program(program), hold, data)


@post("/holds/{hold:str}/release", status_code=200, sync_to_thread=True)
def web_release(
    hold: FromPath[str], data: JSONBody[ReleaseHold], central: Here, program: FromProgram
) -> HoldAnswer:
    return leases.release(central, of_program(program), hold, data)


ROUTES = [
    Router("/", route_handlers=[take, look, extend, release], guards=[enrolled], tags=["holds"]),
    Router(
        "/v1/shop",
        route_handlers=[web_take, web_look, web_extend, web_release],
        guards=[web_shop],
        tags=["web shop"],
    ),
]
