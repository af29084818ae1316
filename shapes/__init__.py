"""What must hold: one `.ttl` file a class, and `validate`, which holds graphs against them.

`accepts` is its quick look, which only says yes; `accepts_text` is that at a graph as N-Quads.
"""

from shapes.accept import accepts, accepts_text
from shapes.graph import SHAPES, Severity, shapes_quads
from shapes.report import Report, Result
from shapes.validate import validate

__all__ = ["SHAPES", "Report", "Result", "Severity", "accepts", "accepts_text", "shapes_quads", "validate"]
