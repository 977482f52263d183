"""docs/commands.md, made from the commands themselves: python -m mentormatch.commands.page"""

from __future__ import annotations

import click

from mentormatch.commands.exits import MEANINGS
from mentormatch.commands.group import WIDTH, group
from mentormatch.commands.verbs import VERBS
from mentormatch.files.pages import DOCS, made_or_checked

TARGET = DOCS / "commands.md"

HEAD = """\
# The commands

Made by `python -m mentormatch.commands.page` from the commands' own help; change that.

Data goes to stdout, talk to stderr. Nothing is overwritten: what was there is kept under a numbered name.
"""


def document() -> str:
    """The whole page; help is set at one width, whatever terminal this runs in."""
    above = _context(group, "mentormatch")
    sections = [_section("mentormatch", group, above)]
    for verb in VERBS:
        command = group.get_command(above, verb.name)
        assert command is not None, f"{verb.name} stands in the table of verbs and is no command"
        sections.append(_section(f"mentormatch {verb.name}", command, _context(command, verb.name, above)))
    return "\n".join([HEAD, _exit_codes(), *sections])


def _context(command: click.Command, name: str, above: click.Context | None = None) -> click.Context:
    # click sets help two columns narrower than the terminal
    return command.make_context(name, [], parent=above, resilient_parsing=True, terminal_width=WIDTH - 2)


def _exit_codes() -> str:
    rows = [f"| {int(code)} | {meaning} |" for code, meaning in MEANINGS.items()]
    return "\n".join(["## Exit codes\n", "| code | meaning |", "|---|---|", *rows, ""])


def _section(title: str, command: click.Command, context: click.Context) -> str:
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {title}\n\n```text\n$ {title} --help\n{help_text}\n```\n"


if __name__ == "__main__":
    raise SystemExit(made_or_checked(TARGET, document()))
