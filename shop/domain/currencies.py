"""ISO 4217: how many digits follow the decimal point. Domain room: standard library only."""

from __future__ import annotations

from shop.errors import EndcapError

_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DIGITS = "CLF UYW"
_TWO_DIGITS = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP
GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS
VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
"""
# Withdrawn, but old receipts and ledgers still carry them.
_WITHDRAWN_TWO_DIGITS = "ANG BGN CUC HRK LTL LVL EEK MRO SKK SLL STD VEF ZWL"

_DIGITS: dict[str, int] = {
    code: digits
    for digits, codes in (
        (0, _NO_DIGITS),
        (2, _TWO_DIGITS),
        (2, _WITHDRAWN_TWO_DIGITS),
        (3, _THREE_DIGITS),
        (4, _FOUR_DIGITS),
    )
    for code in codes.split()
}


class UnknownCurrency(EndcapError):
    """Not an ISO 4217 currency that a shop can count in."""


def currency_digits(currency: str) -> int:
    """Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD."""
    try:
        return _DIGITS[currency]
    except KeyError:
        raise UnknownCurrency("currency_unknown", currency=currency) from None


def currency_codes() -> frozenset[str]:
    return frozenset(_DIGITS)
