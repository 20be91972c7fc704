#!/usr/bin/env python3
"""Checks an exported Endcap journal, and slips, without Endcap.

Needs Python 3.6 or newer and the package `cryptography`, nothing of the product. Written apart
from it, from docs/journal-export.md and docs/slips.md only, so that a mistake there is not
repeated here.

    verify_journal.py journal EXPORT.jsonl [--keys KEYS.json] [--head EPOCH/SEQ/HASH]
    verify_journal.py slip --keys KEYS.json TEXT…

Exit codes: 0 all is well, 1 something is wrong, 2 the question could not be answered.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from datetime import date, datetime, timedelta
from typing import Any, Dict, Iterable, List, Optional, Set, Tuple, Union

try:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    print(
        "cannot say: the package `cryptography` is missing: python3 -m pip install cryptography,"
        " or apt install python3-cryptography",
        file=sys.stderr,
    )
    sys.exit(2)

Text = Union[str, bytes]
Place = Tuple[int, int, str]
HEX = frozenset("0123456789abcdef")
ENTRY_FIELDS = {"epoch", "seq", "hash", "signature", "body"}
ASIDE_FIELDS = {"aside", "hash", "signature", "body"}
BODY_FIELDS = (
    "id", "terminal", "epoch", "seq", "prev", "kind", "schema", "day", "at", "staff", "payload"
)  # fmt: skip
TEXTS = ("terminal", "kind", "day", "at", "staff")
CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
AT = re.compile(rf"\d{{4}}-\d\d-\d\dT{CLOCK}:[0-5]\d(\.\d{{1,6}})?(Z|[+-]{CLOCK})", re.ASCII)
ENTRY_CONTEXT = b"endcap-entry-1\x00"
SLIP_CONTEXT = b"endcap-slip-1\x00"
PRUNED_CONTEXT = b"endcap-pruned-1\x00"
HELD_CONTEXT = b"endcap-held-1\x00"


NO_EXPORT = "this is no exported journal: `endcap journal export DIR --out FILE` makes one"


class Wrong(Exception):
    """What is wrong, in words."""


class Unanswerable(Exception):
    """Why the question could not be answered."""


def load_json(text: Text) -> Any:
    """Strict: a key may stand once only, NaN is no number, and none has thousands of digits."""

    def once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise Wrong("a field stands twice")
        return found

    def never(name: str) -> None:
        raise Wrong(name + " is no number")

    def whole(digits: str) -> int:
        if len(digits.lstrip("-")) > 4300:
            raise Wrong("a number has too many digits")
        return int(digits)

    try:
        plain = text.decode("utf-8") if isinstance(text, bytes) else text
        return json.loads(plain, object_pairs_hook=once, parse_constant=never, parse_int=whole)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"not JSON: {error}") from None


def is_hex(value: object, digits: int) -> bool:
    return isinstance(value, str) and len(value) == digits and HEX.issuperset(value)


def is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**53


def is_moment(value: str) -> bool:
    """By our own rule: what `datetime.fromisoformat` takes differs from Python to Python."""
    try:
        return AT.fullmatch(value) is not None and bool(date(*map(int, value[:10].split("-"))))
    except ValueError:
        return False


def signed(public_key: str, message: bytes, signature: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    except UnsupportedAlgorithm:
        raise Unanswerable("the OpenSSL of this Python does not know Ed25519") from None
    return True


# -- journals ----------------------------------------------------------------------------------


class Journal:
    """Walks an export line by line; raises Wrong at the first thing that is not right."""

    def __init__(self, first: Text, trusted: Optional[Set[Tuple[str, str]]]) -> None:
        header = header_of(first)
        self.terminal = header["terminal"]
        if not isinstance(self.terminal, str):
            raise Wrong("the header's terminal is malformed")
        self.keys: Dict[int, str] = {}
        for row in header["keys"]:
            if row["public_key"] == "":
                raise Wrong(f"epoch {row['epoch']} lacks its first entry, or that was changed")
            if not is_count(row["epoch"]) or not is_hex(row["public_key"], 64):
                raise Wrong("a key in the header is malformed")
            if row["epoch"] in self.keys:
                raise Wrong(f"the header names two keys for epoch {row['epoch']}")
            self.keys[row["epoch"]] = row["public_key"]
        self.head = head_of(header["head"])
        self.trusted = trusted
        self.strangers: Set[str] = set()
        self.cuts = [Cut(row) for row in header.get("pruned", [])]
        self.cut_at = {cut.epoch: cut for cut in self.cuts}
        if len(self.cut_at) != len(self.cuts):
            raise Wrong("the header says twice where an epoch was pruned")
        self.at = (0, 0, "0" * 64)
        self.ids: Set[str] = set()
        self.hashes: Dict[str, Tuple[int, int]] = {}
        self.epochs: Set[int] = set()
        self.entries, self.lines = 0, 1
        self.aside: List[Tuple[str, Dict[str, Any]]] = []
        self.where = ""

    def line(self, text: Text) -> None:
        self.lines += 1
        self.where = f"line {self.lines}"
        row = load_json(text)
        if not isinstance(row, dict):
            raise Wrong("not an entry")
        if row.get("aside") is True and set(row) == ASIDE_FIELDS:
            self.aside.append((self.where, row))
        elif set(row) == ENTRY_FIELDS:
            self.where += f", epoch {row['epoch']} entry {row['seq']}"
            if self.aside:
                raise Wrong("an entry of the chain after the entries kept aside")
            self._entry(row)
        elif "format" in row:
            raise Wrong("a second header: these are several exports in one file")
        else:
            raise Wrong(f"unknown or missing fields: {sorted(row)}")

    def _entry(self, row: Dict[str, Any]) -> None:
        if not is_count(row["epoch"]) or not is_count(row["seq"]):
            raise Wrong("epoch or seq is no number")
        body = self._read(row)
        self._signed_by([self.keys.get(body["epoch"])], row, body)
        epoch, seq, last = self.at
        if row["epoch"] != epoch:
            if row["epoch"] < epoch:
                raise Wrong("the epoch falls")
            self._nothing_behind_a_cut()
            epoch, seq, last = row["epoch"], 0, "0" * 64
        if row["seq"] != seq + 1:
            raise Wrong(f"entry {seq + 1} is missing")
        if (body["epoch"], body["seq"]) != (row["epoch"], row["seq"]):
            raise Wrong("the body is of another place in the journal")
        if body["prev"] != last or f'"prev":"{last}"' not in row["body"][:400]:
            raise Wrong("the entry does not follow the one before it")
        if seq == 0:
            self._begins(body)
        if body["id"] in self.ids:
            raise Wrong(f"two entries have the id {body['id']}")
        self.ids.add(body["id"])
        self.hashes[row["hash"]] = (row["epoch"], row["seq"])
        self.at = (row["epoch"], row["seq"], row["hash"])
        self.entries += 1
        cut = self.cut_at.get(row["epoch"])
        if cut is not None and row["seq"] == 1:
            self.at = (cut.epoch, cut.seq, cut.hash)
            self.hashes[cut.hash] = (cut.epoch, cut.seq)

    def _begins(self, body: Dict[str, Any]) -> None:
        self.epochs.add(body["epoch"])
        payload = body["payload"]
        if body["kind"] != "enrolled" or not isinstance(payload, dict):
            raise Wrong("the epoch does not begin with its enrolment")
        if payload.get("public_key") != self.keys.get(body["epoch"]):
            raise Wrong("the epoch's enrolment names another key than the header")

    def _check_aside(self) -> None:
        """Entries of another branch: of an epoch of this chain, or of one that begins there."""
        rows = [(where, row, self._at(where, self._read, row)) for where, row in self.aside]
        named: Dict[int, List[Optional[str]]] = {}
        for _, _, body in rows:
            if body["kind"] == "enrolled" and isinstance(body["payload"], dict):
                named.setdefault(body["epoch"], []).append(body["payload"].get("public_key"))
        seen: Set[str] = set()
        for where, row, body in rows:
            own = self.keys.get(body["epoch"])
            keys = [own] if own else named.get(body["epoch"], [])
            self._at(where, self._signed_by, keys, row, body)
            if row["hash"] in self.hashes or row["hash"] in seen:
                raise Wrong(f"{where}: an entry is on the chain and beside it, or there twice")
            seen.add(row["hash"])

    def _at(self, where: str, check: Any, *given: Any) -> Any:
        try:
            return check(*given)
        except Wrong as wrong:
            raise Wrong(f"{where}, kept aside: {wrong}") from None

    def _read(self, row: Dict[str, Any]) -> Dict[str, Any]:
        """The hash over the body's very bytes; then what the body says."""
        if not isinstance(row["body"], str) or not is_hex(row["hash"], 64):
            raise Wrong("the hash or the body is malformed")
        if not is_hex(row["signature"], 128):
            raise Wrong("the signature is malformed")
        try:
            data = row["body"].encode("utf-8")
        except UnicodeEncodeError:
            raise Wrong("the body is not text") from None
        if hashlib.sha256(data).hexdigest() != row["hash"]:
            raise Wrong("the body is not what was hashed")
        body = load_json(row["body"])
        if not isinstance(body, dict) or any(name not in body for name in BODY_FIELDS):
            raise Wrong("the body lacks a field")
        if not is_hex(body["id"], 32) or not is_hex(body["prev"], 64):
            raise Wrong("the body's id or prev is malformed")
        if not all(is_count(body[name]) for name in ("epoch", "seq", "schema")):
            raise Wrong("the body's epoch, seq or schema is no number")
        if not all(isinstance(body[name], str) for name in TEXTS) or not is_moment(body["at"]):
            raise Wrong("a field of the body is malformed")
        if self.terminal and body["terminal"] != self.terminal:
            raise Wrong(f"the entry is of terminal {body['terminal']}")
        self.terminal = self.terminal or body["terminal"]
        return body

    def _signed_by(
        self, keys: List[Optional[str]], row: Dict[str, Any], body: Dict[str, Any]
    ) -> None:
        known = [key for key in keys if key is not None and is_hex(key, 64)]
        if not known:
            raise Wrong(f"no key for epoch {body['epoch']!r}")
        if self.trusted is not None:
            listed = [key for key in known if (self.terminal, key) in self.trusted]
            if not listed:
                self.strangers.add(f"the terminal's of epoch {body['epoch']}")
            known = listed or known
        message, signature = ENTRY_CONTEXT + bytes.fromhex(row["hash"]), row["signature"]
        if not any(signed(key, message, bytes.fromhex(signature)) for key in known):
            raise Wrong("the signature is not the terminal's")

    def _nothing_behind_a_cut(self) -> None:
        cut = self.cut_at.get(self.at[0])
        if cut is not None and self.at[1] <= cut.seq:
            raise Wrong(f"epoch {cut.epoch} has no entry behind those pruned")

    def _pruned(self) -> None:
        """Nobody but the terminal may cut the front off, and it only what central had safe."""
        for cut in self.cuts:
            cut.check(self.terminal, self.keys.get(cut.by, ""))
            if cut.held_hash not in self.hashes:
                raise Wrong(f"what central held of epoch {cut.epoch} is not on this chain")
            if self.trusted is not None and ("", cut.central_key) not in self.trusted:
                self.strangers.add("central's, which vouches for what was pruned")

    def end(self, demanded: Optional[Place]) -> None:
        self._nothing_behind_a_cut()
        self._pruned()
        self._check_aside()
        if self.at != self.head:
            raise Wrong(
                f"the journal ends at epoch {self.at[0]} entry {self.at[1]}, its header says "
                f"epoch {self.head[0]} entry {self.head[1]}, or another entry there"
            )
        if set(self.keys) != self.epochs:
            raise Wrong("the header names a key for an epoch that has no entries")
        self._holds(demanded)
        if self.strangers:
            raise Unanswerable(
                "all of it is whole, but these keys are not in the list of keys: "
                + ", ".join(sorted(self.strangers))
                + f". Take a new list from the central of {self.terminal}; a key that is not in "
                "that one either is somebody else's"
            )

    def _holds(self, demanded: Optional[Place]) -> None:
        if demanded is None or not demanded[1] or self.hashes.get(demanded[2]) == demanded[:2]:
            return
        cut = self.cut_at.get(demanded[0])
        if cut is not None and 1 < demanded[1] < cut.seq:
            raise Unanswerable(f"entry {demanded[0]}/{demanded[1]} was pruned; ask central")
        raise Wrong(
            f"the entry seen elsewhere, epoch {demanded[0]} entry {demanded[1]}, is not in it"
        )


class Cut:
    """Where an epoch goes on after its first entry: those between were pruned."""

    def __init__(self, row: Any) -> None:
        if not isinstance(row, dict) or set(row) != {"body", "signature"}:
            raise Wrong("what the header says of pruning is malformed")
        self.body: str = row["body"]
        self.signature: str = row["signature"]
        told = load_json(self.body)
        held = told["held"]
        self.terminal, self.epoch, self.seq = told["terminal"], told["epoch"], told["seq"]
        self.hash, self.by = told["hash"], told["by"]
        self.timeline, self.held_seq, self.held_hash = held["timeline"], held["seq"], held["hash"]
        self.central_key, self.central_signature = held["key"], held["signature"]
        counts = (self.epoch, self.seq, self.by, self.held_seq)
        if not all(is_count(x) for x in counts) or self.held_seq < self.seq:
            raise Wrong("what the header says of pruning is malformed")
        if not all(is_hex(x, 64) for x in (self.hash, self.held_hash, self.central_key)):
            raise Wrong("what the header says of pruning is malformed")
        if not all(is_hex(x, 128) for x in (self.signature, self.central_signature)):
            raise Wrong("what the header says of pruning is malformed")

    def check(self, terminal: str, key: str) -> None:
        where = f"what was pruned of epoch {self.epoch}"
        digest = hashlib.sha256(self.body.encode()).digest()
        if self.terminal != terminal:
            raise Wrong(f"{where} is of terminal {self.terminal}")
        if not signed(key, PRUNED_CONTEXT + digest, bytes.fromhex(self.signature)):
            raise Wrong(f"{where} is not signed by the terminal")
        words = (self.timeline, terminal, str(self.epoch), str(self.held_seq), self.held_hash)
        message = HELD_CONTEXT + "\n".join(words).encode()
        if not signed(self.central_key, message, bytes.fromhex(self.central_signature)):
            raise Wrong(f"{where} is not vouched for by central")


def header_of(first: Text) -> Dict[str, Any]:
    """What is no export at all cannot be judged; an export without a whole header is not sound."""
    try:
        header = load_json(first)
    except Wrong:
        if ("endcap-journal-" if isinstance(first, str) else b"endcap-journal-") in first:
            raise
        raise Unanswerable(NO_EXPORT) from None
    if isinstance(header, dict) and set(header) in (ENTRY_FIELDS, ASIDE_FIELDS):
        raise Wrong("the header is missing")
    if not isinstance(header, dict) or not isinstance(header.get("format"), str):
        raise Unanswerable(NO_EXPORT)
    if header["format"] != "endcap-journal-1":
        raise Unanswerable(
            f"its format is {header['format']!r}, and only endcap-journal-1 is known"
        )
    if set(header) - {"pruned"} != {"format", "terminal", "keys", "head"}:
        raise Wrong("the header lacks a field, or has one too many")
    return header


def head_of(row: Any) -> Tuple[int, int, str]:
    if not isinstance(row, dict) or set(row) != {"epoch", "seq", "hash"}:
        raise Wrong("the head is malformed")
    if not is_count(row["epoch"]) or not is_count(row["seq"]) or not is_hex(row["hash"], 64):
        raise Wrong("the head is malformed")
    return row["epoch"], row["seq"], row["hash"]


def check_journal(
    lines: Iterable[Text],
    trusted: Optional[Set[Tuple[str, str]]] = None,
    demanded: Optional[Place] = None,
) -> Journal:
    """`lines` yields bytes or text; gives the Journal, or raises Wrong or Unanswerable."""
    rest = iter(lines)
    first = next(rest, None)
    if first is None:
        raise Unanswerable("the file is empty")
    try:
        journal = Journal(first, trusted)
    except (KeyError, TypeError) as error:
        raise Wrong(f"line 1: the header is malformed: {error}") from None
    except Wrong as wrong:
        raise Wrong(f"line 1: {wrong}") from None
    for line in rest:
        try:
            journal.line(line)
        except Wrong as wrong:
            raise Wrong(f"{journal.where}: {wrong}") from None
        except (KeyError, TypeError) as error:
            raise Wrong(f"{journal.where}: malformed: {error}") from None
    journal.end(demanded)
    return journal


# -- slips -------------------------------------------------------------------------------------

KINDS = {1: "receipt", 2: "pickup", 3: "basket"}


class Fields:
    """The bytes of a slip, one field after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def raw(self, size: int) -> bytes:
        piece = self.data[self.at : self.at + size]
        if len(piece) != size:
            raise Wrong("the slip is too short")
        self.at += size
        return piece

    def number(self, size: int) -> int:
        return int.from_bytes(self.raw(size), "big")

    def text(self, size: Optional[int] = None) -> str:
        piece = self.raw(self.number(1) if size is None else size)
        if not piece or len(piece) > 40 or any(not 33 <= byte <= 126 for byte in piece):
            raise Wrong("the slip has a text that no slip may have")
        return piece.decode("ascii")

    def moment(self) -> str:
        try:
            at = datetime(1970, 1, 1) + timedelta(minutes=self.number(4))
        except OverflowError:
            raise Wrong("the slip has an impossible time") from None
        return at.strftime("%Y-%m-%dT%H:%MZ")

    def quantity(self) -> str:
        whole, rest = divmod(self.number(3), 1000)
        return f"{whole}.{rest:03d}"

    def flags(self, names: Tuple[str, ...]) -> List[str]:
        value = self.number(1)
        if value >= 1 << len(names):
            raise Wrong("the slip has flags that no slip may have")
        return [name for place, name in enumerate(names) if value >> place & 1]

    def count(self) -> int:
        value = self.number(1)
        if not value:
            raise Wrong("the slip says it has no lines")
        return value


def read_slip(text: str) -> Tuple[bytes, bytes, Dict[str, Any]]:
    """(body, signature, what it says); raises Wrong for anything that is not exactly a slip."""
    if not text.startswith("OR1") or len(text) > 512:
        raise Wrong("not a slip")
    letters = text[3:]
    if not letters or any(letter not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" for letter in letters):
        raise Wrong("not a slip's letters")
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise Wrong("the slip is cut or torn") from None
    if base64.b32encode(data).decode().rstrip("=") != letters:
        raise Wrong("another spelling of the same slip")
    if len(data) <= 64:
        raise Wrong("the slip is too short")
    body, signature = data[:-64], data[-64:]
    if body[0] >> 4 != 1:
        raise Unanswerable(f"a slip of version {body[0] >> 4}")
    fields = Fields(body)
    kind = KINDS.get(fields.number(1) & 15)
    if kind is None:
        raise Wrong("a slip of an unknown kind")
    told: Dict[str, Any] = {"kind": kind, "key_id": fields.number(4)}
    told.update({"receipt": receipt, "pickup": pickup, "basket": basket}[kind](fields))
    if fields.at != len(body):
        raise Wrong("the slip is too long")
    return body, signature, told


def receipt(fields: Fields) -> Dict[str, Any]:
    told: Dict[str, Any] = {
        "epoch": fields.number(2),
        "seq": fields.number(4),
        "entry_tag": fields.raw(8).hex(),
    }
    told["issued"] = fields.moment()
    told["return_days"] = fields.number(2)
    told["store_tag"] = fields.raw(4).hex()
    told["receipt"] = fields.text()
    told["currency"] = fields.text(3)
    told["total_minor"] = fields.number(5)
    told["flags"] = fields.flags(("paid_in_cash", "paid_online", "lines_inline"))
    if "lines_inline" not in told["flags"]:
        told["lines_digest"] = fields.raw(16).hex()
        return told
    told["lines"] = [
        {
            "line": fields.number(1),
            "sku_tag": fields.raw(4).hex(),
            "quantity": fields.quantity(),
            "total_minor": fields.number(4),
        }
        for _ in range(fields.count())
    ]
    return told


def pickup(fields: Fields) -> Dict[str, Any]:
    told: Dict[str, Any] = {
        "store_tag": fields.raw(4).hex(),
        "order": fields.text(),
        "nonce": fields.raw(4).hex(),
    }
    told["not_before"] = fields.moment()
    told["valid_hours"] = fields.number(2)
    told["currency"] = fields.text(3)
    told["total_minor"] = fields.number(5)
    told["flags"] = fields.flags(("to_be_paid_at_the_till",))
    told["lines_tag"] = fields.raw(4).hex()
    return told


def basket(fields: Fields) -> Dict[str, Any]:
    told: Dict[str, Any] = {"store_tag": fields.raw(4).hex(), "basket": fields.raw(16).hex()}
    told["issued"] = fields.moment()
    told["valid_hours"] = fields.number(2)
    told["lines"] = [
        {"sku": fields.text(), "quantity": fields.quantity()} for _ in range(fields.count())
    ]
    return told


def check_slip(text: str, keys: Dict[int, Dict[str, Any]]) -> Dict[str, Any]:
    """What an authentic slip says. Whether it is still good, or was used, only a ledger knows."""
    body, signature, told = read_slip(text)
    key = keys.get(told["key_id"])
    if key is None:
        raise Unanswerable(f"no key {told['key_id']} in the keys file")
    if told["kind"] not in key.get("kinds", tuple(KINDS.values())):
        raise Wrong(f"key {told['key_id']} may not sign a {told['kind']} slip")
    limit = key.get("valid_until_seq")
    if limit is not None and ("seq" not in told or told["seq"] > limit):
        raise Wrong("the terminal was revoked before it made this slip")
    if not signed(key["public_key"], SLIP_CONTEXT + body, signature):
        raise Wrong(f"the signature is not that of key {told['key_id']}")
    return told


# -- command line ------------------------------------------------------------------------------


def load_keys(path: str) -> List[Dict[str, Any]]:
    """{"keys": [{"key_id", "public_key", "terminal", …}]} as `endcap central keys` writes it."""
    try:
        with open(path, encoding="utf-8") as file:
            rows: List[Dict[str, Any]] = load_json(file.read())["keys"]
        for row in rows:
            if not is_count(row["key_id"]) or not is_hex(row["public_key"], 64):
                raise Unanswerable(f"a key in {path} is malformed")
        return rows
    except (OSError, KeyError, TypeError, Wrong) as error:
        raise Unanswerable(f"cannot use the keys file {path}: {error}") from None


def journal_command(args: argparse.Namespace) -> None:
    trusted = None
    if args.keys:
        trusted = {(row.get("terminal", ""), row["public_key"]) for row in load_keys(args.keys)}
    demanded = None
    if args.head:
        epoch, seq, digest = ([*args.head.split("/"), "", ""])[:3]
        if not (epoch.isdigit() and seq.isdigit() and is_hex(digest, 64)):
            raise Unanswerable("--head wants EPOCH/SEQ/HASH")
        demanded = (int(epoch), int(seq), digest)
    with open(args.file, "rb") as lines:
        journal = check_journal(lines, trusted, demanded)
    print(f"terminal {journal.terminal}: {journal.entries} entries, {len(journal.keys)} epochs")
    for cut in journal.cuts:
        print(f"epoch {cut.epoch}: entries 2 to {cut.seq} were pruned; central signed for them")
    if journal.aside:
        print(f"{len(journal.aside)} entries of another branch, kept beside the chain")
    print(f"head: epoch {journal.at[0]} entry {journal.at[1]} {journal.at[2]}")
    if trusted is None:
        print("keys: as the export itself names them (give --keys to check against central's)")
    print("sound")


def slip_command(args: argparse.Namespace) -> None:
    keys = {row["key_id"]: row for row in load_keys(args.keys)}
    for text in args.text:
        print(json.dumps(check_slip(text, keys), indent=2))
    print("authentic")


def main(argv: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words = parser.add_subparsers(dest="word")
    words.required = True  # Python 3.6 does not know it as an argument
    journal = words.add_parser("journal", help="check an export of `endcap journal export`")
    journal.add_argument("file")
    journal.add_argument("--keys", help="central's key list: the keys must be these")
    journal.add_argument("--head", help="EPOCH/SEQ/HASH from elsewhere that must be in it")
    journal.set_defaults(work=journal_command)
    slip = words.add_parser("slip", help="check the text of slips")
    slip.add_argument("text", nargs="+")
    slip.add_argument("--keys", required=True)
    slip.set_defaults(work=slip_command)
    args = parser.parse_args(argv)
    try:
        args.work(args)
    except Wrong as wrong:
        print(f"NOT SOUND: {wrong}", file=sys.stderr)
        return 1
    except (Unanswerable, OSError) as error:
        print(f"cannot say: {error}", file=sys.stderr)
        return 2
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        print(f"cannot say: malformed: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
