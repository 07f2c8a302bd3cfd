"""The command `zicha` from its first moment on: Ctrl-C is quiet while it is loaded, too."""


def main() -> None:
    """Run the command."""
    try:
        from generator.cli import main as command  # noqa: PLC0415 - most of the first second
    except KeyboardInterrupt:
        from generator.commands.interrupt import end  # noqa: PLC0415 - as above

        end()
    command()


if __name__ == "__main__":
    main()
