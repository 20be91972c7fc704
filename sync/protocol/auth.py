"""How a request proves which terminal made it. Protocol room.

Header `Endcap-Auth: v1 <terminal> <epoch> <unix seconds> <nonce> <signature hex>`; the
signature is Ed25519 over `signed_request`. Central refuses stamps more than MAX_SKEW away
from its own clock (the answer's Date header tells a terminal its offset) and used nonces.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

HEADER = "Endcap-Auth"
MAX_SKEW = 300  # seconds


@dataclass(frozen=True, slots=True)
class Claim:
    terminal: str
    epoch: int
    stamp: int
    nonce: str
    signature: str


def signed_request(
    method: str, target: str, body: bytes, terminal: str, epoch: int, stamp: int, nonce: str
) -> bytes:
    """The bytes signed; `target` is path and query as sent, `body` the bytes as sent."""
    digest = hashlib.sha256(body).hexdigest()
    parts = ("endcap-request-1", method.upper(), target, digest, terminal, str(epoch))
    return "\n".join((*parts, str(stamp), nonce)).encode()


def header_value(claim: Claim) -> str:
    return f"v1 {claim.terminal} {claim.epoch} {claim.stamp} {claim.nonce} {claim.signature}"


def parse_header(value: str) -> Claim | None:
    parts = value.split(" ")
    if len(parts) != 6 or parts[0] != "v1":
        return None
    if not (parts[2].isdecimal() and parts[3].isdecimal() and len(parts[2]) < 10):
        return None
    return Claim(parts[1], int(parts[2]), int(parts[3][:12]), parts[4], parts[5])
