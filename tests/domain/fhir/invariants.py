"""Invariants of FHIR R4 (4.0.1) in its own language, FHIRPath, by their keys in the specification.

`hasValue()` is written as `exists()`, which for a primitive without an extension is the same.
"""

from functools import cache

from fhirpathpy import compile as compiled
from fhirpathpy.models import models

OF_A_BUNDLE = {
    "bdl-1": "total.empty() or (type = 'searchset') or (type = 'history')",
    "bdl-2": "entry.search.empty() or (type = 'searchset')",
    "bdl-3": "entry.request.empty() or (type = 'batch') or (type = 'transaction') or (type = 'history')",
    "bdl-4": "entry.response.empty() or (type = 'batch-response') or (type = 'transaction-response')",
    "bdl-5": "entry.all(resource.exists() or request.exists() or response.exists())",
    "bdl-7": (
        "(type = 'history') or entry.where(fullUrl.exists()).select(fullUrl & resource.meta.versionId).isDistinct()"
    ),
    "bdl-8": "entry.fullUrl.all($this.contains('/_history/').not())",
    "bdl-9": "(type = 'document') implies (identifier.system.exists() and identifier.value.exists())",
    "bdl-10": "(type = 'document') implies timestamp.exists()",
    "bdl-11": "(type = 'document') implies entry.first().resource.is(Composition)",
}
OF_A_RESOURCE = {
    "Composition": {
        "cmp-1": "section.all(text.exists() or entry.exists() or section.exists())",
        "cmp-2": "section.all(emptyReason.empty() or entry.empty())",
    },
    "Observation": {
        "obs-3": "referenceRange.all(low.exists() or high.exists() or text.exists())",
        "obs-6": "dataAbsentReason.empty() or value.empty()",
        "obs-7": "value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()",
        "qty-3": "value.ofType(Quantity).all(code.empty() or system.exists())",
    },
    "Organization": {"org-1": "(identifier.count() + name.count()) > 0"},
    "Patient": {"pat-1": "contact.all(name.exists() or telecom.exists() or address.exists() or organization.exists())"},
    "ServiceRequest": {"prr-1": "orderDetail.empty() or code.exists()"},
    "DocumentReference": {"att-1": "content.attachment.all(data.empty() or contentType.exists())"},
}
OF_ANY = {
    "dom-2": "contained.contained.empty()",
    "dom-4": "contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()",
    "dom-5": "contained.meta.security.empty()",
    "dom-6": "text.`div`.exists()",
}


@cache
def _test(expression):
    return compiled(expression, models["r4"])


def broken(document):
    """The keys of the invariants that a document breaks."""
    found = [key for key, expression in OF_A_BUNDLE.items() if not _holds(document, expression)]
    for entry in document["entry"]:
        resource = entry["resource"]
        for key, expression in (OF_A_RESOURCE.get(resource["resourceType"], {}) | OF_ANY).items():
            if not _holds(resource, expression):
                found.append(key)
    return found


def _holds(resource, expression):
    return _test(expression)(resource, {"resource": resource}) in ([True], [])
