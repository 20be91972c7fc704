"""Which terminal is asking: signature, stamp, nonce, epoch. Central room: SQL lives here.

Used nonces are remembered in memory for the window in which their stamp is good. Each worker
remembers its own: a replay at another one finds everything done already and changes nothing.
"""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import bindparam, select

from sync.central import tables
from sync.central.core import Central
from sync.protocol.auth import MAX_SKEW, Claim, parse_header, signed_request

_CACHE_SECONDS = 20
_KEY, _OWNER = tables.terminal_key.c, tables.terminal.c
_KNOWN = (
    select(_KEY.public_key, _KEY.store, _OWNER.face, _OWNER.epoch, _OWNER.revoked_at)
    .join(tables.terminal, _OWNER.terminal == _KEY.terminal)
    .where(_KEY.terminal == bindparam("terminal"), _KEY.epoch == bindparam("epoch"))
)
_NAME = re.compile(r"T[0-9]{4,9}")
_LATELY = 180.0
_MOST_STRANGERS = 1000
_LOG = logging.getLogger("endcap.central")
_NONCE_LENGTH = range(8, 65)


class Denied(Exception):
    """Not let in; `code` says why and `status` how."""

    def __init__(self, code: str, status: int = 401) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True)
class Device:
    """A terminal that proved itself. `current` is False for an older epoch than its last."""

    terminal: str
    store: str
    face: str
    epoch: int
    current: bool
    revoked: bool


@dataclass(frozen=True, slots=True)
class _Known:
    device: Device
    key: Ed25519PublicKey
    until: float  # by the clock that nobody sets


class Doorman:
    """Checks requests; remembers keys for seconds, so that revoking works within a minute."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._known: dict[tuple[str, int], _Known] = {}
        self._nonces: dict[tuple[str, str], float] = {}
        self._strangers: dict[str, float] = {}
        self._lock = threading.Lock()

    def admit(self, header: str, method: str, target: str, body: bytes) -> Device:
        """Raises Denied."""
        claim = parse_header(header)
        if claim is None or len(claim.nonce) not in _NONCE_LENGTH:
            raise Denied("auth_malformed")
        now = self._central.now()
        if abs(now.timestamp() - claim.stamp) > MAX_SKEW:
            raise Denied("auth_clock")
        known = self._find(claim)
        self._check_signature(claim, known.key, method, target, body)
        self._use_nonce(claim, now.timestamp())
        return known.device

    def must_look_up(self, header: str) -> bool:
        """Whether `admit` would ask the database: then it does not belong on the server's loop."""
        claim = parse_header(header)
        if claim is None:
            return False
        with self._lock:
            known = self._known.get((claim.terminal, claim.epoch))
        return known is None or known.until < self._central.monotonic()

    def forget(self, terminal: str) -> None:
        """After enrolment or revocation: look again."""
        with self._lock:
            for key in [key for key in self._known if key[0] == terminal]:
                del self._known[key]

    def strangers(self) -> int:
        """Terminals that called here lately and are not known: enrolled since the backup that
        was restored, or at another central."""
        since = self._central.monotonic() - _LATELY
        with self._lock:
            return sum(at > since for at in self._strangers.values())

    def _note_stranger(self, claim: Claim) -> None:
        if not _NAME.fullmatch(claim.terminal):
            return
        with self._lock:
            new = claim.terminal not in self._strangers
            if new and len(self._strangers) >= _MOST_STRANGERS:
                return
            self._strangers[claim.terminal] = self._central.monotonic()
        if new:
            _LOG.info("%s (epoch %s) is not known here: enrol it anew", claim.terminal, claim.epoch)

    def _check_signature(
        self, claim: Claim, key: Ed25519PublicKey, method: str, target: str, body: bytes
    ) -> None:
        message = signed_request(
            method, target, body, claim.terminal, claim.epoch, claim.stamp, claim.nonce
        )
        try:
            key.verify(bytes.fromhex(claim.signature), message)
        except (InvalidSignature, ValueError):
            raise Denied("auth_signature") from None

    def _use_nonce(self, claim: Claim, now: float) -> None:
        with self._lock:
            if (claim.terminal, claim.nonce) in self._nonces:
                raise Denied("auth_replayed")
            self._nonces[claim.terminal, claim.nonce] = claim.stamp + MAX_SKEW
            if len(self._nonces) % 4096 == 0:
                self._nonces = {key: until for key, until in self._nonces.items() if until >= now}

    def _find(self, claim: Claim) -> _Known:
        with self._lock:
            known = self._known.get((claim.terminal, claim.epoch))
        if known is None or known.until < self._central.monotonic():
            known = self._load(claim)
            with self._lock:
                self._known[claim.terminal, claim.epoch] = known
        return known

    def _load(self, claim: Claim) -> _Known:
        asked = {"terminal": claim.terminal, "epoch": claim.epoch}
        with self._central.database.read() as connection:
            row = connection.execute(_KNOWN, asked).first()
        if row is None:
            self._note_stranger(claim)
            raise Denied("auth_unknown")
        device = Device(
            claim.terminal,
            row.store,
            row.face,
            claim.epoch,
            current=row.epoch == claim.epoch,
            revoked=row.revoked_at is not None,
        )
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(row.public_key))
        return _Known(device, public, self._central.monotonic() + _CACHE_SECONDS)
