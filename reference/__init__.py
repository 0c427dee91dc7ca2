"""The clinical knowledge: TOML rows in `data/`, read once into frozen types."""

from reference.load import Fault, ReferenceFaulty, load_reference
from reference.model import Reference

__all__ = ["Fault", "Reference", "ReferenceFaulty", "load_reference"]
