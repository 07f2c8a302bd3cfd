"""The command `zicha`: what holds for all its commands, and where each of them is."""

import importlib
import sys
from pathlib import Path
from typing import Any, NoReturn, get_args

import click

from generator import __version__
from generator.commands import interrupt
from generator.commands.edge import machine_told, never_unprintable
from generator.commands.user import User
from generator.messages import home_language
from generator.records.texts import Language

# Each is `command` in the module of its name (`import` in import_.py), read when asked for:
# most need not wait for MkDocs, Typst and the like.
COMMANDS = (
    "build", "serve", "check", "sheets", "parse", "derive", "diff", "new", "import",
    "worksheet", "amend", "review", "release", "collect", "scan", "tally", "pack", "verify",
    "assemble",
)  # fmt: skip


class Commands(click.Group):
    """The commands in the order of their use, and all that ends them before their time."""

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run a command; whatever happens, the last word is a line and an exit code."""
        never_unprintable()
        try:
            with machine_told():
                code = super().main(*args, **(settings | {"standalone_mode": False}))
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            interrupt.end()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, what the machine refuses told in the language of the user."""
        try:
            with machine_told(ctx):
                return super().invoke(ctx)
        except KeyboardInterrupt:  # before click puts an empty line first
            interrupt.end()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = importlib.import_module(f"generator.commands.{name}").command
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="zicha")
@click.option(
    "--ui", type=click.Choice(get_args(Language)), help="界面语言 / language of messages"
)
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="项目目录 / project folder",
)
@click.pass_context
def main(context: click.Context, ui: Language | None, project: Path) -> None:
    """把法规变成可检索的双语网站和可打印的自查表。

    Turns a regulation into a searchable bilingual site and printable self-inspection sheets.
    """
    context.obj = User(ui or home_language(), project.resolve())
