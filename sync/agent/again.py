"""Sends again what reached central damaged, as long as our own copy is whole. Agent room."""

from __future__ import annotations

from collections.abc import Sequence

from shop.domain.entry import Head
from sync.agent.context import LOG, Context
from sync.local.chain import unchanged
from sync.protocol import paths
from sync.protocol.messages import Batch, BatchAnswer


async def send_again(context: Context, wanted: Sequence[Head]) -> None:
    """One by one: the upload cursor has long passed them, and their answers move nothing."""
    for head in wanted:
        found = unchanged(context.journal.reads.tail(head.epoch, head.seq - 1, 1, 1))
        if [sealed.hash for sealed in found] == [head.hash]:
            LOG.info("sent again, for it reached central damaged", extra={"seq": head.seq})
            batch = Batch(head.epoch, found)
            await context.wire.post_packed(paths.JOURNAL, batch, BatchAnswer)
            context.heard()
