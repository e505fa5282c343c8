"""Saying no to what somebody asked for in the admin, in a sentence they can read."""


class Refused(Exception):
    """What was asked for is against a rule; ``str()`` is the sentence that says why.

    Raised from wherever the rule is kept, models included, so that it holds for every
    way that leads there. :mod:`core.admin_guard` shows the sentence to people.
    """
