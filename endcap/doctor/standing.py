"""What central thinks of this terminal, asked with its own signature. Command room.

Two questions that change nothing there: the feed, which only a terminal in good standing gets,
and the handshake, which tells of forks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from endcap.doctor.finding import FAIL, OK, WARN, Finding
from endcap.doctor.identity import own_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sync.local.identity import Identity

_AGAIN = "enrol this folder again, with `endcap central enrol-code --terminal {terminal}`"
_ELSE = (
    "check the address. If it is right, central was restored from a backup of before this terminal "
    f"was enrolled: {_AGAIN}"
)
_REFUSED = {
    "terminal_revoked": (
        "central has taken {terminal} out of service",
        f"if it is to sell again, {_AGAIN}",
    ),
    "epoch_old": (
        "{terminal} was enrolled again elsewhere: central takes this folder for its past",
        f"if this machine is to be {{terminal}}, {_AGAIN}; else put it away",
    ),
    "auth_unknown": ("the central at {url} does not know {terminal}", _ELSE),
    "auth_signature": ("the central at {url} knows {terminal} by another key", _ELSE),
    "auth_clock": ("central does not take this machine's clock", "set the clock"),
}


def standing(folder: Path, known: Identity, url: str) -> Iterator[Finding]:
    key = own_key(folder, known.public_key)
    if key is None:
        return  # told as its identity
    code = asyncio.run(_ask(known, key, url))
    named = {"terminal": known.terminal, "url": url}
    if code in _REFUSED:
        said, advice = (text.format(**named) for text in _REFUSED[code])
        yield Finding("standing", FAIL, said, advice)
    elif code == "forked":
        said = (
            f"two machines went on from one journal of {known.terminal}, or this one was put back"
        )
        advice = f'{_AGAIN.format(**named)}; see docs/administrator/central.md, "awkward days"'
        yield Finding("standing", FAIL, said, advice)
    elif code:
        said = f"central did not say how it stands with {known.terminal} ({code.replace('_', ' ')})"
        yield Finding("standing", WARN, said, "ask again in a minute")
    else:
        yield Finding("standing", OK, f"central knows {known.terminal}, epoch {known.epoch}")


async def _ask(known: Identity, key: Ed25519PrivateKey, url: str) -> str:
    """ "" for a terminal in good standing, else a code."""
    from sync.agent.auth import Credentials, DeviceAuth
    from sync.agent.wire import NoAnswer, Refused, Wire
    from sync.local.clock import SystemClock
    from sync.local.keys import DeviceSigner
    from sync.protocol import paths
    from sync.protocol.messages import FeedPage, Handshake

    signer = DeviceSigner(known.key_id, key)
    who = Credentials(known.terminal, known.epoch, signer)
    wire = Wire(url, DeviceAuth(who, SystemClock().now))
    try:
        await wire.get(paths.FEED, FeedPage, timeline="", after=0, limit=1)
        said = await wire.get(paths.HANDSHAKE, Handshake)
    except NoAnswer as error:
        return error.trouble
    except Refused as refused:
        return refused.problem.code or "refused"
    finally:
        await wire.close()
    return "forked" if said.forked else ""
