"""`zicha parse`: the structure of any regulation text as JSON."""

import json
import sys
from pathlib import Path

import click

from generator.commands.user import User
from generator.project.received import received
from generator.terminal import give, refusal
from generator.text.reading import read
from generator.text.structure.outline import outline


@click.command("parse")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def command(user: User, file: Path) -> None:
    """把任何法规正文的结构输出为 JSON / Print the structure of any regulation text as JSON."""
    with refusal(user.ui):
        document, findings = read(received(file), file.name)
    give(json.dumps(outline(document, findings), ensure_ascii=False, indent=1))
    sys.exit(any(f.severity == "error" for f in findings) or not document.articles)
