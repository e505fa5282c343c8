"""The shapes in which LKPP's systems take products.

A profile is a pure function from the neutral record of a variant
(:class:`lkpp.records.neutral_record.NeutralRecord`) to the names of one system. It
knows neither Django nor where the record came from.
"""

from lkpp.profiles.base import Profile
from lkpp.profiles.isb import ISB
from lkpp.profiles.native import NATIVE
from lkpp.profiles.tokodaring import TOKODARING
from lkpp.profiles.v5 import V5
from lkpp.profiles.v6 import V6

PROFILES: dict[str, Profile] = {
    profile.name: profile for profile in (NATIVE, V5, V6, ISB, TOKODARING)
}
"""By the name under which a reader asks for them."""
