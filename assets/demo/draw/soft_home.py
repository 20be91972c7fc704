"""Room: the demo's drawing tools. Textiles for the home."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import inside, slab, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import words
from assets.demo.draw.stage import stand


@draws("cushion")
def cushion(c: Canvas, colour: str) -> None:
    stand(c, 450, 736, 560)
    with c.group("rotate(-5 450 450)"):
        d = smooth(
            [
                (150, 160),
                (300, 196),
                (450, 200),
                (600, 196),
                (750, 160),
                (712, 300),
                (706, 450),
                (712, 600),
                (750, 742),
                (600, 706),
                (450, 702),
                (300, 706),
                (150, 742),
                (188, 600),
                (194, 450),
                (188, 300),
            ]
        )
        c.path(
            d,
            c.rad(360, 350, 520, (0, light(colour, 0.42)), (0.5, colour), (1, dark(colour, 0.38))),
        )
        across = "".join(f"M206 {y}Q450 {y + 12} 694 {y}" for y in range(218, 700, 28))
        down = "".join(f"M{x} 212Q{x + 12} 450 {x} 690" for x in range(218, 700, 28))
        c.path(across, stroke=dark(colour, 0.35), width=3, opacity=0.22)
        c.path(down, stroke=light(colour, 0.5), width=3, opacity=0.22)
        c.path(d, stroke=dark(colour, 0.3), width=7)
        c.path(d, stroke=light(colour, 0.3), width=2.5)
        for x, y, x2, y2 in (
            (180, 190, 300, 300),
            (720, 190, 600, 300),
            (180, 712, 290, 610),
            (720, 712, 610, 600),
        ):
            c.path(
                f"M{x} {y}Q{(x + x2) / 2 + 12:.0f} {(y + y2) / 2:.0f} {x2} {y2}",
                stroke=dark(colour, 0.45),
                width=9,
                opacity=0.22,
            )
        c.soft(340, 330, 120, 90, "#FFFFFF", 0.25)
        c.rect(700, 560, 22, 46, "#FBF6EA")


@draws("throw")
def throw(c: Canvas, _colour: str) -> None:
    stand(c, 460, 740, 590)
    tones = ("#E6D8C2", "#C97B5E", "#6F8478")
    for k in range(4):
        y = 620 - k * 96
        d = slab(190 + k * 6, y, 530 - k * 8, 108, 46)
        base = "#E9DDC8"
        c.path(
            d, c.lin(0, y, 0, y + 108, (0, light(base, 0.4)), (0.5, base), (1, dark(base, 0.35)))
        )
        for s in range(8):
            x = 238 + s * 62
            wave = f"M{x} {y + 3}C{x - 8} {y + 36} {x + 8} {y + 70} {x} {y + 105}"
            c.path(wave, stroke=tones[1 + s % 2], width=26, opacity=0.8, butt=True)
        c.path(
            inside(
                f"M180 {y + 34}Q450 {y + 44} 730 {y + 34}V{y + 54}Q450 {y + 64} 180 {y + 54}Z", d
            ),
            tones[2],
            opacity=0.45,
        )
        c.path(
            d,
            c.lin(
                0, y, 0, y + 108, (0, "#FFFFFF", 0.35), (0.4, "#FFFFFF", 0.0), (1, "#2A170F", 0.42)
            ),
        )
    for k in range(26):
        x = 206 + k * 20
        c.path(
            f"M{x} 716q{(-6, 5, 2)[k % 3]} 26 {(-4, 6, 0)[k % 3]} {46 + (k * 7) % 12}",
            stroke=("#F3EADA", "#D9B9A0", "#C9BBA2")[k % 3],
            width=7,
        )
    c.rect(600, 430, 92, 56, "#FBF6EA", 4)
    words(c, "Strand & Co", 646, 464, 16, "#4A4438", serif=True, italic=True)


@draws("bath-towel")
def towel(c: Canvas, colour: str) -> None:
    stand(c, 455, 742, 600)
    for k in range(4):
        y = 600 - k * 118
        x, w = 186 + k * 8, 540 - k * 14
        tone = colour if k % 2 == 0 else light(colour, 0.12)
        c.path(
            slab(x, y, w, 138, 62),
            c.lin(0, y, 0, y + 138, (0, light(tone, 0.45)), (0.35, tone), (1, dark(tone, 0.34))),
        )
        c.path(f"M{x + 40} {y + 70}H{x + w - 12}", stroke=dark(tone, 0.45), width=7, opacity=0.45)
        c.path(f"M{x + 40} {y + 64}H{x + w - 12}", stroke=light(tone, 0.6), width=4, opacity=0.5)
        spots = [(x + 24 + (i * 37) % (w - 48), y + 12 + (i * 53) % 116) for i in range(120)]
        c.dots(spots[::2], 5, light(tone, 0.6), 0.5)
        c.dots(spots[1::2], 5, dark(tone, 0.3), 0.22)
        for s in range(3):
            stripe = slab(x + 70 + s * 20, y, 8, 138)
            c.path(inside(stripe, slab(x, y, w, 138, 62)), dark(tone, 0.22), opacity=0.35)
    c.path("M560 236H640V330H560Z", "#FBF8F0", opacity=0.95)
    words(c, "STRAND", 600, 280, 16, "#4A4438", spacing=2)
    words(c, "& Co", 600, 306, 18, "#4A4438", serif=True, italic=True)
