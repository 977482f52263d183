"""Large folders, and folders with ten thousand things wrong."""

from __future__ import annotations

import time

from files_folder import MENTORS, read, told

from mentormatch.domain.problem import Severity

GENEROUS = 6
"""Seconds of processor time; on an idle machine each of these takes about a third of it at most."""


def seconds(work):
    started = time.process_time()
    result = work()
    return result, time.process_time() - started


def test_ten_thousand_people_are_read_quickly(tmp_path):
    days = ("Mon", "Tue", "Wed", "Thu", "Fri")
    rows = "".join(
        f"P{n:05d},KA{7 + 2 * (n % 2)} {1 + n % 2},{days[n % 5]} {9 + n % 4}:00-16:00; Sat 10-1{n % 4 + 1},"
        f"{n % 5},own,3/11/2026,walking; art,foot; bus\n"
        for n in range(10_000)
    )
    table = "id,home,availability,stage,bus_pass,waiting_since,interests,travels_by\n" + rows
    contacts = "id,name\n" + "".join(f"P{n:05d},Rowan{n} Wren{n * 7919}\n" for n in range(10_000))
    loaded, took = seconds(lambda: read(tmp_path, people_csv=table, contacts_csv=contacts))
    assert loaded.programme is not None, [str(problem) for problem in loaded.errors[:3]]
    assert len(loaded.programme.mentees) == 10_000
    assert took < GENEROUS


def test_ten_thousand_problems_are_told_quickly_and_all(tmp_path):
    rows = "".join(f"P{n:05d},nowhere{n},Tues 6-8,9,whenever,X{n},hobby number {n}\n" for n in range(2_500))
    table = "id,home,availability,stage,waiting_since,not_with,interests\n" + rows
    loaded, took = seconds(lambda: read(tmp_path, people_csv=table))
    assert loaded.programme is None
    assert len(loaded.errors) == 12_500
    assert took < GENEROUS


def test_ten_thousand_ids_that_are_nobody_s_are_told_quickly(tmp_path):
    rows = "".join(f"P001; X{n:05d}\n" for n in range(10_000))
    loaded, took = seconds(lambda: read(tmp_path, keep_apart_csv="people\n" + rows, mentors_csv=MENTORS))
    assert len(loaded.errors) == 10_000
    assert took < GENEROUS


def test_unknown_columns_by_the_hundred_are_told(tmp_path):
    names = [f"column {n}" for n in range(300)]
    loaded = read(tmp_path, people_csv=",".join(["id", *names]) + "\n")
    assert told(loaded, "column 299", severity=Severity.WARNING)
