"""What differs between two sets of answers, the same difference told once."""

import difflib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from os.path import commonprefix
from pathlib import Path

SECRETS = (
    (r'(csrfmiddlewaretoken" value=")[^"]+', r"\1…"),
    (r'("CSRF_TOKEN": ")[^"]+', r"\1…"),
    (r'(nonce=")[^"]+', r"\1…"),
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"),
    (r"_[A-Za-z0-9]{7}(?=\.)", "_SUFFIX"),
    (r"(&quot;key&quot;: &quot;)[0-9a-z]{5}(?=&)", r"\1…"),
    (r"\b\d+ ms\b", "… ms"),
    (r"(\?v=)[0-9a-f]{8}", r"\1…"),
    (r"ey[\w-]{20,}\.[\w-]+\.[\w-]+", "SIGNATURE"),
)
"""What is made anew each time: tokens, nonces, names of files, keys, signatures."""
EXAMPLES = 2
SHOWN = 240
"""Characters of a line that are shown, from a little before where it differs."""

Difference = tuple[str, str]
"""Where, and what became of what."""


def report(
    before: Path, after: Path, same: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """Lines that tell the differences, kind by kind; none where there is none.

    ``same`` are pairs of a word of before and what it is called after.
    """
    names = {
        path.name for folder in (before, after) for path in folder.glob("*.ndjson")
    }
    for name in sorted(names):
        yield from _kind(
            name.removesuffix(".ndjson"),
            _read(before / name, same),
            _read(after / name),
        )


def _kind(kind: str, old: dict[str, object], new: dict[str, object]) -> Iterator[str]:
    found: dict[Difference, list[str]] = defaultdict(list)
    for name in sorted(old.keys() & new.keys()):
        for difference in differences(old[name], new[name]):
            found[difference].append(name)
    lost, gained = old.keys() - new.keys(), new.keys() - old.keys()
    if not (found or lost or gained):
        return
    yield f"\n== {kind}: {len(old)} before, {len(new)} after"
    for what, which in (("only before", lost), ("only after", gained)):
        if which:
            yield f"{what}: {len(which)}, such as {', '.join(sorted(which)[:5])}"
    for (place, change), names in sorted(found.items(), key=lambda each: -len(each[1])):
        examples = ", ".join(dict.fromkeys(names[:EXAMPLES]))
        yield f"{len(names)} × {place}  [{examples}]\n{change}"


def _read(path: Path, same: Sequence[tuple[str, str]] = ()) -> dict[str, object]:
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    for word, renamed in same:
        text = re.sub(rf"\b{re.escape(word)}(?=\b|_)", renamed, text)
    return dict(json.loads(line) for line in text.splitlines())


def differences(old: object, new: object) -> Iterator[Difference]:
    """Each place at which two answers differ, and how."""
    if old == new:
        return
    if _is_page(old) and _is_page(new):
        yield from differences({**old, "body": None}, {**new, "body": None})
        yield from _text(old["body"], new["body"])
        return
    before, after = dict(_leaves(old)), dict(_leaves(new))
    for place in sorted(before.keys() | after.keys()):
        was, became = before.get(place, "(none)"), after.get(place, "(none)")
        if was != became:
            yield re.sub(r"\[\d+\]", "[]", place), _change([was], [became])


def _is_page(answer: object) -> bool:
    return isinstance(answer, dict) and isinstance(answer.get("body"), str)


def _leaves(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{place}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, f"{place}[{number}]")
    else:
        yield place, _plain(json.dumps(value, ensure_ascii=False))


def _text(old: str, new: str) -> Iterator[Difference]:
    """The changed stretches of two pages, tag by tag."""
    before, after = _tags(old), _tags(new)
    changed = difflib.SequenceMatcher(None, before, after).get_opcodes()
    for kind, first, end, other, other_end in changed:
        if kind != "equal":
            yield "text", _change(before[first:end], after[other:other_end])


def _change(gone: list[str], come: list[str]) -> str:
    """The lines of before and after, long ones from where the first pair differs."""
    same = len(commonprefix([gone[0], come[0]])) if gone and come else 0
    start = max(0, same - SHOWN // 4) if same > SHOWN // 2 else 0
    lines = [f"    - {line[start : start + SHOWN]}" for line in gone]
    lines += [f"    + {line[start : start + SHOWN]}" for line in come]
    return "\n".join(lines)


def _tags(page: str) -> list[str]:
    parts = re.split(r"(<[^>]*>)", _plain(page))
    return [text for part in parts if (text := " ".join(part.split()))]


def _plain(text: str) -> str:
    for pattern, instead in SECRETS:
        text = re.sub(pattern, instead, text)
    return text
