"""Central behind a counter: bytes in, bytes out, with the routes' own rules. No sockets."""

from __future__ import annotations

from datetime import datetime

from shop.errors import EndcapError
from sync.central import enrolment, feed, orders, returns, snapshots, terminals
from sync.central.audience import audience_of
from sync.central.core import Central
from sync.central.devices import Denied, Device, Doorman
from sync.central.group_commit import post_all
from sync.central.http import problem
from sync.central.ledger import Upload
from sync.local.replica_schema import Standing
from sync.protocol import paths
from sync.protocol.auth import Claim
from sync.protocol.codec import decode, encode
from sync.protocol.messages import AuthoriseReturn, Batch, EnrolRequest, PlaceOrder
from tests.sim.message import Answered, Asked
from tests.sim.replica import Snapshot, name_of


class Server:
    """One running central process."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self._doorman = Doorman(central)

    def forget(self, terminal: str) -> None:
        """This worker itself changed what it knows of a terminal."""
        self._doorman.forget(terminal)

    def ask(self, terminal: str, epoch: int, asked: Asked) -> Answered:
        """Raises CentralDied when the process ends on the way."""
        try:
            return Answered(encode(self._route(terminal, epoch, asked)))
        except Denied as denied:
            return Answered(encode(problem(denied.status, denied.code)), refused=True)
        except EndcapError as error:
            data = {name: str(value) for name, value in error.data.items()}
            return Answered(encode(problem(409, error.code, data=data)), refused=True)
        except AssertionError:
            raise
        except Exception as error:
            return Answered(repr(error).encode(), broken=True)

    def _route(self, terminal: str, epoch: int, asked: Asked) -> object:
        central, query = self.central, dict(asked.query)
        if asked.path == paths.ENROL:
            answer = enrolment.enrol(central, decode(asked.body, EnrolRequest))
            self.forget(answer.terminal)
            return answer
        if asked.path == paths.ORDERS and not terminal:
            return orders.place(central, decode(asked.body, PlaceOrder))
        device = self._device(terminal, epoch)
        if asked.path == paths.HANDSHAKE:
            return terminals.handshake(central, device)
        if asked.path == paths.JOURNAL and asked.body:
            batch = decode(asked.body, Batch)
            (taken,) = post_all(central.database, [Upload(device.terminal, batch)], central.now())
            if isinstance(taken, Exception):
                raise taken
            return taken
        if asked.path == paths.JOURNAL:
            return terminals.own_entries(central, device, **_whole(query))  # type: ignore[arg-type]
        if device.revoked or not device.current:
            raise Denied("terminal_revoked" if device.revoked else "epoch_old", 403)
        if asked.path == paths.FEED:
            return terminals.feed_page(central, device, **_whole(query))  # type: ignore[arg-type]
        if asked.path == paths.ORDERS:
            asker = orders.by_terminal(device.terminal, face=device.face)
            return orders.place(central, decode(asked.body, PlaceOrder), asker)
        if asked.path == paths.RETURNS:
            returns.authorise(central, device, decode(asked.body, AuthoriseReturn))
            return {}
        assert asked.path == paths.SNAPSHOT
        return snapshot(central, device.store, device.face, central.now())

    def _device(self, terminal: str, epoch: int) -> Device:
        """What the signature would have proved."""
        claim = Claim(terminal, epoch, 0, "", "")
        return self._doorman._find(claim).device


def _whole(query: dict[str, str | int]) -> dict[str, str | int]:
    return query


def snapshot(central: Central, store: str, face: str, now: datetime) -> Snapshot:
    """What a terminal's snapshot file would hold."""
    hidden = audience_of(face).hidden
    with central.database.read(consistent=True) as connection:
        standing = Standing(central.timeline, feed.head(connection), now, store)
        values = {
            name_of(x): x.value
            for x in snapshots.everything(connection, store, now, hidden)
            if x.value is not None
        }
    return Snapshot(standing, values)
