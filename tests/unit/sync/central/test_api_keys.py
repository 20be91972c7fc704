"""A key can be found and taken back, at every worker; a new admin.key ends the one before."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from shop.errors import Conflict
from sync.central import api_keys
from sync.central.api_keys import id_of
from sync.central.core import (
    Central,
    Program,
    Unknown,
    admin_key,
    new_api_key,
    open_central,
    program_of,
)
from tests.central_server import serving
from tests.fakes.clock import FakeClock


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def key_in(central: Central) -> str:
    return admin_key(central).read_text().strip()


def test_who_has_a_key_is_listed_without_the_key(central: Central, clock: FakeClock) -> None:
    key = new_api_key(central, "our shop", "webshop")
    clock.move(seconds=60)
    own = key_in(central)
    first, second = api_keys.listed(central)
    assert (first.id, first.name, first.role, first.revoked_at) == (
        id_of(key),
        "our shop",
        "webshop",
        None,
    )
    assert (second.id, second.name, second.role) == (id_of(own), "administrator", "admin")
    assert key not in repr([first, second])


def test_a_key_is_taken_back(central: Central, clock: FakeClock) -> None:
    key, other = (new_api_key(central, name, "webshop") for name in ("one", "other"))
    api_keys.revoke(central, id_of(key))
    at = clock.now()
    clock.move(seconds=60)
    api_keys.revoke(central, id_of(key))  # again changes nothing
    assert program_of(central, key) is None
    assert program_of(central, other) == Program("other", "webshop")
    assert {x.name: x.revoked_at for x in api_keys.listed(central)} == {"one": at, "other": None}


@pytest.mark.parametrize("wrong", ["", "%", "_" * 16, "0" * 16, "x" * 64])
def test_only_a_whole_id_names_a_key(central: Central, wrong: str) -> None:
    new_api_key(central, "one", "webshop")
    with pytest.raises(Unknown, match="no_such_api_key"):
        api_keys.revoke(central, wrong)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x00", "x" * 201])
def test_whose_key_it_is_must_be_a_name(central: Central, name: str) -> None:
    with pytest.raises(Conflict, match="request_malformed"):
        api_keys.make(central, name, "webshop")


def test_it_is_refused_at_every_worker_at_once(central_url: str, tmp_path: Path) -> None:
    workers = [open_central(tmp_path / "central", central_url) for _ in range(2)]
    with serving(workers[0]) as one, serving(workers[1]) as two:
        office = bearer(key_in(workers[0]))
        wish = {"name": "our shop", "role": "webshop"}
        key = httpx.post(f"{one}/v1/admin/api-keys", json=wish, headers=office).json()["key"]
        question = "/v1/shop/availability?skus=mug"
        assert httpx.get(two + question, headers=bearer(key)).status_code == 200
        rows = httpx.get(f"{one}/v1/admin/api-keys", headers=office).json()
        (found,) = [row for row in rows if row["name"] == "our shop"]
        assert (found["id"], found["revoked_at"]) == (id_of(key), None)
        path = f"{one}/v1/admin/api-keys/{found['id']}/revoke"
        assert httpx.post(path, headers=office).status_code == 204
        refused = httpx.get(two + question, headers=bearer(key))
        assert (refused.status_code, refused.json()["code"]) == (401, "api_key_unknown")
        unknown = httpx.post(path.replace(found["id"], "0" * 16), headers=office)
        assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_api_key")
    for worker in workers:
        worker.close()


# -- the administrator's -------------------------------------------------------------------------


@pytest.mark.allow_warnings("the administrator's key before is revoked")
def test_a_new_admin_key_ends_the_one_before(
    central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    """A8: it stayed valid for ever, and nobody was told."""
    old, mine = key_in(central), new_api_key(central, "my program", "admin")
    assert key_in(central) == old
    assert not caplog.records
    (central.folder / "admin.key").unlink()
    new = key_in(central)
    assert program_of(central, old) is None
    assert program_of(central, new) == Program("administrator", "admin")
    assert program_of(central, mine) is not None
    assert "the one before it is revoked" in caplog.text


def test_a_revoked_admin_key_is_made_anew(central: Central) -> None:
    old = key_in(central)
    api_keys.revoke(central, id_of(old))
    new = key_in(central)
    assert new != old
    assert program_of(central, new) is not None
    assert (central.folder / "admin.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("nonsense", [b"", b"x\n", b"\xff\xfe", b"ab" * 23])
def test_what_is_no_key_does_not_become_one(central: Central, nonsense: bytes) -> None:
    (central.folder / "admin.key").write_bytes(nonsense)
    key = key_in(central)
    assert len(key) == 48
    assert program_of(central, key) is not None


def test_an_admins_own_key_may_lie_in_admin_key(central: Central) -> None:
    mine = new_api_key(central, "me", "admin")
    (central.folder / "admin.key").write_text(mine)
    assert key_in(central) == mine
    assert program_of(central, mine) == Program("me", "admin")
