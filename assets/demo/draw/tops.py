"""Room: the demo's drawing tools. Shirts and jumpers, laid flat."""

from __future__ import annotations

from assets.demo.draw.canvas import Canvas
from assets.demo.draw.colour import dark, light
from assets.demo.draw.outline import Point, inside, outside, oval, smooth
from assets.demo.draw.registry import draws
from assets.demo.draw.solids import words
from assets.demo.draw.stage import lies

BODY = (
    "M352 166C380 200 420 212 450 212C480 212 520 200 548 166L640 204"
    "C646 300 636 420 634 520C630 620 632 700 640 762C580 782 320 782 "
    "260 762C268 700 270 620 266 520C264 420 254 300 260 204Z"
)


def _sleeves(length: float) -> tuple[str, str]:
    """Left and right sleeve, from the shoulder; `length` 0 short .. 1 long."""

    def arm(side: int) -> str:
        def at(x: float, y: float) -> Point:
            return 450 + side * x, y

        if length < 0.5:
            pts = [
                at(150, 204),
                at(188, 207),
                at(230, 244),
                at(272, 318),
                at(296, 376),
                at(288, 396),
                at(200, 420),
                at(184, 408),
                at(178, 350),
                at(150, 280),
            ]
        else:
            end = 560 + length * 170
            pts = [
                at(150, 204),
                at(188, 207),
                at(230, 244),
                at(266, 340),
                at(300, end - 160),
                at(316, end - 26),
                at(308, end),
                at(228, end + 18),
                at(220, end - 10),
                at(204, end - 180),
                at(180, 430),
                at(150, 300),
            ]
        return smooth(pts, tension=0.75)

    return arm(-1), arm(1)


def cuff(side: int) -> str:
    """The band at the end of a long sleeve."""
    x = 450
    return (
        f"M{x + side * 219} 672L{x + side * 316} 656L{x + side * 314} 704"
        f"Q{x + side * 268} 732 {x + side * 222} 722Z"
    )


def _cloth(c: Canvas, d: str, colour: str) -> None:
    c.path(
        d,
        c.lin(260, 190, 640, 780, (0, light(colour, 0.22)), (0.5, colour), (1, dark(colour, 0.2))),
    )


def folds(c: Canvas, colour: str) -> None:
    """Soft creases: shade and light side by side."""
    for d, w in (
        ("M300 330C350 400 340 560 318 740", 20),
        ("M590 330C560 420 580 560 596 740", 22),
        ("M450 420C430 520 470 620 440 740", 15),
        ("M340 250C390 320 400 380 396 440", 12),
        ("M560 250C520 320 510 370 516 420", 12),
    ):
        c.path(d, stroke=dark(colour, 0.5), width=w * 1.3, opacity=0.045)
        c.path(d, stroke=dark(colour, 0.5), width=w * 0.6, opacity=0.05)
    for d in (
        "M322 340C366 420 360 560 344 730",
        "M612 340C590 420 606 560 616 730",
        "M474 430C460 520 490 620 470 736",
    ):
        c.path(d, stroke="#FFFFFF", width=14, opacity=0.11)


def edge(c: Canvas, d: str, colour: str) -> None:
    c.path(d, stroke=dark(colour, 0.3), width=2.5, opacity=0.55)


def _collar(c: Canvas, colour: str, rib: str = "") -> None:
    c.path(oval(450, 180, 94, 32), dark(colour, 0.45))
    words(c, "SALTMARSH", 450, 180, 12, light(colour, 0.7), spacing=2)
    c.path(
        (
            "M362 160C380 222 412 236 450 236C488 236 520 222 538 160L556 168"
            "C540 246 502 262 450 262C398 262 360 246 344 168Z"
        ),
        rib or dark(colour, 0.08),
    )
    c.path(
        "M362 160C380 222 412 236 450 236C488 236 520 222 538 160",
        stroke=light(colour, 0.35),
        width=2,
        opacity=0.7,
    )
    c.path(
        "M344 168C360 246 398 262 450 262C502 262 540 246 556 168",
        stroke=dark(colour, 0.4),
        width=2.5,
        opacity=0.6,
    )


def laid(c: Canvas, colour: str, length: float) -> tuple[str, str]:
    lies(c, 450, 480, 290, 330)
    arms = _sleeves(length)
    for arm in arms:
        _cloth(c, arm, dark(colour, 0.06))
        edge(c, arm, colour)
    _cloth(c, BODY, colour)
    edge(c, BODY, colour)
    return arms


@draws("tee")
def tee(c: Canvas, colour: str) -> None:
    laid(c, colour, 0.08)
    folds(c, colour)
    _collar(c, colour)
    for s in (-1, 1):
        c.path(
            f"M{450 + s * 196} 402L{450 + s * 288} 376",
            stroke=dark(colour, 0.4),
            width=2,
            opacity=0.5,
        )
    c.path("M266 738C330 758 570 758 634 738", stroke=dark(colour, 0.4), width=2, opacity=0.5)
    c.path("M540 360h44v10h-44Z", dark(colour, 0.3), opacity=0.5)


@draws("breton-tee")
def breton(c: Canvas, _colour: str) -> None:
    colour = "#F6F1E6"
    arms = laid(c, colour, 0.8)
    for k in range(17):
        y = 316 + k * 26
        band = f"M120 {y}Q450 {y + 18} 780 {y}L780 {y + 11}Q450 {y + 29} 120 {y + 11}Z"
        c.path(inside(band, BODY), "#2C4266")
    for arm, s in zip(arms, (-1, 1), strict=True):
        for k in range(14):
            y = 306 + k * 29
            d = (
                f"M{450 + s * 120} {y + 20}L{450 + s * 350} {y - 10}L{450 + s * 350} "
                f"{y + 2}L{450 + s * 120} {y + 32}Z"
            )
            c.path(outside(inside(d, arm), BODY), "#2C4266")
        c.path(
            outside(arm, BODY),
            c.lin(
                450 + s * 176,
                0,
                450 + s * 310,
                0,
                (0, "#1F1420", 0.22),
                (0.5, "#1F1420", 0.0),
                (1, "#1F1420", 0.12),
            ),
        )
    edge(c, BODY, "#8A8A9A")
    folds(c, "#8A8A9A")
    c.path(oval(450, 172, 106, 20), "#C9C2B4")
    c.path(
        (
            "M346 160C370 210 410 222 450 222C490 222 530 210 554 160L566 168"
            "C546 230 500 242 450 242C400 242 354 230 334 168Z"
        ),
        "#EDE6D8",
    )


@draws("linen-shirt")
def linen(c: Canvas, _colour: str) -> None:
    colour = "#B9C9CE"
    laid(c, colour, 0.86)
    folds(c, colour)
    for k in range(38):
        y = 240 + k * 14
        c.path(f"M272 {y}H628", stroke="#FFFFFF", width=1, opacity=0.12)
    c.path("M438 290H464V770H438Z", light(colour, 0.2))
    c.path("M438 290V770M464 290V770", stroke=dark(colour, 0.35), width=2, opacity=0.5)
    for k in range(6):
        c.soft(453, 342 + k * 78, 10, 10, "#3A3A44", 0.35)
        c.ball(451, 340 + k * 78, 7.5, 7.5, (0, "#FFFFFF"), (0.6, "#EFE6D6"), (1, "#B8A88E"))
    c.path(
        "M500 380H596V484L548 500L500 484Z",
        c.lin(500, 380, 596, 500, (0, light(colour, 0.2)), (1, dark(colour, 0.05))),
    )
    c.path(
        "M500 380H596V484L548 500L500 484ZM500 400H596",
        stroke=dark(colour, 0.35),
        width=2.2,
        opacity=0.6,
    )
    c.path(oval(450, 178, 88, 30), dark(colour, 0.45))
    words(c, "FIELDHAND", 450, 180, 12, light(colour, 0.7), spacing=2)
    for s in (-1, 1):
        d = (
            f"M450 262L{450 + s * 66} 312L{450 + s * 122} 184L{450 + s * 92} 150"
            f"C{450 + s * 84} 210 {450 + s * 36} 246 450 262Z"
        )
        c.path(d, c.lin(450, 180, 450 + s * 130, 330, (0, light(colour, 0.4)), (1, colour)))
        c.path(d, stroke=dark(colour, 0.35), width=2.2, opacity=0.6)


@draws("jumper")
def jumper(c: Canvas, _colour: str) -> None:
    colour = "#E6D9C0"
    laid(c, colour, 0.84)
    for side, tone in ((1, dark(colour, 0.25)), (-1, dark(colour, 0.16))):
        rope = "".join(
            f"M{x - 15 * side} {y}c{-2 * side} 16 {30 * side} 22 {30 * side} 42"
            for x in (330, 390, 450, 510, 570)
            for y in range(296, 730, 42)
        )
        c.path(rope, stroke=tone, width=9, opacity=0.8)
        with c.group("translate(-3 0)"):
            c.path(rope, stroke=light(colour, 0.5), width=5)
    for x in (300, 360, 420, 480, 540, 600):
        c.path(f"M{x} 300V750", stroke=dark(colour, 0.35), width=3, opacity=0.28)
    for s in (-1, 1):
        for k in range(9):
            x, y = 450 + s * (214 + k * 6), 310 + k * 38
            c.path(
                f"M{x - 16} {y}q20 22 34 34M{x + 18} {y}q-20 22 -34 34",
                stroke=dark(colour, 0.28),
                width=6,
                opacity=0.5,
            )
        c.path(cuff(s), dark(colour, 0.1))
    for k in range(30):
        rib = 268 + k * 12.6
        c.path(f"M{rib:.0f} 728L{rib - 1:.0f} 768", stroke=dark(colour, 0.4), width=3, opacity=0.35)
    c.path("M264 724C330 742 570 742 636 724", stroke=dark(colour, 0.4), width=4, opacity=0.4)
    folds(c, colour)
    c.path(oval(450, 168, 92, 32), dark(colour, 0.5))
    c.path(
        (
            "M354 150C374 214 410 228 450 228C490 228 526 214 546 150L572 170"
            "C556 256 506 276 450 276C394 276 344 256 328 170Z"
        ),
        light(colour, 0.1),
    )
    for k in range(15):
        x = 346 + k * 15
        y = 226 - abs(k - 7) ** 1.9 * 1.6
        c.path(
            f"M{x} {y:.0f}l{(k - 7) * 0.9:.1f} 40", stroke=dark(colour, 0.35), width=3, opacity=0.4
        )
