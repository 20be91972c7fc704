"""Central for somebody who stands and waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.sample_services import SampleCentral
from kiosk.terminal import Quick
from shop.domain.order import Paid
from shop.errors import LinkDown
from shop.ports import LinkState, OrderRequest

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
REQUEST = OrderRequest("CODE", "s", "Maeve", "0209100142", "en", Paid.AT_TILL, ())


@pytest.mark.parametrize(("online", "code"), [(True, "sample"), (False, "offline")])
def test_only_a_link_that_is_up_is_asked(online: bool, code: str) -> None:
    quick = Quick(SampleCentral(), lambda: LinkState(online, NOON, 0, None))
    with pytest.raises(LinkDown) as refused:
        quick.place_order(REQUEST).result(timeout=0)
    assert refused.value.code == code


def test_the_rest_goes_through() -> None:
    central = SampleCentral()
    quick = Quick(central, lambda: LinkState(False, NOON, 0, None))
    quick.watch(["a", "b"])
    assert central.watched == [("a", "b")]
    with pytest.raises(LinkDown, match="sample"):
        quick.stock(["a"]).result(timeout=0)
