"""A clock that stands still until a test moves it."""


class Clock:
    """Tells ``moment``, in seconds."""

    def __init__(self, moment: float = 0.0) -> None:
        self.moment = moment

    def __call__(self) -> float:
        return self.moment
