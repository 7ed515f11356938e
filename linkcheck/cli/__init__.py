"""The one place that knows all three packages. Parses arguments, writes files, sets the exit code.

Commands are loaded when they are called: ``linkcheck --version`` imports no network library.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import Any, Final

import click

from linkcheck import __version__
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, EXIT_INTERRUPTED, EXIT_USAGE, UserError, say
from linkcheck.cli.terminal.language import choose, context_class, spoken
from linkcheck.cli.terminal.streams import lead_nowhere, tell
from linkcheck.repository import closest

_NO_OUTPUT: Final = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
"""Reasons why a write to standard output fails although its reader is still there."""
_COMMANDS: Final = {
    "check": "Check and enrich the links of lists (PATH, URL or -).",
    "report": "Write reports again from what is kept; no network.",
    "links": "Show what would be checked, and by whom; no network.",
    "explain": "Show what an address answered, and the rule that spoke.",
    "fix": "Mend moved, misspelt and tracked addresses in place.",
    "archive": "Have alive links captured that the Wayback Machine has no copy of.",
    "enrich": "Write stars, dates and venues beside the entries, and take them out again.",
    "lint": "Find spelling mistakes, duplicates and missing local files; no network.",
    "issue": "Keep the one issue that says what is confirmed gone.",
    "deliver": "Push reports to a branch, where they changed.",
    "init": "Show and write a starter configuration and workflow.",
    "history": "Show what is known of one link.",
    "demo": "Do the whole job over list.md against a small web that ships with it.",
}

_ASIDE: Final = ("--help", "-h", "--version")
_LANGUAGE: Final[dict[str, Any]] = {
    "type": click.Choice(["en", "zh"]),
    "expose_value": False,
    "help": "Language of this program's words. [the locale's]",
}
"""``--lang`` of the program, and of every command without one of its own for what it writes."""


class _Commands(click.Group):
    """Loads a command's module when it is called; what is no command is an argument of ``check``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_short(self, name: str) -> str:
        """Return what a command does, as the list of commands says it."""
        return _COMMANDS[name]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"linkcheck.cli.commands.{cmd_name}").command
        if all(parameter.name != "lang" for parameter in command.params):
            command.params.append(click.Option(["--lang"], **_LANGUAGE))
        return spoken(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            near = closest(args[0], _COMMANDS)
            raise click.UsageError(
                f"{args[0]}: no such command, file or folder{f'; did you mean {near}?' if near else ''}", ctx
            )
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args[:1] == ["--lang"] and len(args) > 2 and (args[2] in _ASIDE or args[2] in _COMMANDS):
            args = [args[2], *args[:2], *args[3:]]
        if "--version" in args[:2] and {"--version", "-v", "--verbose"} >= {args[0]}:
            click.echo(_version(verbose=bool({"-v", "--verbose"} & {*args[:2]})))
            ctx.exit()
        if args and _is_input(args[0]):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _version(*, verbose: bool) -> str:
    if not verbose:
        return f"linkcheck {__version__}"
    from linkcheck.cli.installation import about  # noqa: PLC0415  reads the distribution's metadata

    return about()


def _is_input(word: str) -> bool:
    """Tell a path, an address or ``-`` from a command's name or an option of the group."""
    if word in _COMMANDS or word in _ASIDE:
        return False
    return word == "-" or word.startswith("-") or "." in word or "/" in word or os.path.exists(word)  # noqa: PTH110


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing to act on; 1 verdicts to act on (--fail-on); 2 wrong use or configuration; "
    "3 could not run (offline, no links found); 130 interrupted, what was learnt is kept.",
)
@click.option("--version", is_flag=True, expose_value=False,
              help="Show the version; with -v Python's and the platform, too.")  # fmt: skip
@click.option("--lang", **_LANGUAGE)
def cli() -> None:
    """Check the links of a Markdown reading list and say what each one is.

    `linkcheck list.md` is short for `linkcheck check list.md`.
    """


def run(arguments: list[str] | None = None, world: object = None) -> int:  # noqa: PLR0911  one for each way to end
    """Run the command line and return its exit code. Prints one clear line for every error that a user can fix.

    ``world`` replaces the real web: an asynchronous context manager that yields a World.
    """
    choose(sys.argv[1:] if arguments is None else arguments, os.environ)
    cli.context_class = context_class()
    try:
        code = cli.main(args=arguments, prog_name="linkcheck", standalone_mode=False, obj=world)
    except UserError as problem:
        say(str(problem))
        return problem.code
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
        return error.exit_code
    except click.UsageError as error:
        return _usage(error)
    except click.ClickException as error:
        say(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return EXIT_INTERRUPTED
    except OSError as error:
        # click prints --help and --version itself.
        return _unwritten(error) if error.errno in _NO_OUTPUT and error.filename is None else _bug(error)
    except Exception as bug:  # noqa: BLE001  ours, not the user's: said in one line, kept whole in a file
        return _bug(bug)
    return code if isinstance(code, int) else 0


def _unwritten(error: OSError) -> int:
    lead_nowhere(sys.stdout)
    say(f"standard output: cannot be written: {error.strerror}")
    return EXIT_USAGE


def _usage(error: click.UsageError) -> int:
    command = error.ctx.command_path if error.ctx else "linkcheck"
    say(f"{error.format_message().rstrip('.')} (see {command} --help)")
    return 2


def _bug(bug: Exception) -> int:
    """Report a bug of ours in one line, with the file that has the details."""
    import tempfile  # noqa: PLC0415  on no way that a run should take
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile("w", prefix="linkcheck-", suffix=".log", encoding="utf-8", delete=False) as log:
        log.write(f"linkcheck {__version__}, Python {sys.version}\n{''.join(traceback.format_exception(bug))}")
    say(f"a bug of ours: {type(bug).__name__}: {bug}; please report it with {log.name}")
    return EXIT_CANNOT_RUN
