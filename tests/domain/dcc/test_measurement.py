"""Reference standards and ambient conditions."""

from decimal import Decimal

from domain.dcc.certificate import (
    Environment,
    Standard,
)
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import codes
from tests.domain.dcc.samples import (
    certificate_xml,
    hybrid,
    quantity,
    real,
    xml_list,
)


def condition(kind: str, body: str, name: str = "x") -> str:
    ref_type = f' refType="{kind}"' if kind else ""
    return (
        f"<dcc:influenceCondition{ref_type}><dcc:name><dcc:content>{name}"
        f"</dcc:content></dcc:name><dcc:data>{body}</dcc:data>"
        "</dcc:influenceCondition>"
    )


def environment_of(*conditions: str):
    listed = f"<dcc:influenceConditions>{''.join(conditions)}</dcc:influenceConditions>"
    certificate = read_certificate(certificate_xml(measurement=listed))
    return certificate.environment, codes(certificate)


def test_the_environment_in_good_practice_form():
    environment, found = environment_of(
        condition(
            "basic_temperature",
            quantity(
                hybrid(real("295.15", r"\kelvin"), real("22.0", r"\degreecelsius")),
                kind="basic_temperatureMin",
            )
            + quantity(real("24.0", r"\degreecelsius"), kind="basic_temperatureMax"),
        ),
        condition(
            "basic_humidityRelative", quantity(xml_list("0.50 0.55 0.52", r"\one"))
        ),
        condition("", quantity(real("221", r"\volt")), name="Tegangan jala-jala"),
    )

    assert environment == Environment(
        Decimal("22.0"), Decimal("24.0"), "°C", Decimal(50), Decimal(55), Decimal(221)
    )
    assert found == []


def test_the_environment_known_by_words():
    environment, _found = environment_of(
        condition(
            "",
            quantity(real("23", r"\degreecelsius"), kind="math_minimum")
            + quantity(real("25", r"\degreecelsius"), kind="math_maximum"),
            name="Suhu ruang",
        ),
        condition(
            "",
            quantity(real("40", r"\percent"), name="Nilai minimum")
            + quantity(real("60", r"\percent"), name="Nilai maksimum"),
            name="Kelembapan relatif",
        ),
    )

    assert environment == Environment(
        Decimal(23), Decimal(25), "°C", Decimal(40), Decimal(60)
    )


def test_an_environment_that_is_not_understood_is_said_so():
    environment, found = environment_of(
        condition("basic_humidityRelative", quantity(real("12", r"\kelvin"))),
        condition("", quantity(real("23.5-0.5", r"\degreecelsius")), name="Suhu"),
        condition("", quantity(xml_list("210 230", r"\volt")), name="Mains voltage"),
    )

    assert environment == Environment()
    assert found == ["not_a_number", "humidity_skipped", "mains_voltage_skipped"]


def test_reference_standards():
    equipment = """<dcc:measuringEquipments>
     <dcc:measuringEquipment refType="basic_standardUsed">
      <dcc:name><dcc:content>Pengukur tekanan</dcc:content></dcc:name>
      <dcc:certificate><dcc:referral><dcc:content>x</dcc:content></dcc:referral>
       <dcc:referralID>K-77</dcc:referralID><dcc:procedure>SHA256</dcc:procedure>
       <dcc:value>0</dcc:value></dcc:certificate>
      <dcc:manufacturer><dcc:name><dcc:content>Standar Uji</dcc:content></dcc:name>
      </dcc:manufacturer><dcc:model>DPM-4</dcc:model>
      <dcc:identifications><dcc:identification><dcc:issuer>manufacturer</dcc:issuer>
       <dcc:value>9</dcc:value></dcc:identification>
       <dcc:identification><dcc:issuer>owner</dcc:issuer><dcc:value>INV</dcc:value>
       </dcc:identification></dcc:identifications>
     </dcc:measuringEquipment></dcc:measuringEquipments>"""

    certificate = read_certificate(certificate_xml(measurement=equipment))

    assert certificate.standards == (
        Standard("Pengukur tekanan", "Standar Uji", "DPM-4", "9", "K-77"),
    )
    assert codes(certificate) == ["standard_number_skipped"]
