"""What must hold: one `.ttl` file a class, and `validate`, which holds graphs against them.

`accepts` is its quick look, which only says yes.
"""

from shapes.accept import accepts
from shapes.graph import SHAPES, Severity, shapes_quads
from shapes.report import Report, Result
from shapes.validate import validate

__all__ = ["SHAPES", "Report", "Result", "Severity", "accepts", "shapes_quads", "validate"]
