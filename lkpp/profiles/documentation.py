"""The page that tells an integrator where every field of every profile is from."""

from pathlib import Path

import orjson
from django.conf import settings

from lkpp.profiles import PROFILES
from lkpp.profiles.base import Constant, Profile, ProfileField, Unsourced

PAGE = Path(settings.BASE_DIR) / "docs" / "lkpp-profiles.md"

HEAD = """\
# The fields of the LKPP profiles

Written by `manage.py publish_schemas` from what the profiles declare; a test fails
when it is not the present one.

LKPP publishes no specification of how its systems take products. Every profile is
**shaped to names that were seen**, and nothing here is certified by LKPP. The table of
a profile says for each field from what of the neutral record (profile `native`,
`lkpp/records/neutral_record.py`) it is made, where the name was seen, and how sure
that is:

| confidence | meaning |
|---|---|
| attested | name and type were seen in data or answers of LKPP's own systems |
| reconstructed | seen in programs that others built to LKPP's contract |
| inferred | the name was seen; its place, type, unit or meaning are our reading |

`[]` follows a list; a label in the brackets is that of one item. *LKPP assigns it*:
null until LKPP reports it, never made up. *Not held by the catalogue*: null, since no
maker states it here. A field with several sources is made from all of them.

Each profile has a JSON Schema at `/lkpp/schema/<name>`, which covers both a variant
that is offered and the shorter form of one that left.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *(_section(each) for each in PROFILES.values())])


def _section(profile: Profile) -> str:
    rows = "\n".join(_row(field) for field in profile.fields)
    return (
        f"## `{profile.name}`\n\n"
        f"{profile.title}. Schema: `{profile.schema_name}`.\n\n"
        "| field | from the neutral record | evidence | confidence |\n"
        "|---|---|---|---|\n"
        f"{rows}\n"
    )


def _row(field: ProfileField) -> str:
    return (
        f"| `{field.name}` | {_source(field)} | {field.evidence} | {field.confidence} |"
    )


def _source(field: ProfileField) -> str:
    if isinstance(field.source, Unsourced):
        return field.source.value
    if isinstance(field.source, Constant):
        return f"constant `{orjson.dumps(field.source.value).decode()}`"
    return ", ".join(f"`{path}`" for path in field.paths)
