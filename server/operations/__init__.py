"""What operators see: health, readiness, metrics, the log, running queries, `comity doctor`."""
