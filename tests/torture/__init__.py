"""What happens to servers in their lives, done to the catalogue on purpose."""

import os

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "1"))
"""How many times as much is done as in the short form."""
