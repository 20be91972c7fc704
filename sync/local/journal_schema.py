"""The tables of journal.db. Local room: SQL text only.

`n` = epoch * 2^40 + seq: one number orders all lives of a terminal and makes a second entry
with the same epoch and seq impossible (I13). The columns after `signature` are read from the
body and indexed; `journal_index` says how, `journal_verify` that they still agree.
`recovered` keeps entries of our own identity that central had and this chain has not (R4).
`pruned` says, for each epoch, up to which entry the chain is kept by central alone (R3):
`body` is a `pruned.Pruned`, signed by the key of the epoch that it names.
"""

from __future__ import annotations

STEPS = (
    """
CREATE TABLE entry(
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  body TEXT NOT NULL,
  hash BLOB NOT NULL,
  signature BLOB NOT NULL,
  kind TEXT NOT NULL,
  receipt TEXT NOT NULL,
  receipt_no INTEGER NOT NULL,
  shift TEXT NOT NULL,
  of_order TEXT NOT NULL,
  of_receipt TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_id ON entry(id);
CREATE INDEX entry_kind ON entry(kind);
CREATE INDEX entry_receipt ON entry(receipt) WHERE receipt <> '';
CREATE INDEX entry_shift ON entry(shift) WHERE shift <> '';
CREATE INDEX entry_of_order ON entry(of_order) WHERE of_order <> '';
CREATE INDEX entry_of_receipt ON entry(of_receipt) WHERE of_receipt <> '';
CREATE TABLE note(
  key TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  sum TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE recovered(
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT, WITHOUT ROWID;
""",
    """
CREATE TABLE pruned(
  epoch INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
""",
)

INSERT = "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?)"

_EPOCH = 1 << 40


def number(epoch: int, seq: int) -> int:
    return epoch * _EPOCH + seq


def epoch_seq(n: int) -> tuple[int, int]:
    return divmod(n, _EPOCH)
