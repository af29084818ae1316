"""HTTP as every operation needs it: bodies, codings, formats, problems, who asks and what they may."""
