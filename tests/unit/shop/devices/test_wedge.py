"""A wedge scanner's keys and a person's, told apart by time; hostile keys are refused."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.devices.wedge import Event, Key, Verdict, WedgeDecoder, WedgeSettings
from shop.domain.codes import GS, Refusal, ScannedCode

FAST, SLOW = 0.005, 0.12
EAN = "4006381333931"


def keys(text: Iterable[str], start: float = 0.0, gap: float = FAST) -> list[Key]:
    return [Key(char, start + place * gap) for place, char in enumerate(text)]


class Run:
    """All that a row of keys led to."""

    def __init__(self, settings: WedgeSettings | None = None) -> None:
        self.decoder = WedgeDecoder(settings)
        self.codes: list[str] = []
        self.refused: list[Refusal] = []
        self.typed = ""
        self.commands = 0

    def press(self, *pressed: Key) -> Run:
        for key in pressed:
            event = self.decoder.feed(key)
            self.note(event)
            if event.verdict is Verdict.PASS:
                self.play(key)
        return self

    def wait(self) -> Run:
        self.note(self.decoder.tick(float("inf")))
        return self

    def note(self, event: Event) -> None:
        for key in event.release:
            self.play(key)
        if event.scanned is not None:
            self.codes.append(event.scanned.text)
        if event.refused is not None:
            self.refused.append(event.refused.code)

    def play(self, key: Key) -> None:
        self.typed += key.char
        self.commands += key.command


def test_a_scan_is_a_code_and_nothing_is_typed() -> None:
    run = Run().press(*keys(EAN + "\r")).wait()
    assert (run.codes, run.typed, run.refused) == ([EAN], "", [])


def test_typing_is_typing() -> None:
    run = Run().press(*keys("milk 2l\r", gap=SLOW)).wait()
    assert (run.codes, run.typed, run.refused) == ([], "milk 2l\r", [])


def test_a_fast_pair_of_keys_is_still_typing() -> None:
    run = Run().press(*keys("th")).wait().press(*keys("e\r", 1.0, SLOW)).wait()
    assert (run.codes, run.typed) == ([], "the\r")


def test_line_feed_after_return_belongs_to_the_code() -> None:
    run = Run().press(*keys(EAN + "\r\n")).wait().press(*keys(EAN + "\r\n", 1.0)).wait()
    assert (run.codes, run.typed, run.refused) == ([EAN, EAN], "", [])


def test_the_separator_is_kept() -> None:
    text = f"010950110153000310LOT{GS}21S"
    assert Run().press(*keys(text + "\r")).codes == [text]
    control = [Key(k.char, k.t, command=k.char == GS) for k in keys(text + "\r")]
    assert Run().press(*control).codes == [text]
    tilde = WedgeSettings(separator="~")
    assert Run(tilde).press(*keys(text.replace(GS, "~") + "\r")).codes == [text]


def test_prefix_and_no_suffix() -> None:
    settings = WedgeSettings(prefix="@", suffix_required=False)
    assert Run(settings).press(*keys("@" + EAN)).wait().codes == [EAN]
    run = Run(settings).press(*keys(EAN)).wait()
    assert (run.codes, run.refused) == ([], [Refusal.HALF_CODE])


def test_half_a_code_is_refused() -> None:
    run = Run().press(*keys(EAN[:9])).wait()
    assert (run.codes, run.typed, run.refused) == ([], "", [Refusal.HALF_CODE])


def test_held_down_key_passes() -> None:
    held = [Key("7", n * 0.03, repeat=n > 0) for n in range(40)]
    run = Run().press(*held).wait()
    assert (run.typed, run.codes, run.refused) == ("7" * 40, [], [])


def test_a_shortcut_of_a_person_passes_one_gap_later() -> None:
    run = Run().press(Key("", 1.0, command=True))
    assert run.commands == 0
    assert run.wait().commands == 1


@pytest.mark.parametrize("place", [0, 1, 5, 12, 13])
def test_a_command_key_in_a_code_never_gets_out(place: int) -> None:
    burst = keys(EAN + "\r")
    burst.insert(place, Key("", burst[place].t, command=True))
    run = Run().press(*burst).wait()
    assert (run.codes, run.commands, run.typed) == ([], 0, "")
    assert run.refused


def test_a_code_of_one_shortcut_never_gets_out() -> None:
    run = Run().press(Key("o", 0.0, command=True), Key("\r", FAST)).wait()
    assert (run.commands, run.typed, run.refused) == (0, "", [Refusal.MODIFIER])


def test_control_characters_are_refused() -> None:
    run = Run().press(*keys("4006\x1b[A381\r")).wait()
    assert (run.codes, run.typed) == ([], "")
    assert Refusal.CONTROL_CHARACTER in run.refused


def test_four_kilobytes_are_refused_once_and_forgotten() -> None:
    run = Run().press(*keys("7" * 4096 + "\r")).wait()
    assert (run.codes, run.typed, run.refused) == ([], "", [Refusal.TOO_LONG])
    assert run.press(*keys(EAN + "\r", 100.0)).codes == [EAN]


def test_a_storm_of_codes_ends_in_a_refusal() -> None:
    burst = [key for n in range(60) for key in keys(EAN + "\r", n * 0.06, 0.001)]
    run = Run().press(*burst).wait()
    assert len(run.codes) <= 12
    assert Refusal.STORM in run.refused
    assert run.typed == ""


def test_two_scanners_at_once_never_type_or_end_a_short_code() -> None:
    other = "5449000000996"
    mixed = "".join(a + b for a, b in zip(EAN, other, strict=True)) + "\r"
    rest = keys("9\r", len(mixed) * FAST)
    run = Run().press(*keys(mixed), *rest).wait()
    assert run.typed == ""
    assert EAN not in run.codes
    assert "9" not in run.codes


def test_two_prefixes_in_one_code_are_two_scanners() -> None:
    run = Run(WedgeSettings(prefix="@")).press(*keys("@400@63813\r")).wait()
    assert (run.codes, run.refused) == ([], [Refusal.COLLISION])


printable = st.characters(min_codepoint=33, max_codepoint=126)


@given(st.lists(st.tuples(st.characters(), st.booleans(), st.floats(0, 0.2)), max_size=60))
def test_nothing_is_lost_and_nothing_twice(
    pressed: list[tuple[str, bool, float]],
) -> None:
    """Each key is either played once, in order, or belongs to a code or a refusal."""
    t, made = 0.0, []
    for char, command, gap in pressed:
        t += gap
        made.append(Key(char, t, command))
    run = Run().press(*made).wait()
    letters = iter(key.char for key in made)
    assert all(any(char == letter for letter in letters) for char in run.typed)
    if len(run.typed) < len(made):
        assert run.codes or run.refused


@given(st.text(printable, min_size=4, max_size=80), st.floats(0.001, 0.03))
def test_any_printable_code_arrives_whole(text: str, gap: float) -> None:
    run = Run().press(*keys(text + "\r", gap=gap))
    assert run.codes == [text]
    assert run.decoder.tick(float("inf")).release == ()


def test_the_scan_names_its_device() -> None:
    decoder = WedgeDecoder(WedgeSettings(device="till wedge"))
    events = [decoder.feed(key) for key in keys(EAN + "\r")]
    assert events[-1].scanned == ScannedCode(EAN, None, "till wedge")
