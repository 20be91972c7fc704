"""Asks central to enrol this device with a one-time code. Agent room."""

from __future__ import annotations

import asyncio

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from shop.errors import LinkDown
from sync.agent.wire import NoAnswer, Refused, Wire, as_conflict
from sync.protocol import paths
from sync.protocol.messages import EnrolAnswer, EnrolRequest
from sync.protocol.ticket import enrol_proof, fingerprint_of


def ask_to_enrol(url: str, request: EnrolRequest, *, pinned: str = "") -> EnrolAnswer:
    """Waits at most ten seconds. Raises Conflict (wrong or used code) or LinkDown, also when the
    answer is not of the central whose key has the fingerprint `pinned`."""
    try:
        answer = asyncio.run(_ask(url, request))
    except NoAnswer as error:
        raise LinkDown("link_down", trouble=error.trouble) from error
    except Refused as refused:
        raise as_conflict(refused) from refused
    if pinned and not _is_pinned(answer, request.public_key, pinned):
        raise LinkDown("link_down", trouble="not_central")
    return answer


def _is_pinned(answer: EnrolAnswer, public_key: str, pinned: str) -> bool:
    said = (answer.terminal, answer.store, answer.epoch, answer.key_id)
    try:
        if fingerprint_of(answer.central_key) != pinned:
            return False
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(answer.central_key))
        key.verify(bytes.fromhex(answer.signature), enrol_proof(public_key, *said))
    except (InvalidSignature, ValueError):
        return False
    return True


async def _ask(url: str, request: EnrolRequest) -> EnrolAnswer:
    wire = Wire(url, None)
    try:
        return await wire.post(paths.ENROL, request, EnrolAnswer)
    finally:
        await wire.close()
