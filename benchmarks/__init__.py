"""Measurements that can be run again; what they printed stands in RESULTS.md."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as mentormatch.commands does, before numpy is loaded
