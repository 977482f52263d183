"""The command `mentormatch`: it loads a verb only when it is called, and never shows a traceback."""

from __future__ import annotations

import importlib
import os
import sys
import time
import traceback

import click

from mentormatch import __version__
from mentormatch.commands.exits import MEANINGS, Exit
from mentormatch.commands.terminal import prepare_streams, talk
from mentormatch.commands.verbs import VERBS

WIDTH = 80
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": WIDTH}


class LazyGroup(click.Group):
    """The verbs of the table; their modules are imported one at a time, and not for the group's own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which they are used."""
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, loaded now."""
        module = next((verb.module for verb in VERBS if verb.name == cmd_name), None)
        return importlib.import_module(module).command if module else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The same; a verb that does not exist is answered with the ones that do."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f'Did you mean "{near[0]}"?' if near else f"The verbs are: {', '.join(self.list_commands(ctx))}."
            raise click.UsageError(f'"{args[0]}" is no verb of mentormatch. {hint}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table's own summaries, so that no verb is loaded."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb.name, verb.summary) for verb in VERBS])


EPILOG = "\b\n" + "\n".join(
    [
        "Examples:",
        "  mentormatch new girvan",
        "  mentormatch check girvan",
        "  mentormatch match girvan --out girvan/out",
        "  mentormatch show girvan P001",
        "  mentormatch accept girvan girvan/out/plan.json --pairs P001:M02",
        "",
        "\b",
        "Exit codes:",
        *(f"  {int(code):>3}  {meaning}" for code, meaning in MEANINGS.items()),
    ]
)


@click.group(cls=LazyGroup, context_settings=CONTEXT, epilog=EPILOG, subcommand_metavar="VERB DIR ...")
@click.version_option(__version__, prog_name="mentormatch")
def group() -> None:
    """Pairs people with peer mentors, says why, and checks its own plans.

    A programme is a folder of lists (CSV) and one programme.toml. Nothing leaves
    this computer.
    """


def run(arguments: list[str] | None = None) -> int:
    """Runs one command; its exit code. Every failure ends in a sentence, and none in a traceback."""
    begun = time.monotonic()
    prepare_streams()
    try:
        code = group.main(args=arguments, prog_name="mentormatch", standalone_mode=False, obj=begun)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        talk(_usage(error))
        return int(Exit.INPUT)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        talk("Stopped. No file was left half written.")
        return int(Exit.INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what read our lines has gone: no second error
        return int(Exit.DONE)
    except Exception as error:
        return _broken(error)


def _usage(error: click.UsageError) -> str:
    """What is wrong with the command line, and the line that tells more."""
    command = error.ctx.command_path if error.ctx else "mentormatch"
    return f"{error.format_message()}\nMore: {command} --help"


def _broken(error: Exception) -> int:
    """One sentence about a fault of ours: its kind and its place in our code; nothing that was in a file."""
    if isinstance(error, OSError):
        talk(f"A file or folder cannot be used: {error.strerror}{_file_of(error)}." if error.strerror else str(error))
        return int(Exit.INPUT)
    if os.environ.get("MENTORMATCH_DEBUG") == "1":
        traceback.print_exception(error)
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "mentormatch" in frame.filename]
    place = f"{os.path.basename(ours[-1].filename)}:{ours[-1].lineno}" if ours else "an unknown place"
    talk(
        f"mentormatch has a fault ({type(error).__name__} at {place}) and stopped. "
        "Your files are as they were. "
        "Please report this line and the command you gave to whoever looks after mentormatch for you; "
        "send no file with people in it."
    )
    return int(Exit.BROKEN)


def _file_of(error: OSError) -> str:
    return f": {os.path.basename(str(error.filename))}" if error.filename else ""
