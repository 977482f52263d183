"""For everybody who still waits, one answer; and who was overtaken."""

from mentormatch.planning.answers.waiting import Waiting, answers_for, overtaken_in

__all__ = ["Waiting", "answers_for", "overtaken_in"]
