"""The dermatomes on the legs, drawn around the key sensory points of the spinal injury standard (ISNCSCI).

They are simplified, and published maps disagree: see the dermatome maps of the reference.
"""

from __future__ import annotations

from exam.domain.leg_chart.curves import line
from exam.domain.leg_chart.shapes import Area, Box, SkinMap

FRONT = {
    "top": line([("outer", 75, 68), (58, 70), (36, 80), (18, 92), ("inner", 2.4, 100)]),
    "L2-L3": line([("outer", 77, 112), (60, 124), (40, 142), ("inner", 17, 156)]),
    "L3-L4": line([("outer", 65, 182), (54, 184), (43, 193), (35, 206), ("inner", 28, 214)]),
    "L4-L5": line(
        [("outer", 64, 198), (58, 212), (52, 236), (49, 270), (48.5, 310), (47.5, 344), (44, 372), ("inner", 37.5, 391)]
    ),
    "L5-S1": line([("ankle", 60, 340), (56.5, 362), (57, 384), (61.5, 408), ("toe", 68, 431)]),
}
IN_BACKGROUND = {
    "top": line([("outer", 75, 68), (66, 60.5), ("L5", 55, 56.5), ("S1", 39, 55), ("S2", 27.5, 58)]),
    "saddle": line(
        [("middle", 0, 44), (15, 47.5), ("top", 27.5, 58), (35, 74), (35, 91), (25, 105), ("inner", 5, 112)]
    ),
    "S4-5": line([("top", 0, 72), (9, 75), (12.5, 85), (9, 93), ("end", 0, 95)]),
    "L5-S1": line(
        [("top", 55, 56.5), (60, 92), (59.5, 130), (56.5, 170), (55.5, 204), (59, 236), (62, 270), ("ankle", 60, 340)]
    ),
    "S1-S2": line(
        [("top", 39, 55), (46.5, 92), (47, 130), (45.5, 170), (46, 204), (47.5, 232), (45, 256), ("tip", 39, 270)]
    ),
    "S2-L3-L4": line(
        [("inner", 17, 156), (26, 168), (32, 188), ("knee", 34.5, 214), (35, 234), (36, 254), ("tip", 39, 270)]
    ),
    "L3-L4": line([("inner", 28, 214), ("knee", 34.5, 214)]),
    "S1-L4": line([("tip", 39, 270), (41.5, 300), (43, 330), (42, 360), ("inner", 37.5, 391)]),
}
FRONT_AREAS = {
    "L2": Area(
        parts=(
            ("top", "outer", "inner"),
            ("inner", "groin", "L2-L3"),
            ("L2-L3", "inner", "outer"),
            ("outer", "L2-L3", "hip"),
        ),
        label=(52, 98),
        key=(33, 134),
    ),
    "L3": Area(
        parts=(
            ("L2-L3", "outer", "inner"),
            ("inner", "L2-L3", "L3-L4"),
            ("L3-L4", "inner", "outer"),
            ("outer", "above knee", "L2-L3"),
        ),
        label=(49, 162),
        key=(31.5, 198),
    ),
    "L4": Area(
        parts=(
            ("L3-L4", "outer", "inner"),
            ("inner", "L3-L4", "foot"),
            ("L4-L5", "inner", "outer"),
            ("outer", "L4-L5", "above knee"),
        ),
        reach=Box(0, 216, 30, 176),
        label=(16.5, 338),
        tip=(39, 322),
        key=(39, 365),
    ),
    "L5": Area(
        parts=(
            ("L4-L5", "outer", "inner"),
            ("inner", "foot", "great toe"),
            ("toes", "great toe", "fourth toe"),
            ("L5-S1", "toe", "ankle"),
            ("outer", "ankle", "L4-L5"),
        ),
        reach=Box(58, 200, 58, 140),
        label=(95, 300),
        tip=(60, 300),
        key=(54, 417),
    ),
    "S1": Area(
        parts=(("L5-S1", "ankle", "toe"), ("toes", "fourth toe", "little toe"), ("outer", "little toe", "ankle")),
        reach=Box(56, 342, 60, 106),
        label=(97, 384),
        tip=(64, 402),
    ),
}
BEHIND_AREAS = {
    # The ring is S3, which has no test; only the area inside it is examined.
    "S3": Area(parts=(("saddle", "middle", "inner"), ("inner", "fold", "crotch"), ("middle", "crotch", "cleft"))),
    "S4-5": Area(
        parts=(("S4-5", "top", "end"), ("middle", "crotch", "saddle")),
        reach=Box(0, 50, 34, 62),
        label=(31, 20),
        tip=(5, 84),
    ),
    "S2": Area(
        parts=(
            ("top", "S1", "S2"),
            ("saddle", "top", "inner"),
            ("inner", "fold", "L2-L3"),
            ("S2-L3-L4", "inner", "tip"),
            ("S1-S2", "tip", "top"),
        ),
        label=(30, 128),
        key=(40.5, 208),
    ),
    "S1": Area(
        parts=(
            ("top", "L5", "S1"),
            ("S1-S2", "top", "tip"),
            ("S1-L4", "tip", "inner"),
            ("inner", "foot", "great toe"),
            ("toes", "great toe", "little toe"),
            ("outer", "little toe", "ankle"),
            ("L5-S1", "ankle", "top"),
        ),
        reach=Box(56, 342, 60, 106),
        label=(97, 384),
        tip=(52, 404),
        key=(58, 376),
    ),
    "L5": Area(
        parts=(("top", "outer", "L5"), ("L5-S1", "top", "ankle"), ("outer", "ankle", "hip")),
        reach=Box(64, 70, 52, 270),
        label=(97, 190),
        tip=(62, 184),
    ),
    "L4": Area(
        parts=(
            ("L3-L4", "inner", "knee"),
            ("S2-L3-L4", "knee", "tip"),
            ("S1-L4", "tip", "inner"),
            ("inner", "foot", "L3-L4"),
        ),
        reach=Box(0, 216, 30, 176),
        label=(16.5, 338),
        tip=(37, 322),
    ),
    "L3": Area(
        parts=(("S2-L3-L4", "inner", "knee"), ("L3-L4", "knee", "inner"), ("inner", "L3-L4", "L2-L3")),
        reach=Box(0, 158, 30, 56),
    ),
}

DERMATOMES = SkinMap(
    borders={"front": FRONT, "behind": IN_BACKGROUND}, areas={"front": FRONT_AREAS, "behind": BEHIND_AREAS}
)
