"""The places where it may hurt or tingle, as areas of both views. They are the patient's words and name no root.

The loin, the whole leg and the whole foot have no shape: their names are next to the body.
"""

from __future__ import annotations

from exam.domain.leg_chart.curves import line
from exam.domain.leg_chart.shapes import Area, Box, SkinMap

MIDLINE = ("low_back", "sacrum", "perineum")

LEG = {
    "above knee": line([("outer", 65, 182), ("lateral", 55, 181.5), ("medial", 35, 185), ("inner", 25.5, 190)]),
    "below knee": line([("outer", 65.5, 216), ("lateral", 62, 219), ("medial", 32, 224), ("inner", 26.5, 222)]),
    "above ankle": line(
        [("outer", 60, 340), ("lateral", 56, 343), ("middle", 47, 346), ("medial", 43, 347), ("inner", 36, 349)]
    ),
    "lateral leg": line([("knee", 62, 219), (65.5, 242), (65, 266), (62, 292), ("ankle", 56, 343)]),
}
FRONT = {
    **LEG,
    "hip": line([("crest", 62, 27), (49, 38), ("groin", 44, 52), (46, 74), ("thigh", 54, 90)]),
    "under hip": line([("groin", 54, 90), ("lateral", 61, 90.5), ("outer", 77.5, 92)]),
    "groin": line([("hip", 44, 52), (24, 60), (8, 76), ("inner", 2.4, 100)]),
    "under groin": line([("hip", 54, 90), ("medial", 30, 104), ("inner", 5, 112)]),
    "medial thigh": line([("groin", 30, 104), (31, 128), (32, 155), ("knee", 35, 185)]),
    "lateral thigh": line([("hip", 61, 90.5), (65.5, 112), (65, 140), ("knee", 55, 181.5)]),
    "medial leg": line([("knee", 32, 224), (31.5, 248), (32, 268), (37, 306), ("ankle", 43, 347)]),
    "between ankles": line([("leg", 47, 346), ("foot", 48, 390)]),
    "under ankles": line([("outer", 64.5, 391), ("lateral", 59.5, 390), ("middle", 48, 390), ("inner", 37.5, 391)]),
    "lateral foot": line([("ankle", 59.5, 390), (60, 408), ("toe", 68, 431)]),
    "great toe": line([("web", 44.6, 438), (40, 430), ("inner", 33.5, 427)]),
    "web space": line([("toes", 44.6, 438), (40.5, 431), (44, 422), (48.5, 431), ("end", 44.6, 438)]),
}
IN_BACKGROUND = {
    **LEG,
    "low back": line([("outer", 62, 27), (42, 33.5), ("sacrum", 22, 35), ("middle", 0, 33)]),
    "sacrum": line([("low back", 22, 35), (22, 52), (16, 67), ("middle", 0, 74)]),
    "perineum": line([("top", 0, 76), (15, 77), (18.5, 88), (18.5, 100), (16.5, 108.5), ("fold", 5, 112)]),
    "fold": line([("inner", 5, 112), (24, 117), (46, 114), ("lateral", 59, 108), ("outer", 77, 112)]),
    "lateral thigh": line([("fold", 59, 108), (59, 145), ("knee", 55, 181.5)]),
    "heel": line([("inner", 37.5, 391), (50, 398), ("outer", 64.5, 391)]),
}
KNEE = (
    ("above knee", "outer", "inner"),
    ("inner", "above knee", "below knee"),
    ("below knee", "inner", "outer"),
    ("outer", "below knee", "above knee"),
)
LATERAL_LEG = (
    ("below knee", "lateral", "outer"),
    ("outer", "below knee", "ankle"),
    ("above ankle", "outer", "lateral"),
    ("lateral leg", "ankle", "knee"),
)
FRONT_AREAS = {
    "whole_leg": Area(parts=(), reach=Box(72, -14, 46, 38), label=(96, 5), mark=(96, 30)),
    "whole_foot": Area(parts=(), reach=Box(80, 430, 38, 36), label=(99, 446), mark=(93, 422)),
    "hip": Area(
        parts=(("hip", "crest", "thigh"), ("under hip", "groin", "outer"), ("outer", "thigh", "crest")),
        reach=Box(60, 28, 50, 63),
        label=(61, 66),
    ),
    "groin": Area(
        parts=(
            ("hip", "groin", "thigh"),
            ("under groin", "hip", "inner"),
            ("inner", "fold", "groin"),
            ("groin", "inner", "hip"),
        ),
        reach=Box(2, 56, 42, 44),
        label=(29, 82),
    ),
    "anterior_thigh": Area(
        parts=(
            ("under groin", "medial", "hip"),
            ("under hip", "groin", "lateral"),
            ("lateral thigh", "hip", "knee"),
            ("above knee", "lateral", "medial"),
            ("medial thigh", "knee", "groin"),
        ),
        label=(48, 134),
    ),
    "medial_thigh": Area(
        parts=(
            ("under groin", "inner", "medial"),
            ("medial thigh", "groin", "knee"),
            ("above knee", "medial", "inner"),
            ("inner", "above knee", "fold"),
        ),
        reach=Box(0, 112, 26, 78),
        label=(23, 134),
    ),
    "lateral_thigh": Area(
        parts=(
            ("under hip", "lateral", "outer"),
            ("outer", "thigh", "above knee"),
            ("above knee", "outer", "lateral"),
            ("lateral thigh", "knee", "hip"),
        ),
        reach=Box(60, 92, 50, 89),
        label=(71, 118),
    ),
    "knee": Area(parts=KNEE, label=(47, 202)),
    "medial_leg": Area(
        parts=(
            ("below knee", "inner", "medial"),
            ("medial leg", "knee", "ankle"),
            ("above ankle", "medial", "inner"),
            ("inner", "ankle", "below knee"),
        ),
        reach=Box(0, 223, 34, 124),
        label=(27, 270),
    ),
    "anterior_leg": Area(
        parts=(
            ("below knee", "medial", "lateral"),
            ("lateral leg", "knee", "ankle"),
            ("above ankle", "lateral", "medial"),
            ("medial leg", "ankle", "knee"),
        ),
        label=(49, 270),
    ),
    "lateral_leg": Area(parts=LATERAL_LEG, reach=Box(56, 217, 54, 124), label=(67, 270)),
    "medial_ankle": Area(
        parts=(
            ("above ankle", "inner", "middle"),
            ("between ankles", "leg", "foot"),
            ("under ankles", "middle", "inner"),
            ("inner", "foot", "ankle"),
        ),
        reach=Box(4, 349, 36, 41),
        label=(40, 366),
    ),
    "lateral_ankle": Area(
        parts=(
            ("above ankle", "middle", "outer"),
            ("outer", "ankle", "foot"),
            ("under ankles", "outer", "middle"),
            ("between ankles", "foot", "leg"),
        ),
        reach=Box(56, 342, 54, 48),
        label=(55, 372),
    ),
    "dorsal_foot": Area(
        parts=(
            ("under ankles", "inner", "lateral"),
            ("lateral foot", "ankle", "toe"),
            ("toes", "fourth toe", "web space"),
            ("great toe", "web", "inner"),
            ("inner", "ball", "foot"),
        ),
        reach=Box(2, 391, 38, 36),
        label=(52, 401),
    ),
    "lateral_foot": Area(
        parts=(
            ("under ankles", "lateral", "outer"),
            ("outer", "foot", "little toe"),
            ("toes", "little toe", "fourth toe"),
            ("lateral foot", "toe", "ankle"),
        ),
        reach=Box(60, 391, 56, 39),
        label=(68, 416),
    ),
    "great_toe": Area(
        parts=(("great toe", "inner", "web"), ("toes", "web space", "great toe"), ("inner", "great toe", "ball")),
        reach=Box(0, 428, 37, 32),
        label=(37, 440),
    ),
    "first_web_space": Area(
        parts=(("web space", "toes", "end"),),
        reach=Box(38, 451, 36, 34),
        label=(56, 469),
        tip=(44.5, 442),
        mark=(46, 425),
    ),
}
BEHIND_AREAS = {
    "loin": Area(parts=(), reach=Box(72, -14, 46, 38), label=(96, 5), mark=(96, 30)),
    "low_back": Area(
        parts=(("middle", "low back", "waist"), ("outer", "waist", "crest"), ("low back", "outer", "middle")),
        label=(0, 17),
    ),
    "sacrum": Area(
        parts=(("low back", "middle", "sacrum"), ("sacrum", "low back", "middle"), ("middle", "sacrum", "low back")),
        label=(0, 50),
    ),
    "perineum": Area(
        parts=(("perineum", "top", "fold"), ("inner", "fold", "crotch"), ("middle", "crotch", "perineum")),
        reach=Box(0, 94, 18, 20),
        label=(0, 86),
    ),
    "buttock": Area(
        parts=(
            ("low back", "outer", "sacrum"),
            ("sacrum", "low back", "middle"),
            ("middle", "sacrum", "perineum"),
            ("perineum", "top", "fold"),
            ("fold", "inner", "outer"),
            ("outer", "L2-L3", "crest"),
        ),
        label=(45, 76),
    ),
    "posterior_thigh": Area(
        parts=(
            ("fold", "inner", "lateral"),
            ("lateral thigh", "fold", "knee"),
            ("above knee", "lateral", "inner"),
            ("inner", "above knee", "fold"),
        ),
        label=(37, 170),
    ),
    "lateral_thigh": Area(
        parts=(
            ("fold", "lateral", "outer"),
            ("outer", "L2-L3", "above knee"),
            ("above knee", "outer", "lateral"),
            ("lateral thigh", "knee", "fold"),
        ),
        reach=Box(60, 112, 50, 69),
        label=(67, 140),
    ),
    "knee": Area(parts=KNEE, label=(47, 202)),
    "posterior_leg": Area(
        parts=(
            ("below knee", "inner", "lateral"),
            ("lateral leg", "knee", "ankle"),
            ("above ankle", "lateral", "inner"),
            ("inner", "ankle", "below knee"),
        ),
        label=(44, 262),
    ),
    "lateral_leg": Area(parts=LATERAL_LEG, reach=Box(56, 217, 54, 124), label=(67, 270)),
    "heel": Area(
        parts=(
            ("above ankle", "outer", "inner"),
            ("inner", "ankle", "foot"),
            ("heel", "inner", "outer"),
            ("outer", "foot", "ankle"),
        ),
        reach=Box(20, 350, 74, 41),
        label=(49, 372),
    ),
    "sole": Area(
        parts=(
            ("heel", "inner", "outer"),
            ("outer", "foot", "little toe"),
            ("toes", "little toe", "great toe"),
            ("inner", "great toe", "foot"),
        ),
        label=(52, 414),
    ),
}

SITES = SkinMap(borders={"front": FRONT, "behind": IN_BACKGROUND}, areas={"front": FRONT_AREAS, "behind": BEHIND_AREAS})
