"""Notes and coins by currency, in minor units, largest first. Domain room: standard library."""

from __future__ import annotations

from shop.domain.money import Money, currency_digits

_NOTES: dict[str, tuple[int, ...]] = {
    "EUR": (50000, 20000, 10000, 5000, 2000, 1000, 500),
    "TRY": (20000, 10000, 5000, 2000, 1000, 500),
    "HUF": (2000000, 1000000, 500000, 200000, 100000, 50000),
    "RUB": (500000, 200000, 100000, 50000, 20000, 10000, 5000),
    "USD": (10000, 5000, 2000, 1000, 500, 100),
    "GBP": (5000, 2000, 1000, 500),
    "CHF": (100000, 20000, 10000, 5000, 2000, 1000),
}
_COINS: dict[str, tuple[int, ...]] = {
    "EUR": (200, 100, 50, 20, 10, 5, 2, 1),
    "TRY": (100, 50, 25, 10, 5),
    "HUF": (20000, 10000, 5000, 2000, 1000, 500),
    "RUB": (1000, 500, 200, 100, 50, 10),
    "USD": (25, 10, 5, 1),
    "GBP": (200, 100, 50, 20, 10, 5, 2, 1),
    "CHF": (500, 200, 100, 50, 20, 10, 5),
}


def notes(currency: str) -> tuple[int, ...]:
    """For a currency without a table: 1, 2 and 5 of its major unit and their tenfolds."""
    one = int(10 ** currency_digits(currency))
    return _NOTES.get(currency, tuple(one * n for n in (500, 200, 100, 50, 20, 10, 5)))


def coins(currency: str) -> tuple[int, ...]:
    one = int(10 ** currency_digits(currency))
    return _COINS.get(currency, tuple(one * n for n in (2, 1)))


def denominations(currency: str) -> tuple[int, ...]:
    return (*notes(currency), *coins(currency))


def counted_total(counted: dict[int, int], currency: str) -> Money:
    return Money(sum(value * number for value, number in counted.items()), currency)


def quick_amounts(due: Money, limit: int = 4) -> tuple[Money, ...]:
    """What a shopper is likely to hand over: the exact sum, then the next whole notes up."""
    if due.minor <= 0:
        return ()
    small_first = tuple(reversed(notes(due.currency)))
    rounded = {-(-due.minor // note) * note for note in small_first}
    amounts = [due.minor, *sorted(amount for amount in rounded if amount > due.minor)]
    return tuple(Money(amount, due.currency) for amount in amounts[:limit])
