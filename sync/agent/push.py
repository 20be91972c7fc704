"""Uploads the journal's tail, and takes back what this terminal lost. Agent room."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from shop.domain.entry import Head
from sync.agent.again import send_again
from sync.agent.branches import lost_branch
from sync.agent.context import LOG, Context, Word, kept, wait_for
from sync.agent.portion import Portion
from sync.agent.steps import (
    Fetch,
    Missing,
    Rest,
    Send,
    Shake,
    Upload,
    after_answer,
    beside,
    confirmed,
    from_anchor,
    heal,
    hole,
    next_upload,
    strangers,
)
from sync.agent.wire import NoAnswer, Refused
from sync.local.chain import envelope_of, signed_by, unchanged
from sync.local.journal_schema import number
from sync.local.notes import HELD
from sync.protocol import paths
from sync.protocol.messages import Batch, BatchAnswer, Handshake

BATCH = 500
ROOM = 1024 * 1024
_SHAKE_EVERY = 60.0
_REFUSED_REST = 30.0


@dataclass(frozen=True, slots=True)
class Apart:
    """A branch that is not our own future: up to `shared` it is our chain, up to `after` we have
    it beside ours."""

    shared: int
    after: int


class Push:
    """`run` for ever: send when there is something, shake hands now and then."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: Handshake | None = None
        self._last: Send | None = None
        self._look_aside = False
        self._given: tuple[str, set[str]] = ("", set())
        """Timeline, and ends of branches beside our chain that were sent in it."""
        self._word: Word | None = None
        self._timeline = ""
        self._holes: tuple[Missing, ...] = ()
        self._went_on = False
        self._sent, self._fetched = Portion(BATCH), Portion(BATCH)
        self._apart: dict[str, Apart] = {}
        """Branches beside our chain, by their ends; of this timeline."""

    async def run(self) -> None:
        failures = 0
        while True:
            trouble = await self.attempt()
            if self._went_on:
                failures, self._went_on = 0, False
                self._context.done("push")
            if isinstance(trouble, NoAnswer):
                failures += 1
                self._context.in_vain("push", trouble, failures)
                await self._context.pause(failures - 1, trouble)
            elif trouble is not None:
                await self._context.rest(_REFUSED_REST)
            else:
                failures = 0
                self._context.done("push")
                if not await wait_for(self._context.wake, _SHAKE_EVERY):
                    self._context.shake_first = True

    async def attempt(self) -> NoAnswer | Refused | None:
        """Drain once; what went wrong, after which central is asked anew where it stands."""
        self._context.wake.clear()
        if self._context.shake_first:
            self._known, self._context.shake_first = None, False
        try:
            await self.drain()
        except NoAnswer as error:
            self._known = self._context.word = None
            self._context.missed(error)
            return error
        except Refused as refused:  # revoked or unknown: nothing is deleted, we ask again
            self._known = self._context.word = None
            self._context.heard()
            self._context.refused("push", refused.problem.code)
            return refused
        return None

    async def drain(self) -> None:
        """Until central holds all of the journal."""
        self._last = None
        while True:
            action = self._next()
            match action:
                case Shake():
                    await self._shake()
                case Send():
                    await self._send(action)
                case Fetch():
                    await self._fetch(action)
                case Rest():
                    await self._send_again()
                    if await self._give_back_branch():
                        continue
                    self._context.word = self._word
                    self._lack()
                    return

    def _next(self) -> Upload:
        reads = self._context.journal.reads
        known, chains = beside(self._known, reads.epochs(), self._holes)
        upload = next_upload(known, chains, reads.hash_at, reads.kept_aside, self._shared_ends())
        return from_anchor(upload, reads.pruned())

    def _lack(self) -> None:
        for one in self._holes:
            if one not in self._context.missing:
                LOG.error("central was restored without entries pruned here", extra=asdict(one))
        self._context.missing = self._holes

    async def _shake(self) -> None:
        self._known = await self._context.wire.get(paths.HANDSHAKE, Handshake)
        if self._timeline != self._known.timeline:
            self._timeline = self._known.timeline
            self._apart.clear()
        self._holes = ()
        self._look_aside = True
        self._context.admitted("push")
        self._context.forked = self._known.forked
        self._context.central_says(self._known.now)
        self._context.heard()
        head = self._settle(self._known)
        at = self._context.clock.now()
        self._word = Word(self._known, number(head.epoch, head.seq), at)

    async def _send(self, action: Send) -> None:
        if action == self._last:  # no progress: central and we do not understand each other
            raise NoAnswer("central_confused", busy=True)
        self._last = action
        with self._sent.taken() as limit:
            answer = await self._post(action, limit)
        for held in answer.held:
            LOG.info("entry held by central", extra={"entry": held.entry, "code": held.code})
            self._context.journal.put_note(HELD + held.entry, held.code)
        self._context.held |= {held.entry for held in answer.held}
        if (lost := hole(action, answer, self._context.journal.reads.pruned())) is not None:
            self._holes = (*self._holes, lost)
        if self._known is not None:
            self._known = after_answer(self._known, answer, self._context.journal.reads.hash_at)
        if self._known is not None:
            self._context.forked = self._known.forked
            self._settle(self._known)
        self._context.heard()
        self._went_on |= answer.outcome != "gap" and answer.head.seq > action.after

    async def _post(self, action: Send, limit: int) -> BatchAnswer:
        room = ROOM * limit // BATCH
        journal = self._context.journal
        entries = journal.reads.tail(action.epoch, action.after, limit, room)
        sound = unchanged(entries)
        if entries and not sound:
            LOG.error("an entry is not what was written, and is not sent")
            await kept(journal.prove())
        batch = Batch(action.epoch, sound)
        return await self._context.wire.post_packed(paths.JOURNAL, batch, BatchAnswer)

    async def _fetch(self, action: Fetch) -> None:
        """Append what continues our chain; keep any other branch beside it. One page a time:
        what is sold meanwhile does not wait for the rest."""
        if (apart := self._apart.get(action.tip)) is not None:
            await self._keep_branch(action, apart)
            return
        journal = self._context.journal
        page = await self._own(action, action.after)
        key = journal.reads.enrolled_key(action.epoch)
        healing = heal(journal.head(), page.entries, lambda sealed: signed_by(key, sealed))
        if healing.adopt:
            await kept(journal.adopt(healing.adopt))
            self._went_on = True
            LOG.info(
                "took back entries this terminal had lost", extra={"count": len(healing.adopt)}
            )
            if self._known is not None:
                self._settle(self._known)
        else:
            shared = await self._shared(action)
            self._apart[action.tip] = Apart(shared, shared)
            if self._known is not None:
                self._settle(self._known)

    async def _keep_branch(self, action: Fetch, apart: Apart) -> None:
        """Its next page. Where it stands is remembered while the program runs."""
        journal = self._context.journal
        page = await self._own(action, apart.after)
        if not page.entries:  # central does not have it any more
            del self._apart[action.tip]
            raise NoAnswer("central_confused", busy=True)
        unkept = [
            sealed
            for sealed in strangers(page.entries, journal.reads.hash_at)
            if not journal.reads.kept_aside(sealed.hash)
        ]
        if unkept:
            await kept(journal.keep_aside(unkept))
            self._went_on = True
        self._apart[action.tip] = replace(apart, after=page.after + len(page.entries))

    async def _shared(self, action: Fetch) -> int:
        """The last entry of ours that the branch has, or hangs on; found by halving."""
        reads, epoch = self._context.journal.reads, action.epoch
        first = (await self._page(action, 0, 1)).entries
        begin = envelope_of(first[0]) if first else None
        if begin is None:
            return 0
        low, high = reads.pruned().get(epoch, 0), dict(reads.epochs()).get(epoch, 0)
        if begin.seq > 1:
            low, ours = begin.seq - 1, reads.hash_at(epoch, begin.seq - 1)
            if ours != begin.prev or not await self._has(replace(action, tip=ours), low):
                return 0
        elif low and not await self._has(action, low):
            return 0
        while low < high:
            middle = (low + high + 1) // 2
            if await self._has(action, middle):
                low = middle
            else:
                high = middle - 1
        return low

    def _shared_ends(self) -> dict[str, int]:
        return {tip: branch.shared for tip, branch in self._apart.items()}

    async def _has(self, action: Fetch, seq: int) -> bool:
        page = await self._page(action, seq - 1, 1)
        ours = self._context.journal.reads.hash_at(action.epoch, seq)
        return bool(page.entries) and page.entries[0].hash == ours

    async def _send_again(self) -> None:
        """Once a handshake: what is still wanted then, the next one tells."""
        if self._known is not None and self._known.wanted:
            wanted, self._known = self._known.wanted, replace(self._known, wanted=())
            await send_again(self._context, wanted)

    async def _give_back_branch(self) -> bool:
        """Send one branch that central lost; whether there was any. Looked for once a handshake."""
        known, reads = self._known, self._context.journal.reads
        if known is None or not self._look_aside:
            return False
        if self._given[0] != known.timeline:
            self._given = (known.timeline, set())
        tried = self._given[1]
        lost = lost_branch(known, reads.aside(), reads.hash_at, reads.enrolled_key, tried)
        if lost is None:
            self._look_aside = False
            return False
        epoch, entries = lost
        tried.add(entries[-1].hash)
        try:
            for start in range(0, len(entries), BATCH):
                batch = Batch(epoch, entries[start : start + BATCH])
                await self._context.wire.post_packed(paths.JOURNAL, batch, BatchAnswer)
                self._context.heard()
        except Refused as refused:  # its epoch is unknown to central: it stays with us
            LOG.info("a branch stays here", extra={"epoch": epoch, "code": refused.problem.code})
            self._context.heard()
        self._known = None
        return True

    async def _own(self, action: Fetch, after: int) -> Batch:
        with self._fetched.taken() as limit:
            return await self._page(action, after, limit)

    async def _page(self, action: Fetch, after: int, limit: int) -> Batch:
        page = await self._context.wire.get_packed(
            paths.JOURNAL, Batch, epoch=action.epoch, after=after, limit=limit, tip=action.tip
        )
        self._context.heard()
        return page

    def _settle(self, known: Handshake) -> Head:
        reads = self._context.journal.reads
        _, chains = beside(known, reads.epochs(), self._holes)
        head = confirmed(known, chains, reads.hash_at, self._shared_ends())
        self._context.journal.acknowledge(known.timeline, head, known.cursor)
        standing = self._context.replica.standing()
        self._context.journal.settle(standing.timeline, standing.cursor)
        if known.cursor > standing.cursor:
            self._context.pull.set()
        return head
