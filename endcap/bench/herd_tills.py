"""Tills for the benches of central: enrolled rows, sealed sales, plain sockets. Command room.

Real keys, chains and signatures; only the client is bare, so that thousands fit beside the
server they load. Bodies are made from one pattern, as making them is not what is measured.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shop.domain.entry import GENESIS, signed_bytes
from sync.protocol import paths
from sync.protocol.auth import HEADER, Claim, header_value, signed_request

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LINES = 5
SKUS = 2000
_MONEY = '{"minor":500,"currency":"EUR"}'
_TOTAL = '{"minor":2500,"currency":"EUR"}'
_ZERO = '{"minor":0,"currency":"EUR"}'
_ITEM = (
    '{"line_id":"%d","sku":"%s","title":"Ground coffee, dark roast, 500 g","quantity":"1",'
    '"unit":"pcs","total":' + _MONEY + ',"tax_class":"standard"}'
)
_BODY = (
    '{"id":"%s","terminal":"%s","epoch":1,"seq":%d,"prev":"%s","kind":"sale","schema":1,'
    '"day":"2026-11-21","at":"2026-11-21T09:00:00Z","staff":"anna","payload":{"receipt":"%s",'
    '"shift":"s1","items":[%s],"document":{"currency":"EUR","lines":[],"taxes":[],'
    f'"net":{_TOTAL},"tax":{_ZERO},"total":{_TOTAL},"saved":{_ZERO}}},'
    f'"tenders":[{{"kind":"cash","amount":{_TOTAL},"given":{_TOTAL}}}],"rounding":{_ZERO}}}}}'
)


@dataclass(slots=True)
class HerdTill:
    """`upload` is its tail, packed as the agent packs it; `sales` and `last` are its head."""

    name: str
    store: str
    key: Ed25519PrivateKey
    upload: bytes = b""
    sales: int = 0
    last: str = GENESIS

    def sku(self, seq: int, line: int) -> str:
        return f"sku{(int(self.name[1:]) * 7 + seq * 13 + line * 131) % SKUS}"

    def queue(self, sales: int) -> None:
        """Seals so many more sales into `upload`."""
        entries, prev = [], self.last
        for seq in range(self.sales + 1, self.sales + sales + 1):
            items = [_ITEM % (line, self.sku(seq, line)) for line in range(1, LINES + 1)]
            receipt = f"{self.name}-{seq}"
            about = (secrets.token_hex(16), self.name, seq, prev, receipt, ",".join(items))
            body = _BODY % about
            prev = sha256(body.encode()).hexdigest()
            signature = self.key.sign(signed_bytes(prev)).hex()
            entries.append({"body": body, "hash": prev, "signature": signature})
        batch = json.dumps({"epoch": 1, "entries": entries}, separators=(",", ":"))
        self.upload = zstd.compress(batch.encode(), 3)
        self.sales, self.last = self.sales + sales, prev

    def head(self, method: str, target: str, body: bytes, more: str = "") -> bytes:
        """The request's lines, signed now."""
        stamp, nonce = int(time.time()), secrets.token_hex(8)
        message = signed_request(method, target, body, self.name, 1, stamp, nonce)
        claim = Claim(self.name, 1, stamp, nonce, self.key.sign(message).hex())
        lines = (
            f"{method} {target} HTTP/1.1",
            "Host: central",
            f"{HEADER}: {header_value(claim)}",
            f"Content-Length: {len(body)}",
        )
        return ("\r\n".join(lines) + "\r\n" + more + "\r\n").encode()

    def post(self) -> bytes:
        more = "Content-Type: application/json\r\nContent-Encoding: zstd\r\nConnection: close\r\n"
        return self.head("POST", paths.JOURNAL, self.upload, more) + self.upload


def enrol_many(central: Any, count: int, face: str = "till", start: int = 1) -> list[HerdTill]:
    """Rows as enrolment writes them, without five thousand one-time codes; plenty of stock."""
    from shop.domain.catalogue import Store
    from sync.central import bulk, documents, stock, tables
    from sync.central.units import micros

    tills = [
        HerdTill(f"T{number:04}", f"S{number % 50}", Ed25519PrivateKey.generate())
        for number in range(start, start + count)
    ]
    at = micros(central.now())
    owners = [(x.name, x.store, face, x.name, 1, False, at) for x in tills]
    keys = [
        (x.name, 1, start + 1 + place, _public(x), x.store, at) for place, x in enumerate(tills)
    ]
    papers = [documents.of("store", f"S{n}", Store(f"S{n}", f"Store {n}")) for n in range(50)]
    plenty = {(f"S{n}", f"sku{sku}"): (10**9, 0) for n in range(50) for sku in range(SKUS)}
    columns = ("terminal", "store", "face", "name", "epoch", "forked", "enrolled_at")
    key_columns = ("terminal", "epoch", "key_id", "public_key", "store", "created_at")
    with central.database.write() as connection:
        documents.put(connection, papers, central.now())
        bulk.insert(connection, tables.terminal, columns, owners)
        bulk.insert(connection, tables.terminal_key, key_columns, keys)
        if start == 1:
            stock.add(connection, plenty, central.now(), opening=True)
    return tills


def _public(till: HerdTill) -> str:
    return till.key.public_key().public_bytes_raw().hex()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    after: float
    body: bytes


async def ask(port: int, request: bytes) -> Answer:
    """One request on its own connection. Raises OSError or EOFError when there is no answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        status, headers = await read_head(reader)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(status, float(headers.get("retry-after", "0")), body)
    finally:
        writer.close()


async def read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines[1:] if line)
    status = int(lines[0].split(" ")[1])
    return status, {name.lower(): value.strip() for name, _, value in fields}


def waits(values: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile."""
    from endcap.bench.timing import percentile

    return percentile(values, 0.5), percentile(values, 0.99)
