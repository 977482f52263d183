"""Benchmarks: each prints its figures and can be run again. What they printed stands in RESULTS.md."""
