"""The clinical knowledge: TOML rows in `data/`, read once into frozen types."""

from reference.load import ReferenceFaulty, load_reference
from reference.model import Reference
from reference.review import Overdue, overdue
from reference.tables import Fault

__all__ = ["Fault", "Overdue", "Reference", "ReferenceFaulty", "load_reference", "overdue"]
