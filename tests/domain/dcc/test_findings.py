"""What a reading says of what it did not understand, in either language."""

import pytest

from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import limits
from tests.domain.dcc.samples import (
    VERSION_3_3,
    certificate_xml,
    conformities,
    expanded_mu,
    hybrid,
    metadata,
    quantity,
    real,
    result,
    table,
    xml_list,
)
from tests.wording import english, indonesian


def changed(old: str, new: str) -> bytes:
    return VERSION_3_3.decode().replace(old, new, 1).encode()


def with_table(*quantities: str, about: str = "") -> bytes:
    return certificate_xml(result(table(*quantities, metadata=about)))


def number_of(name: str, value: str) -> str:
    return (
        "<dcc:identification><dcc:issuer>other</dcc:issuer>"
        f"<dcc:value>{value}</dcc:value><dcc:name><dcc:content>{name}</dcc:content>"
        "</dcc:name></dcc:identification>"
    )


def condition(kind: str, body: str) -> str:
    return (
        f'<dcc:influenceCondition refType="{kind}"><dcc:data>{body}</dcc:data>'
        "</dcc:influenceCondition>"
    )


def with_conditions(*conditions: str) -> bytes:
    return certificate_xml(
        measurement=f"<dcc:influenceConditions>{''.join(conditions)}"
        "</dcc:influenceConditions>"
    )


def with_statements(*statements: str) -> bytes:
    return certificate_xml(
        administrative=f"<dcc:statements>{''.join(statements)}</dcc:statements>"
    )


STATEMENT = (
    '<dcc:statement refType="basic_conformity"><dcc:conformity>{}</dcc:conformity>'
    "</dcc:statement>"
)
PERIOD = (
    '<dcc:statement refType="basic_recalibration"><dcc:period>P1Y</dcc:period>'
    "</dcc:statement>"
)
MEAN = quantity(real("5"), kind="basic_measuredValue")
COMPLEX = "<si:complex><si:valueReal>1.5</si:valueReal></si:complex>"
ITEM = "<dcc:item><dcc:model>TD-{}</dcc:model></dcc:item>"
EQUIPMENT = "<dcc:measuringEquipment><dcc:model>{}</dcc:model></dcc:measuringEquipment>"


@pytest.mark.parametrize(
    ("content", "code", "in_indonesian", "in_english"),
    [
        (
            changed("S-0042/2026", " "),
            "number_missing",
            "Sertifikat tidak bernomor.",
            "The certificate has no number.",
        ),
        (
            certificate_xml(
                core="<dcc:reportAmendedSubstituted><dcc:replacedUniqueIdentifier>S-1"
                "</dcc:replacedUniqueIdentifier></dcc:reportAmendedSubstituted>"
            ),
            "replaces_another",
            "Sertifikat ini menggantikan sertifikat “S-1”.",
            "This certificate replaces certificate “S-1”.",
        ),
        (
            changed("<dcc:items>", "<dcc:news>x</dcc:news><dcc:items>"),
            "part_unknown",
            "Bagian “news” tidak dikenal dan dilewatkan.",
            "Part “news” is not known and was skipped.",
        ),
        (
            changed("2026-03-02", "kemarin"),
            "not_a_date",
            "Tanggal “kemarin” (beginPerformanceDate) tidak dapat dibaca.",
            "Date “kemarin” (beginPerformanceDate) is not readable.",
        ),
        (
            changed(">en</dcc:used", ">english</dcc:used"),
            "not_a_language",
            "Kode bahasa “english” dilewatkan.",
            "Language code “english” was skipped.",
        ),
        (
            changed(">laboratory<", ">moon<"),
            "location_unknown",
            "Tempat kalibrasi “moon” dilewatkan.",
            "Place of calibration “moon” was skipped.",
        ),
        (
            changed(">ID</dcc:countryCode>", ">Indonesia</dcc:countryCode>"),
            "not_a_country",
            "Kode negara “Indonesia” dilewatkan.",
            "Country code “Indonesia” was skipped.",
        ),
        (
            certificate_xml(
                core=f"<dcc:identifications>{number_of('Proyek', 'P-1')}"
                "</dcc:identifications>"
            ),
            "number_skipped",
            "Nomor “Proyek”: “P-1” dilewatkan.",
            "Number “Proyek”: “P-1” was skipped.",
        ),
        (
            changed("<dcc:item>", "".join(map(ITEM.format, range(100))) + "<dcc:item>"),
            "too_many_items",
            "Hanya 100 alat pertama yang dibaca.",
            "Only the first 100 items were read.",
        ),
        (
            with_statements(PERIOD),
            "due_as_period",
            "Kalibrasi ulang dinyatakan sebagai jangka waktu, bukan tanggal, dan "
            "dilewatkan.",
            "Recalibration is stated as a period instead of a date and was skipped.",
        ),
        (
            with_statements(STATEMENT.format("pass"), STATEMENT.format("fail")),
            "conformity_contradicts",
            "Beberapa pernyataan kesesuaian berbeda; yang pertama dipakai.",
            "Several statements of conformity differ; the first one was taken.",
        ),
        (
            certificate_xml(
                measurement="<dcc:measuringEquipments>"
                + "".join(map(EQUIPMENT.format, range(51)))
                + "</dcc:measuringEquipments>"
            ),
            "too_many_standards",
            "Hanya 50 alat standar pertama yang dibaca.",
            "Only the first 50 standards were read.",
        ),
        (
            certificate_xml(
                measurement="<dcc:measuringEquipments><dcc:measuringEquipment>"
                f"<dcc:identifications>{number_of('Inventaris', 'INV')}"
                "</dcc:identifications></dcc:measuringEquipment>"
                "</dcc:measuringEquipments>"
            ),
            "standard_number_skipped",
            "Nomor “INV” pada alat standar dilewatkan.",
            "Number “INV” of a standard was skipped.",
        ),
        (
            with_conditions(
                condition(
                    "basic_temperature",
                    quantity(real("22", r"\degreecelsius"))
                    + quantity(real("295", r"\percent"), name="Suhu"),
                )
            ),
            "environment_units",
            "Kondisi lingkungan dinyatakan dalam beberapa satuan; hanya "
            r"“\degreecelsius” yang dibaca, dilewatkan: 295 \percent.",
            r"Ambient conditions are stated in several units; only “\degreecelsius” "
            r"was read, skipped: 295 \percent.",
        ),
        (
            with_conditions(
                condition("basic_humidityRelative", quantity(real("12", r"\kelvin")))
            ),
            "humidity_skipped",
            r"Kelembapan dalam satuan “\kelvin” dilewatkan: 12 \kelvin.",
            r"Humidity in unit “\kelvin” was skipped: 12 \kelvin.",
        ),
        (
            with_conditions(
                condition("alkes_mainsVoltage", quantity(xml_list("210 230", r"\volt")))
            ),
            "mains_voltage_skipped",
            r"Tegangan jala-jala bukan satu nilai dalam volt dan dilewatkan: 210; 230 "
            r"\volt.",
            r"The mains voltage is not one value in volts and was skipped: 210; 230 "
            r"\volt.",
        ),
        (
            with_table(
                MEAN,
                quantity("<si:complex><si:valueReal>1.5</si:valueReal></si:complex>"),
            ),
            "quantity_not_supported",
            "Bentuk bilangan si:complex dilewatkan: 1.5.",
            "Numbers of the form si:complex were skipped: 1.5.",
        ),
        (
            with_table(MEAN, quantity(real("1,5"), kind="basic_nominalValue")),
            "not_a_number",
            "“1,5” bukan bilangan yang dapat dibaca.",
            "“1,5” is not a readable number.",
        ),
        (
            with_table(
                quantity(
                    real("5", uncertainty=expanded_mu("1", "3", "0.997")),
                    kind="basic_measuredValue",
                )
            ),
            "other_probability",
            "Ketidakpastian dinyatakan pada tingkat kepercayaan 0.997, bukan 95 %.",
            "The uncertainty is stated for a coverage of 0.997, not 95 %.",
        ),
        (
            with_table(
                quantity(
                    real("5") + "<dcc:relativeUncertainty/>", kind="basic_measuredValue"
                )
            ),
            "uncertainty_not_expanded",
            "Ketidakpastian tidak dinyatakan sebagai ketidakpastian bentangan (U95) "
            "dan dilewatkan: –.",
            "The uncertainty is not stated as an expanded one (U95) and was skipped: "
            "–.",
        ),
        (
            with_table(
                quantity(real("4"), kind="basic_nominalValue"),
                MEAN,
                quantity(real("6"), name="Pembacaan 2"),
            ),
            "column_repeated",
            r"Kolom “Pembacaan 2” dilewatkan karena kolom lain sama maknanya: 6 \mmHg.",
            r"Column “Pembacaan 2” was skipped since another one has the same meaning: "
            r"6 \mmHg.",
        ),
        (
            with_table(MEAN, quantity(real("7"), name="Ruang")),
            "column_unknown",
            r"Kolom “Ruang” tidak dikenali dan dilewatkan: 7 \mmHg.",
            r"Column “Ruang” was not recognised and was skipped: 7 \mmHg.",
        ),
        (
            with_table(MEAN, quantity(real("7"), kind="x_y z")),
            "column_unknown",
            r"Kolom “x_y z” tidak dikenali dan dilewatkan: 7 \mmHg.",
            r"Column “x_y z” was not recognised and was skipped: 7 \mmHg.",
        ),
        (
            with_table(MEAN, quantity(real("7"))),
            "column_unknown",
            r"Kolom “?” tidak dikenali dan dilewatkan: 7 \mmHg.",
            r"Column “?” was not recognised and was skipped: 7 \mmHg.",
        ),
        (
            with_table(
                quantity(xml_list("1 2 3"), kind="basic_nominalValue"),
                quantity(xml_list("1 2"), kind="basic_measuredValue"),
            ),
            "column_length",
            "Kolom “basic_measuredValue” berisi 2 nilai untuk 3 titik dan dilewatkan: "
            r"1; 2 \mmHg.",
            "Column “basic_measuredValue” has 2 values for 3 points and was skipped: "
            r"1; 2 \mmHg.",
        ),
        (
            with_table(
                MEAN, quantity(real("5", r"\percent"), kind="basic_nominalValue")
            ),
            "unit_differs",
            r"Kolom “basic_nominalValue” bersatuan “\percent”, lain dari “\mmHg”, dan "
            r"dilewatkan: 5 \percent.",
            r"Column “basic_nominalValue” is in “\percent” instead of “\mmHg” and was "
            r"skipped: 5 \percent.",
        ),
        (
            with_table(quantity(real("5", r"\foo"), kind="basic_measuredValue")),
            "unknown_unit",
            r"Satuan “\foo” tidak dikenal dan dibiarkan apa adanya.",
            r"Unit “\foo” is not known and was kept as written.",
        ),
        (
            with_table(
                MEAN,
                quantity(real("4"), kind="basic_nominalValue"),
                quantity(real("3"), kind="basic_referenceValue"),
            ),
            "nominal_skipped",
            "Nilai acuan dipakai sebagai titik ukur; nilai nominal dilewatkan: "
            r"4 \mmHg.",
            "The reference value was taken as the point; the nominal value was "
            r"skipped: 4 \mmHg.",
        ),
        (
            with_table(
                quantity(
                    real("1"),
                    kind="basic_measurementError",
                    metadata=metadata(f"<dcc:data>{limits('-5', '5')}</dcc:data>"),
                )
            ),
            "limits_of_the_error",
            "Batas kesalahan dilewatkan karena titik ukurnya tidak dinyatakan: "
            r"-5 \mmHg.",
            "Limits of the error were skipped since their point is not stated: "
            r"-5 \mmHg.",
        ),
        (
            with_table(
                quantity(real("100"), kind="basic_nominalValue"), limits("-5", "5")
            ),
            "limits_taken_as_of_the_error",
            "Batas di sekitar nol dibaca sebagai batas kesalahan.",
            "Limits around zero were read as limits of the error.",
        ),
        (
            with_table(quantity(real("7"), name="Massa")),
            "taken_as_measured",
            "Kolom “Massa” tidak menyebut jenisnya dan dibaca sebagai nilai ukur.",
            "Column “Massa” does not say of what kind it is and was read as a measured "
            "value.",
        ),
        (
            with_table(
                quantity(real("1"), kind="basic_measurementError"),
                quantity(real("7"), kind="basic_measurementError_correction"),
            ),
            "correction_differs",
            "Koreksi “basic_measurementError_correction” bukan lawan kesalahannya dan "
            r"dilewatkan: 7 \mmHg.",
            "Correction “basic_measurementError_correction” is not the opposite of the "
            r"error and was skipped: 7 \mmHg.",
        ),
        (
            with_table(
                quantity(
                    real("4", uncertainty=expanded_mu("0.1", "3")),
                    kind="basic_referenceValue",
                ),
                MEAN,
            ),
            "uncertainty_beside",
            "Ketidakpastian kolom “basic_referenceValue” dilewatkan; titik ukur memuat "
            r"satu ketidakpastian: 0.1 \mmHg.",
            "The uncertainty of column “basic_referenceValue” was skipped; a point has "
            r"one uncertainty: 0.1 \mmHg.",
        ),
        (
            with_table(MEAN, limits("1", "9"), limits("2", "8", "tolerance")),
            "limits_beside",
            "Batas “basic_toleranceLimitLower” dilewatkan di samping batas penerimaan: "
            r"2 \mmHg.",
            "Limit “basic_toleranceLimitLower” was skipped beside the acceptance "
            r"limits: 2 \mmHg.",
        ),
        (
            with_table(
                quantity(
                    hybrid(real("1.000", r"\volt"), real("1002", r"\milli\volt")),
                    kind="basic_measuredValue",
                )
            ),
            "alternative_differs",
            "Kolom “basic_measuredValue” dinyatakan dalam beberapa satuan yang tidak "
            r"sama atau tidak dapat dibandingkan; dilewatkan: 1.000 \volt.",
            "Column “basic_measuredValue” is stated in several units that are not the "
            r"same or cannot be compared; skipped: 1.000 \volt.",
        ),
        (
            with_table(
                MEAN,
                about=metadata(
                    f"<dcc:data>{quantity(real('3'), name='Kedalaman')}</dcc:data>"
                ),
            ),
            "metadata_number",
            r"Keterangan “Kedalaman” pada tabel hasil dilewatkan: 3 \mmHg.",
            r"The remark “Kedalaman” on a table of results was skipped: 3 \mmHg.",
        ),
        (
            with_conditions(condition("basic_pressure", quantity(real("1013")))),
            "quantity_elsewhere",
            "Besaran “?” berada di bagian yang tidak dibaca dan dilewatkan: 1013.",
            "Quantity “?” stands in a part that is not read and was skipped: 1013.",
        ),
        (
            with_conditions(
                condition(
                    "basic_temperature",
                    quantity(real("22", r"\degreecelsius", expanded_mu("0.5"))),
                )
            ),
            "condition_uncertainty",
            "Ketidakpastian kondisi lingkungan “?” dilewatkan: 0.5; 2 "
            r"\degreecelsius.",
            r"The uncertainty of the ambient condition “?” was skipped: 0.5; 2 "
            r"\degreecelsius.",
        ),
        (
            with_table(
                MEAN,
                about=metadata(conformities("pass")) + metadata(conformities("fail")),
            ),
            "conformities_of_a_table",
            "Sebuah tabel hasil memuat pernyataan kesesuaian yang berbeda; semuanya "
            "dilewatkan.",
            "A table of results has statements of conformity that differ; all were "
            "skipped.",
        ),
        (
            with_table(
                quantity(xml_list("1 2 3"), kind="basic_measuredValue"),
                about=metadata(conformities("pass fail")),
            ),
            "conformity_length",
            "Ada 2 pernyataan kesesuaian untuk 3 titik; yang tidak berpasangan "
            "dilewatkan.",
            "There are 2 statements of conformity for 3 points; those without a "
            "counterpart were skipped.",
        ),
        (
            with_table(MEAN, about=metadata(conformities("noPass"))),
            "conformity_unknown",
            "Pernyataan kesesuaian “noPass” dilewatkan.",
            "The statement of conformity “noPass” was skipped.",
        ),
        (
            certificate_xml(result("", "Fisik")),
            "no_points",
            "Tidak ada titik ukur yang terbaca dalam “Fisik”.",
            "No points could be read in “Fisik”.",
        ),
        (
            certificate_xml(result(table(MEAN) + "<dcc:formula/>")),
            "part_skipped",
            "Bagian “formula” dalam tabel hasil dilewatkan.",
            "Part “formula” of a table of results was skipped.",
        ),
        (
            certificate_xml(result(f"<dcc:list>{MEAN}<dcc:formula/></dcc:list>")),
            "part_skipped",
            "Bagian “formula” dalam tabel hasil dilewatkan.",
            "Part “formula” of a table of results was skipped.",
        ),
    ],
)
def test_what_is_not_understood_is_said_in_words(
    content, code, in_indonesian, in_english
):
    findings = read_certificate(content).findings

    finding = next(finding for finding in findings if finding.code == code)
    assert finding.is_error is False
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)
