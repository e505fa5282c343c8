"""What keeps a server from running."""


class StartFailure(Exception):
    """One sentence that says what is wrong and what to do about it."""
