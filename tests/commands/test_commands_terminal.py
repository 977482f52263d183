"""Where words go, what a fault of ours looks like, progress, and Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import click
import pytest

from mentormatch.commands import group as commands_group
from mentormatch.commands.exits import Exit, Stop
from mentormatch.commands.options import examples
from mentormatch.commands.progress import Progress, interruptible, line, told
from mentormatch.commands.terminal import typed


def failing(error: BaseException) -> click.Command:
    @click.command()
    def command() -> None:
        raise error

    return command


@pytest.fixture
def verb_that(monkeypatch):
    """Puts a command in the place of `new`, and runs it."""

    def put(error: BaseException) -> int:
        monkeypatch.setattr(commands_group.LazyGroup, "get_command", lambda self, ctx, name: failing(error))
        return commands_group.run(["new"])

    return put


def test_a_fault_of_ours_is_one_sentence_without_what_was_in_a_file(verb_that, capsys) -> None:
    assert verb_that(KeyError("Rowan Birch")) == Exit.BROKEN
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert "Rowan" not in told
    assert "Traceback" not in told


def test_a_traceback_is_for_those_who_ask_for_it(verb_that, capsys, monkeypatch) -> None:
    monkeypatch.setenv("MENTORMATCH_DEBUG", "1")
    assert verb_that(KeyError("x")) == Exit.BROKEN
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied", "/a/b/people.csv"), OSError(28, "No space")]
)
def test_a_folder_that_cannot_be_used_is_said_in_a_sentence(verb_that, capsys, error: OSError) -> None:
    assert verb_that(error) == Exit.INPUT
    told = capsys.readouterr().err
    assert "cannot be used" in told
    assert "/a/b" not in told


def test_a_stop_carries_its_sentence_and_its_code(verb_that, capsys) -> None:
    assert verb_that(Stop("The plan was refused.", Exit.REFUSED)) == Exit.REFUSED
    assert capsys.readouterr().err == "The plan was refused.\n"


def test_ctrl_c_outside_a_search_ends_with_130(verb_that, capsys) -> None:
    assert verb_that(KeyboardInterrupt()) == Exit.INTERRUPTED
    assert "Stopped" in capsys.readouterr().err


def test_the_first_ctrl_c_stops_the_search_and_the_second_everything(capsys) -> None:
    with interruptible():
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(SystemExit) as ended:
            os.kill(os.getpid(), signal.SIGINT)
    assert ended.value.code == 130
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_progress_says_nothing_of_what_is_quick(capsys) -> None:
    now = iter((0.0, 0.2, 1.5, 1.6))
    progress = Progress(clock=lambda: next(now))
    event = {"tier": "reach", "value": 41, "bound": 43, "seconds": 0.2}
    progress(event)
    assert capsys.readouterr().err == ""
    progress(event)
    told = capsys.readouterr().err
    assert told.count("reach") == 2
    assert "gap 4.7%" in told
    progress({**event, "bound": 41})
    assert "closed" in capsys.readouterr().err


def test_progress_lines_fit_and_forgive_what_is_not_known_yet() -> None:
    assert len(line({"tier": "meetings-canonical", "value": 10**12, "bound": None, "seconds": 1234.5})) <= 80
    assert "-" in line({"tier": "reach", "value": None, "bound": None, "seconds": None})


def test_progress_is_told_without_a_terminal_at_once_where_asked_for_and_never_where_quiet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    event = {"tier": "reach", "value": 3, "bound": 4, "seconds": 0.1}  # pytest's stderr is no terminal
    later, at_once = told(quiet=False, forced=False), told(quiet=False, forced=True)
    assert later is not None and at_once is not None
    later(event)
    assert capsys.readouterr().err == ""
    later.clock = lambda: later.started + 1.5
    later(event)
    at_once(event)
    assert capsys.readouterr().err.splitlines() == 3 * [line(event)]
    assert told(quiet=True, forced=True) is None


def test_names_that_a_console_cannot_show_do_not_stop_it() -> None:
    script = (
        "from mentormatch.commands.terminal import prepare_streams, data, talk; prepare_streams(); "
        "data(['Łucja Ó Néill 友']); talk('Łucja')"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252:strict"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert done.stdout.decode("cp1252").split() == ["?ucja", "Ó", "Néill", "?"]


def test_what_machines_read_is_utf8_whatever_the_console_speaks() -> None:
    script = (
        "from mentormatch.commands.terminal import prepare_streams, data; prepare_streams(); "
        "data('Łucja\\r\\n', for_machines=True)"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=True)
    assert done.stdout == "Łucja\r\n".encode()


def test_a_reader_that_has_gone_is_no_fault() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m mentormatch --help | head -1', shell=True, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr


def test_a_path_with_blanks_is_shown_as_it_must_be_typed() -> None:
    assert typed("C:/South team") == '"C:/South team"'
    assert typed("girvan") == "girvan"


def test_examples_are_one_a_line() -> None:
    assert examples("a", "b").splitlines()[1:] == ["Examples:", "  a", "  b"]
