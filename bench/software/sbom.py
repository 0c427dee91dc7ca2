"""The bill of materials in CycloneDX 1.6: the same pieces, and which asks for which."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bench.software.pieces import Piece, files, packages
from exam.domain.reasoning.version import PROGRAM

US = f"pkg:pypi/dermyo@{PROGRAM}"


def sbom() -> str:
    """The whole document. The same pieces give the same bytes: no time is in it, and its number is made of the rest."""
    pieces = sorted((*packages(), *files()), key=lambda one: one.purl)
    parts = {"components": [_component(one) for one in pieces], "dependencies": _dependencies(pieces)}
    content = json.dumps(parts, sort_keys=True)
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, US + content)}",
        "version": 1,
        "metadata": {"component": _ourselves()},
    }
    return json.dumps(whole | parts, indent=1, ensure_ascii=False) + "\n"


def _ourselves() -> dict[str, Any]:
    licences = [{"license": {"id": "MIT"}}]
    return {
        "type": "application",
        "bom-ref": US,
        "name": "dermyo",
        "version": PROGRAM,
        "licenses": licences,
        "purl": US,
    }


def _component(one: Piece) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "library", "bom-ref": one.purl, "name": one.name, "version": one.version}
    found["description"] = one.use
    found["licenses"] = [{"expression": one.licence}]
    found["purl"] = one.purl
    if one.where:
        found["properties"] = [{"name": "dermyo:installed-where", "value": one.where}]
    return found


def _dependencies(pieces: list[Piece]) -> list[dict[str, Any]]:
    """Of each piece the others that it asks for; ourselves first. What is stored here is asked for by us."""
    names: dict[str, list[str]] = {}
    for one in pieces:
        names.setdefault(one.name, []).append(one.purl)
    asks: dict[str, set[str]] = {US: set(), **{one.purl: set() for one in pieces}}
    for one in pieces:
        for by in one.by or ("dermyo",):
            for asking in [US] if by == "dermyo" else names[by]:
                asks[asking].add(one.purl)
    return [{"ref": ref, "dependsOn": sorted(on)} if on else {"ref": ref} for ref, on in asks.items()]
