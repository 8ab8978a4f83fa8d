"""Tags for recommendations that no person has classified. `classify` is the stage; the rest trains and measures it."""

from hrgraph.classification.tagging import classify

__all__ = ["classify"]
