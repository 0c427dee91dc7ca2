"""The outline of one half of the body from the waist down, drawn once: a leg looks the same from behind, mirrored.

A point is its distance from the midline and its distance below the waist. The feet point down, as when lying, so
that the front shows the tops of the feet and the back the soles.
"""

from __future__ import annotations

from typing import Literal

from exam.domain.leg_chart.curves import Bend, Curve, Point, line

View = Literal["front", "behind"]

VIEWS: tuple[View, View] = ("front", "behind")

OUTER = line(
    [
        *(("waist", 54, 0), (56, 10), ("crest", 62, 27), (70, 48), ("hip", 75, 68), ("thigh", 77.5, 92)),
        *(("L2-L3", 77, 112), (74, 140), (69, 164), ("above knee", 65, 182), ("L4-L5", 64, 198)),
        *(("below knee", 65.5, 216), (70, 236), (72, 256), (70, 282), (65, 312), ("ankle", 60, 340)),
        *((58.5, 356), (61, 367), (61, 377), ("foot", 64.5, 391), (70, 406), (75, 418), ("little toe", 76, 426)),
    ],
)
TOES = line(
    [("little toe", 76, 426), (76.5, 432), (73, 435.5), (69, 433), ("fourth toe", 68, 431)],
    [("fourth toe", 68, 431), (68, 437), (64, 440), (60.5, 437), (60, 434)],
    [(60, 434), (59.4, 440.5), (56, 443), (52.6, 440), (52.2, 437)],
    [(52.2, 437), (51.4, 443.5), (48, 445.5), (44.8, 442), ("web space", 44.6, 438)],
    [("web space", 44.6, 438), (44, 446), (39, 449.5), (34, 446), ("great toe", 32.8, 437)],
)
INNER = line(
    [
        *(("great toe", 32.8, 437), ("ball", 33.5, 427), (33.2, 417), (35.5, 404), ("foot", 37.5, 391), (37, 380)),
        *((34.2, 370), (34.2, 360), ("ankle", 36, 349), (34, 330), (29.5, 306), (24, 282), (21, 260), (22, 240)),
        *(("below knee", 26.5, 222), ("L3-L4", 28, 214), (27.5, 200), ("above knee", 25.5, 190), (21, 170)),
        *(("L2-L3", 17, 156), (10.5, 132), ("fold", 5, 112), ("groin", 2.4, 100), ("crotch", 0, 95)),
    ],
)
# Up the middle of the body and out along the waist: not an edge of the skin, so not drawn.
MIDDLE = line(
    [("crotch", 0, 95), ("perineum", 0, 76)],
    [("perineum", 0, 76), ("sacrum", 0, 74)],
    [("sacrum", 0, 74), ("saddle", 0, 72)],
    [("saddle", 0, 72), ("cleft", 0, 44)],
    [("cleft", 0, 44), ("low back", 0, 33)],
    [("low back", 0, 33), ("top", 0, 0)],
    [("top", 0, 0), ("waist", 54, 0)],
)
EDGES: dict[str, Curve] = {"outer": OUTER, "toes": TOES, "inner": INNER, "middle": MIDDLE}

# Landmarks for orientation: groin, kneecap and ankles; fold of the buttock, hollow of the knee, tendon and heel.
LANDMARKS: dict[View, tuple[tuple[Point, ...], ...]] = {
    "front": (
        ((66, 50), (44, 66), (22, 84), (8, 97)),
        ((37, 198), (43, 191), (52, 191), (58, 198)),
        ((36, 207), (42, 214), (52, 214), (58, 207)),
        ((36, 372), (38.5, 366), (37, 360)),
        ((59, 379), (57, 373), (58, 366)),
    ),
    "behind": (
        ((8, 110), (24, 116), (44, 112), (56, 102)),
        ((30, 206), (38, 209), (48, 209), (58, 205)),
        ((46, 338), (45, 352), (42, 362)),
        ((54, 338), (54, 352), (56, 362)),
        ((41, 386), (47, 392), (56, 392), (62, 386)),
    ),
}


def skin() -> tuple[Bend, ...]:
    """The outline that is drawn: from the waist down the outer side, round the toes and up to the crotch."""
    return (*OUTER.bends, *TOES.bends, *INNER.bends)


def silhouette() -> tuple[Bend, ...]:
    """The same, closed along the middle of the body."""
    return (*skin(), *MIDDLE.bends)
