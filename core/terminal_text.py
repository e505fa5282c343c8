"""What others wrote, fit to be printed by a command."""


def on_one_line(text: str) -> str:
    """A text on one line of the terminal, without characters that could steer it."""
    return "".join(
        mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text
    )
