"""Reads the history of a record: what the patient complains of, the red flags, and what of it is new or old."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from exam.domain.language import say
from exam.domain.record.json_values import Reader, is_blank, join
from exam.domain.record.model import Presentation
from reference import load_reference
from reference.vocabulary import BODY_PARTS, COURSES, ONSETS, SIDES, SYMPTOM_SIDES, ZOSTER_DERMATOMES

GROUPS = ("pain_sites", "paraesthesia_sites", "features", "zoster_dermatomes", "old_deficit", "imaging_limits")
LONGEST_OLD_DEFICIT = 200


def read_presentation(reader: Reader, value: Any) -> Presentation:
    """The complaint; faults are collected by the reader."""
    path = "presentation"
    known = tuple(Presentation.__dataclass_fields__)
    members = reader.members(value, path, known)
    reader.refuse_null(members, path, GROUPS)

    def word(key: str, words: tuple[str, ...]) -> str | None:
        return reader.optional(members, key, path, lambda v, p: reader.one_of(v, p, words))

    return Presentation(
        symptom_side=word("symptom_side", SYMPTOM_SIDES),
        pain_sites=_read_sites(reader, members, "pain_sites"),
        paraesthesia_sites=_read_sites(reader, members, "paraesthesia_sites"),
        duration_weeks=reader.optional(members, "duration_weeks", path, reader.number),
        onset=word("onset", ONSETS),
        features=read_yes_no(reader, members.get("features"), "presentation.features"),
        zoster_dermatomes=_read_lists(reader, members, "zoster_dermatomes", dict.fromkeys(SIDES, ZOSTER_DERMATOMES)),
        second_leg_weeks=reader.optional(members, "second_leg_weeks", path, reader.number),
        old_deficit=_read_old_deficit(reader, members.get("old_deficit")),
        imaging_limits=read_yes_no(reader, members.get("imaging_limits"), "presentation.imaging_limits"),
        examiner_had_seen_imaging=reader.optional(members, "examiner_had_seen_imaging", path, reader.yes_no),
    )


def _read_old_deficit(reader: Reader, value: Any) -> Mapping[str, str]:
    """What is known to be old, by side: some words, which may not be empty."""
    path = "presentation.old_deficit"
    members = reader.members(value, path, SIDES)
    texts = {
        side: reader.optional(members, side, path, lambda v, p: reader.text(v, p, LONGEST_OLD_DEFICIT))
        for side in SIDES
    }
    for side, text in texts.items():
        if text is not None and is_blank(text):
            reader.fault(join(path, side), say("needs some words that say what is old"))
    return MappingProxyType({side: text for side, text in texts.items() if text})


def read_courses(reader: Reader, value: Any, flags: Any) -> Mapping[str, str]:
    """Whether a red flag that is present is new or long-standing; for one that is not answered yes it is a fault."""
    path = "red_flag_course"
    members = reader.members(value, path, load_reference().courses)
    present = [name for name, answer in flags.items() if answer is True] if isinstance(flags, dict) else []
    for name in members:
        if name not in present:
            message = say("is for a red flag that is present: {key} is not true").format(key=f"red_flags.{name}")
            reader.fault(join(path, name), message)
    courses = {
        name: reader.optional(members, name, path, lambda v, p: reader.one_of(v, p, COURSES)) for name in members
    }
    return MappingProxyType({name: course for name, course in courses.items() if course})


def _read_sites(reader: Reader, members: Mapping[str, Any], name: str) -> Mapping[str, tuple[str, ...]]:
    return _read_lists(reader, members, name, _known_sites())


@cache
def _known_sites() -> Mapping[str, tuple[str, ...]]:
    """The sites that each part of the body has."""
    sites = load_reference().sites.values()
    regions = {part: "midline" if part == "midline" else "leg" for part in BODY_PARTS}
    return {part: tuple(site.id for site in sites if site.region == region) for part, region in regions.items()}


def _read_lists(
    reader: Reader, members: Mapping[str, Any], name: str, known: Mapping[str, Collection[str]]
) -> Mapping[str, tuple[str, ...]]:
    """Lists of words keyed by side or part of the body, each with the words known there."""
    path = f"presentation.{name}"
    parts = reader.members(members.get(name), path, known)
    lists: dict[str, tuple[str, ...]] = {}
    for part, words in known.items():
        read = reader.optional(parts, part, path, lambda v, p, words=words: reader.words(v, p, words))  # type: ignore[misc]
        if read is not None:
            lists[part] = read
    return MappingProxyType(lists)


@cache
def _asked_below(path: str) -> frozenset[str]:
    return frozenset(id.removeprefix(f"{path}.") for id in load_reference().questions if id.startswith(f"{path}."))


def read_yes_no(reader: Reader, value: Any, path: str) -> Mapping[str, bool]:
    """Yes-or-no answers; the questions are those whose id is below this path in the reference."""
    members = reader.members(value, path, _asked_below(path))
    answers = {name: reader.optional(members, name, path, reader.yes_no) for name in members}
    return MappingProxyType({name: answer for name, answer in answers.items() if answer is not None})
