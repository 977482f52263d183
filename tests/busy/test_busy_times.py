"""What a calendar file says of when somebody is busy, whoever wrote it."""

from __future__ import annotations

import icalendar
import pytest
from calendar_text import FIRST, LAST, ics, read, told
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mentormatch.busy import Busy, BusyError, busy_times, expand
from mentormatch.calendars.uids import uid
from mentormatch.domain.exported import Reader, ReaderKind

MEETING = "UID:a DTSTART;TZID=Europe/London:20270316T100000 DTEND;TZID=Europe/London:20270316T110000 "
PLUS_FIVE = (
    "BEGIN:VTIMEZONE|TZID:{name}|BEGIN:STANDARD|DTSTART:16010101T000000|TZOFFSETFROM:+0500|TZOFFSETTO:+0500|"
    "END:STANDARD|END:VTIMEZONE"
)


def test_what_repeats_is_busy_on_each_of_its_dates_by_the_local_clock() -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=4 EXDATE;TZID=Europe/London:20270323T100000"
    assert told(MEETING + rule) == ["03-16 10:00-11:00", "03-30 10:00-11:00", "04-06 10:00-11:00"]


def test_a_single_date_that_was_moved_is_busy_where_it_was_moved_to() -> None:
    moved = "UID:a RECURRENCE-ID:20270323T100000Z DTSTART:20270324T130000Z DTEND:20270324T140000Z"
    assert told(MEETING + "RRULE:FREQ=WEEKLY;COUNT=2", moved) == ["03-16 10:00-11:00", "03-24 13:00-14:00"]


def test_a_changed_date_whose_series_is_not_in_the_file_counts_by_itself() -> None:
    assert told("UID:x RECURRENCE-ID:20270323T100000Z DTSTART:20270323T120000Z DTEND:20270323T130000Z") == [
        "03-23 12:00-13:00"
    ]


def test_a_day_as_the_end_of_a_series_does_not_lose_its_last_date() -> None:
    assert len(told(MEETING + "RRULE:FREQ=WEEKLY;UNTIL=20270330")) == 3


@pytest.mark.parametrize("zone", ["GMT_Standard_Time", '"GMT_Standard_Time"', "/mozilla.org/20050126_1/Europe/London"])
def test_windows_names_and_others_of_a_zone_mean_the_zone(zone: str) -> None:
    times = read(f"UID:b DTSTART;TZID={zone}:20270701T100000 DURATION:PT1H")
    assert [(one.start, one.end) for one in times.times] == [(600, 660)] and not times.zoneless


def test_another_zone_is_turned_into_local_time() -> None:
    assert told("UID:b DTSTART;TZID=Romance_Standard_Time:20270701T100000 DURATION:PT1H") == ["07-01 09:00-10:00"]


def test_a_zone_that_a_file_defines_is_heeded_and_gone_with_it() -> None:
    event = 'UID:b DTSTART;TZID="Customized_Time_Zone":20270301T100000 DURATION:PT1H'
    assert told(event, head=PLUS_FIVE.format(name="Customized Time Zone")) == ["03-01 05:00-06:00"]
    after = read(event)
    assert [one.start for one in after.times] == [600] and after.zoneless == (1,)


def test_no_file_redefines_a_zone_that_has_a_name() -> None:
    event = "UID:b DTSTART;TZID=GMT_Standard_Time:20270301T100000 DURATION:PT1H"
    assert told(event, head=PLUS_FIVE.format(name="GMT Standard Time")) == ["03-01 10:00-11:00"]
    assert told(event) == ["03-01 10:00-11:00"]


def test_times_without_a_zone_are_local_and_those_in_utc_are_moved() -> None:
    assert told("UID:a DTSTART:20270701T100000 DTEND:20270701T110000") == ["07-01 10:00-11:00"]
    assert told("UID:a DTSTART:20270701T100000Z DTEND:20270701T110000Z") == ["07-01 11:00-12:00"]


@pytest.mark.parametrize("free", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_what_is_free_or_cancelled_keeps_nobody(free: str) -> None:
    assert told(MEETING + free) == []


def test_a_cancelled_date_of_a_series_is_free_and_the_others_are_not() -> None:
    gone = "UID:a RECURRENCE-ID;TZID=Europe/London:20270323T100000 DTSTART:20270323T100000Z STATUS:CANCELLED"
    assert told(MEETING + "RRULE:FREQ=WEEKLY;COUNT=2", gone) == ["03-16 10:00-11:00"]


def test_tentative_and_out_of_office_are_busy() -> None:
    assert told(MEETING + "STATUS:TENTATIVE X-MICROSOFT-CDO-BUSYSTATUS:OOF") == ["03-16 10:00-11:00"]


def test_whole_days_are_whole_and_the_day_of_the_end_is_not_one_of_them() -> None:
    found = read("UID:a DTSTART;VALUE=DATE:20270327 DTEND;VALUE=DATE:20270330", "UID:b DTSTART;VALUE=DATE:20270401")
    assert [(one.day.day, one.whole) for one in found.times] == [(27, True), (28, True), (29, True), (1, True)]


def test_what_goes_on_past_midnight_is_two_stretches() -> None:
    assert told("UID:a DTSTART:20270301T220000 DTEND:20270302T020000") == ["03-01 22:00-24:00", "03-02 00:00-02:00"]


def test_a_length_is_of_real_hours_over_a_change_of_the_clocks() -> None:
    late = "UID:a DTSTART;TZID=Europe/London:20270328T003000 DURATION:PT1H"
    assert told(late) == ["03-28 00:30-02:30"]


def test_an_hour_that_a_clock_change_skips_is_not_lost() -> None:
    assert len(told("UID:a DTSTART;TZID=Europe/London:20270328T013000 DTEND;TZID=Europe/London:20270328T013500")) == 1


def test_lists_of_busy_times_are_read_but_not_the_free_ones() -> None:
    text = ics().replace(
        b"END:VCALENDAR",
        b"BEGIN:VFREEBUSY\r\nFREEBUSY:20270301T100000Z/PT1H,20270302T100000Z/20270302T113000Z\r\n"
        b"FREEBUSY;FBTYPE=FREE:20270303T100000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR",
    )
    found = busy_times(text, FIRST, LAST, "Europe/London").times
    assert [(one.day.day, one.start, one.end) for one in found] == [(1, 600, 660), (2, 600, 690)]


def test_a_reminder_without_an_end_takes_no_time_and_is_told() -> None:
    found = read("UID:a DTSTART:20270301T100000")
    assert found.times == () and found.endless == (1,)


def test_what_our_own_calendars_put_there_keeps_nobody_from_it() -> None:
    ours = uid(b"key", Reader(kind=ReaderKind.PERSON, id="M1"), ("meeting", "E1", "M1"))
    assert told(MEETING.replace("UID:a", f"UID:{ours}")) == []


def test_bom_folded_lines_and_small_letters_are_read() -> None:
    text = ics(MEETING).replace(b"DTSTART;TZID=Europe/London", b"dtstart;tzid=Eur\r\n ope/London")
    assert len(busy_times(b"\xef\xbb\xbf" + text, FIRST, LAST, "Europe/London").times) == 1


def test_only_start_end_and_number_are_kept_and_no_library_ever_sees_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = icalendar.Calendar.from_ical
    monkeypatch.setattr(icalendar.Calendar, "from_ical", lambda text: seen.append(text) or real(text))
    secret = "SUMMARY:Secret DESCRIPTION:Secret LOCATION:Secret ATTENDEE;CN=Secret:mailto:Secret X-Y:Secret"
    found = read(MEETING.replace("UID:a", "UID:Secret") + "RRULE:FREQ=WEEKLY;COUNT=1 " + secret)
    assert found.times == (Busy(day=found.times[0].day, start=600, end=660, number=1),)
    assert seen and "secret" not in "".join(seen).lower() and "secret" not in repr(found).lower()
    with pytest.raises(BusyError) as caught:
        read("UID:Secret SUMMARY:Secret DTSTART:2027Secret")
    assert "secret" not in f"{caught.value.says}{caught.value.remedy}{caught.value.__cause__}".lower()


def test_what_ends_in_another_zone_ends_when_it_ends() -> None:
    there = "UID:a DTSTART;TZID=Europe/London:20270327T230000 DTEND;TZID=Eastern_Standard_Time:20270328T003000"
    assert told(there) == ["03-27 23:00-24:00", "03-28 00:00-05:30"]


WHENS = [
    "20270316T100000", "20270316T113000Z", "20270328T013000", "20271031T013000", "20270317T000000", "20270316",
    "20270318", "20270316T250000", "19000101T000000",
]  # fmt: skip
HOW = ["", ";TZID=Europe/London", ";TZID=Eastern_Standard_Time", ";VALUE=DATE", ";VALUE=DATE-TIME", ";TZID=Nowhere"]
MORE = ["", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"]


@settings(max_examples=100, deadline=None)
@given(*[st.sampled_from(values) for values in (HOW, WHENS, [*WHENS, ""], MORE)])
def test_what_takes_place_once_in_one_zone_is_read_as_the_library_reads_it(
    how: str, start: str, end: str, more: str
) -> None:
    # Of a time that ends in another zone the library keeps the length on the wall, which is an hour off over a change.
    assume(not end or start.endswith("Z") == end.endswith("Z"))
    event = f"UID:a DTSTART{how}:{start} {f'DTEND{how}:{end}' if end else ''} {more}"

    def outcome() -> object:
        try:
            return read(event)
        except BusyError as error:
            return error.says

    ours = outcome()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(expand, "single", lambda event: None)
        assert outcome() == ours


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300) | st.text("BEGIN:VTRULDSA=;,\r\n 0127Z", max_size=200).map(str.encode))
def test_whatever_stands_in_an_event_ends_in_times_or_in_a_clear_error(inside: bytes) -> None:
    text = ics(MEETING).replace(b"END:VEVENT", inside + b"\r\nEND:VEVENT")
    try:
        busy_times(text, FIRST, LAST, "Europe/London")
    except BusyError as error:
        assert error.says and error.remedy
