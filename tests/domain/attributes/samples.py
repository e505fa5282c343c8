"""Attributes of each kind, and what is said of their values."""

from hypothesis import strategies as st

from domain.attributes.definitions import AttributeDefinition, Choice
from tests.findings import told_code
from tests.wording import indonesian

LUX = AttributeDefinition(
    key="illuminance",
    label_id="Iluminasi",
    label_en="Illuminance",
    kind="number",
    unit="lx",
    better="up",
    required=True,
    low=40000,
    high=160000,
)
WEIGHT = AttributeDefinition("weight", "Berat", "Weight", "number", "kg", "down")
COUNT = AttributeDefinition("leads", "Sadapan", "Leads", "number", better="up")

TEMPERATURE = AttributeDefinition(
    "air_temperature", "Suhu", "Temperature", "range", "degC", "up", low=20, high=39
)

MODES = AttributeDefinition(
    "modes",
    "Mode",
    "Modes",
    "choice",
    better="up",
    choices=(
        Choice("vcv", "VCV", "VCV"),
        Choice("pcv", "PCV", "PCV"),
        Choice("niv", "Noninvasif", "Non-invasive"),
    ),
    multiple=True,
)

TIP = AttributeDefinition(
    "tip",
    "Ujung",
    "Tip",
    "choice",
    choices=(Choice("slip", "Luer slip", "Luer slip"), Choice("lock", "Kunci", "Lock")),
)
BATTERY = AttributeDefinition("battery", "Baterai", "Battery", "yes_no", better="up")
NOTE = AttributeDefinition("ie_ratio", "Rasio I:E", "I:E ratio", "text")
ALL = (LUX, WEIGHT, COUNT, TEMPERATURE, MODES, TIP, BATTERY, NOTE)


def codes(findings):
    return [told_code(finding) for finding in findings]


def told(findings_by_key):
    return {
        key: [indonesian(finding) for finding in findings]
        for key, findings in findings_by_key.items()
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["value", "low", "high", "unit", "typed"])
            | st.text(max_size=5),
            children,
            max_size=4,
        )
    ),
    max_leaves=12,
)

near_misses = st.dictionaries(
    st.sampled_from([definition.key for definition in ALL]), json_values, max_size=8
)


def number(value, unit="lx"):
    return {"value": value, "unit": unit}
