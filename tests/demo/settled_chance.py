"""Chance that is settled, for tests of what the demo makes of it."""

from demo.chance import Chance


class Settled(Chance):
    """Draws the same number each time, and a normal one just where it should lie."""

    value = 0.5

    @classmethod
    def at(cls, value: float) -> "Settled":
        chance = cls(0)
        chance.value = value
        return chance

    def random(self) -> float:
        return self.value

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        return mu

    def randrange(self, stop: int) -> int:
        return int(self.value * stop)

    def randint(self, low: int, high: int) -> int:
        return low + self.randrange(high - low + 1)

    def choice(self, items):
        return items[self.randrange(len(items))]

    def sample(self, items, count):
        return items[:count]


class Scripted(Settled):
    """Answers yes or no in turn, then no."""

    @classmethod
    def answering(cls, *answers: bool, value: float = 0.5) -> "Scripted":
        chance = cls.at(value)
        chance.answers = list(answers)
        return chance

    def happens(self, probability: float) -> bool:
        return self.answers.pop(0) if self.answers else False
