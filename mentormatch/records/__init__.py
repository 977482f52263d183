"""The domain <-> plain dicts and JSON: the only room that knows names on the wire. Pure: it opens no file.

In: plans and verdicts, or a dict read from JSON. Out: a sealed dict, or a Plan; bytes and hashes to compare by.
Never decides whether a plan holds: a verdict that is read is not believed.
"""

from mentormatch.records.plans import body_bytes, plan_to_dict
from mentormatch.records.plans_in import plan_from_dict, plan_from_json, record_from_json
from mentormatch.records.provenance import made_from
from mentormatch.records.reading import RecordError
from mentormatch.records.seals import seal_ok, sealed
from mentormatch.records.slots import slot_to_dict

__all__ = [
    "RecordError",
    "body_bytes",
    "made_from",
    "plan_from_dict",
    "plan_from_json",
    "plan_to_dict",
    "record_from_json",
    "seal_ok",
    "sealed",
    "slot_to_dict",
]
