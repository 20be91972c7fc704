"""The till on a full disk: what has begun is finished, nothing new begins, and it says so."""

from __future__ import annotations

from decimal import Decimal

from shop.domain.codes import ScannedCode
from tests.unit.pos.conftest import TillScreen

TEA = ScannedCode("4006381333931")


def test_no_new_sale_begins_on_a_full_disk(selling: TillScreen) -> None:
    selling.journal.trouble = "disk_full"
    selling.scan(TEA)
    assert selling.quantities() == []
    assert "no new sale can begin" in selling.vm.basket.noticeText
    assert "Disk full" in selling.vm.status.journalText
    selling.vm.basket.addSku("TEA-1")
    assert selling.quantities() == []


def test_a_sale_that_has_begun_is_finished(selling: TillScreen) -> None:
    selling.scan(TEA)
    selling.journal.trouble = "disk_full"
    selling.scan(TEA)
    assert selling.quantities() == [Decimal(2)]
    selling.vm.primary()
    selling.type("50")
    selling.work()
    selling.settle(lambda: selling.kinds()[-1] == "sale")
    selling.vm.primary()
    selling.scan(TEA)
    assert selling.quantities() == []


def test_with_room_again_it_sells(selling: TillScreen) -> None:
    selling.journal.trouble = "disk_full"
    selling.scan(TEA)
    selling.journal.trouble = ""
    selling.scan(TEA)
    assert selling.quantities() == [Decimal(1)]
    assert selling.vm.status.journalText == ""
