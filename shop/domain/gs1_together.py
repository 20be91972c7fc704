"""Room: shop/domain. Which application identifiers may and must stand together.

Pure; standard library only. These rules span all codes on one item, so a single code that lacks a
companion is reported but is still a reading.
"""

from collections.abc import Callable

from shop.domain.gs1 import GS1Data, GS1Fault
from shop.domain.gs1_spec import identifiers, matches
from shop.domain.readings import Refusal

# Keys that may stand alone or with a serial part, and the length at which the serial part begins.
_SERIALISED_AFTER = {"253": 13, "255": 13, "8003": 14}


def repeats(data: GS1Data) -> GS1Fault | None:
    """The same identifier twice is fine only with the same value."""
    seen: dict[str, str] = {}
    for ai, value in data.elements:
        if seen.setdefault(ai, value) != value:
            return GS1Fault(Refusal.AI_CONFLICT, ai, "repeated with another value")
    return None


def exclusions(data: GS1Data) -> GS1Fault | None:
    present = {ai for ai, _ in data.elements}
    for ai, _ in data.elements:
        for pattern in identifiers()[ai].excludes:
            other = next((o for o in present if o != ai and matches(pattern, o)), None)
            if other is not None:
                return GS1Fault(Refusal.AI_CONFLICT, ai, f"never with ({other})")
    return None


def requisites(data: GS1Data) -> GS1Fault | None:
    present = {ai for ai, _ in data.elements}

    def there(pattern: str) -> bool:
        return any(matches(pattern, other) for other in present)

    for ai, _ in data.elements:
        for groups in identifiers()[ai].needs:
            if not any(all(there(pattern) for pattern in group) for group in groups):
                wanted = " or ".join("+".join(group) for group in groups)
                return GS1Fault(Refusal.AI_MISSING, ai, f"needs {wanted}")
    return None


def signed_key_has_serial(data: GS1Data) -> GS1Fault | None:
    """A digital signature (8030) is for one item, so its key must have the serial part."""
    if data.get("8030") is None:
        return None
    for ai, value in data.elements:
        if len(value) == _SERIALISED_AFTER.get(ai):
            return GS1Fault(Refusal.AI_MISSING, ai, "a signed key needs its serial part")
    return None


RULES: dict[str, Callable[[GS1Data], GS1Fault | None]] = {
    "repeats": repeats,
    "exclusions": exclusions,
    "requisites": requisites,
    "signed_key_has_serial": signed_key_has_serial,
}


def faults(data: GS1Data) -> dict[str, GS1Fault]:
    """Every rule that is broken, by its name."""
    return {name: fault for name, rule in RULES.items() if (fault := rule(data)) is not None}
