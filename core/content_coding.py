"""Which compression a reader takes: ``Accept-Encoding`` (RFC 9110, section 12.5.3)."""

from collections.abc import Sequence

from django.http import HttpRequest


def preferred_coding(request: HttpRequest, offered: Sequence[str]) -> str:
    """The coding of ``offered`` that the reader likes best, of equals the first; empty
    where it takes none of them, or rather has the answer as it is."""
    qualities = _qualities(request.headers.get("Accept-Encoding", ""))
    others = qualities.get("*", 0.0)
    plain = qualities.get("identity", 0.0)
    best = max(offered, key=lambda coding: qualities.get(coding, others))
    quality = qualities.get(best, others)
    return best if quality and quality >= plain else ""


def _qualities(header: str) -> dict[str, float]:
    """The quality of each coding that is named; 0 refuses it, and what cannot be read
    is no wish for it."""
    qualities = {}
    for part in header.lower().split(","):
        coding, _, parameter = (each.strip() for each in part.partition(";"))
        if coding:
            qualities[coding] = _quality(parameter)
    return qualities


def _quality(parameter: str) -> float:
    if not parameter:
        return 1.0
    name, _, value = (each.strip() for each in parameter.partition("="))
    whole, _, decimals = value.partition(".")
    if name != "q" or whole not in {"0", "1"} or not (decimals or "0").isdecimal():
        return 0.0
    return min(float(value), 1.0)
