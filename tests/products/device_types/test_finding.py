"""Devices that others name in their own words find their type where an editor seeks it.

The words are facts, as public lists have them, misspelt ones too.
"""

import pytest
from django.urls import reverse

from products.models import DeviceType

TKDN_REGISTER = [
    ("Mortuary Refrigerator / Freezer", "mortuary_refrigerator"),
    ("Blood specimen collection device (card)", "blood_specimen_collection_device"),
    ("Cardiac monitor (including cardiotachometer and rate alarm)", "patient_monitor"),
    ("Neonatal Incubator", "infant_incubator"),
    ("Infusion Pump", "infusion_pump"),
    ("Glucose test system", "glucose_test"),
    ("Infant radiant warmer", "infant_warmer"),
    ("Manual surgical instrument for general use", "manual_surgical_instrument"),
    ("DENTAL CHAIR AND ACCESSORIES", "dental_unit"),
    ("Noninvasive Blood Pressure Measurement System", "digital_sphygmomanometer"),
    ("Surgical apparel", "surgical_apparel"),
    ("Surgical Apparel", "surgical_apparel"),
    ("Hydrogen Peroxide Sterilizer", "low_temperature_sterilizer"),
    (
        "Nonresorbable gauze / sponge for external use, non sterile",
        "nonresorbable_gauze",
    ),
    ("Automated differential cell counter", "haematology_analyzer"),
    ("Nucleic acid-based hepatitis B virus tests", "hbv_nucleic_acid_test"),
    ("Hyperbaric chamber.", "hyperbaric_chamber"),
    ("Multi parameter clinical toxicology test system", "multi_drug_test"),
    ("Medical ultraviolet water purifier", "uv_water_purifier"),
    ("Obstetric table and accessories", "gynecological_examination_table"),
]
"""The devices of 32 domestic products on the TKDN register of May 2026, each wording
once (ten products are manual surgical instruments)."""

INVENTORY = [
    ("air compresore", "portable_air_compressor"),
    ("auto refraktokeratometer", "auto_kerato_refractometer"),
    ("billirubin meter", "bilirubin_poct_meter"),
    ("biosafety cabinet", "biosafety_cabinet_class_ii"),
    ("blood warmer", "infusion_blood_warmer"),
    ("bluelight theraphy", "neonatal_phototherapy"),
    ("bodyplatismography", "pressure_body_plethysmograph"),
    ("cardiotocograp/ctg", "cardiotocograph"),
    ("centrifuge", "low_speed_centrifuge"),
    ("cpap", "cpap"),
    ("ctg", "cardiotocograph"),
    ("defibrilator", "defibrillator"),
    ("dental unit", "dental_unit"),
    ("diathermy", "diathermy_unit"),
    ("doppler", "fetal_doppler"),
    ("electrocardiograph/ecg", "electrocardiograph"),
    ("elektrocardiograph", "electrocardiograph"),
    ("elektrostimulator", "tens_unit"),
    ("embeding", "tissue_embedding_center"),
    ("ent treatment", "ent_treatment_unit"),
    ("examination lamp", "examination_lamp"),
    ("film viewer", "xray_film_viewer"),
    ("hematologi", "haematology_analyzer"),
    ("hepafilter mobile", "recirculating_air_cleaner"),
    ("incubator baby", "infant_incubator"),
    ("incubator transport", "infant_transport_incubator"),
    ("infant warmer", "infant_warmer"),
    ("infrared theraphy", "infrared_lamp"),
    ("infus pump", "infusion_pump"),
    ("infusion pump", "infusion_pump"),
    ("kimia klinik", "clinical_chemistry_analyzer"),
    ("laringoscope", "laryngoscope"),
    ("laryngoscop", "laryngoscope"),
    ("microscope", "laboratory_microscope"),
    ("microtome", "manual_microtome"),
    ("nebulizer", "compressor_nebulizer"),
    ("oven", "laboratory_oven"),
    ("pasien monitor", "patient_monitor"),
    ("patient monitor", "patient_monitor"),
    ("photometer", "clinical_spectrophotometer"),
    ("pulse oxymeter", "pulse_oximeter"),
    ("rotator", "laboratory_rotator"),
    ("scrub station", "scrub_up_unit"),
    ("slitlamp", "slit_lamp"),
    ("snelen chart", "snellen_chart"),
    ("spirometri", "diagnostic_spirometer"),
    ("spo2", "pulse_oximeter"),
    ("spygmomanometer aneroid", "aneroid_sphygmomanometer"),
    ("spygmomanometer digital", "digital_sphygmomanometer"),
    ("sterilisator kering", "dry_heat_sterilizer"),
    ("suction", "suction_pump"),
    ("suction pump", "suction_pump"),
    ("syringe pump", "syringe_pump"),
    ("syringepump", "syringe_pump"),
    ("tensimeter aneroid", "aneroid_sphygmomanometer"),
    ("thermometer digital", "digital_thermometer"),
    ("timbangan bayi", "infant_scale"),
    ("timbangan dewasa", "adult_scale"),
    ("tissue prosesore", "automated_tissue_processor"),
    ("traksi unit", "traction_unit"),
    ("ultrasonography/usg", "ultrasound_2d"),
    ("usg", "ultrasound_2d"),
    ("uv sterilisasi ruangan", "uv_sterilizer"),
    ("ventilator", "ventilator"),
    ("ventilator transport", "transport_ventilator"),
    ("vien viewer", "vein_finder"),
    ("waterbath", "waterbath"),
    ("x-ray general", "stationary_xray"),
    ("x-ray mobile", "mobile_xray_analog"),
    ("exercise bed/table", "plinth"),
    ("tiang infus", "infusion_stand"),
]
"""What a regional hospital calls its equipment. Two devices on one line and a number of
units are taken apart."""


def offered(admin_client, words: str) -> list[str]:
    """The types that the product form offers while an editor types, best first."""
    answer = admin_client.get(reverse("product_device_types"), {"q": words})
    return [row["type"].key for row in answer.context["offered"]]


@pytest.mark.parametrize(("device", "key"), TKDN_REGISTER)
def test_a_device_of_the_tkdn_register_finds_its_type_first(
    catalogue, admin_client, device, key
):
    assert offered(admin_client, device)[0] == key


def test_what_a_hospital_keeps_is_offered_by_the_words_on_its_list(
    catalogue, admin_client
):
    missed = [
        (words, key)
        for words, key in INVENTORY
        if key not in offered(admin_client, words)
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("hecting set", "suturing_set"),
        ("set angkat jahitan", "suture_removal_set"),
        ("abocath", "intravascular_catheter"),
        ("handscoon", "examination_glove"),
        ("tensi", "digital_sphygmomanometer"),
        ("masker N95", "particulate_respirator"),
        ("anesthesia machine", "anesthesia_machine"),
        ("anaesthesia machine", "anesthesia_machine"),
        ("cairan HD", "hemodialysis_concentrate"),
    ],
)
def test_lay_words_and_either_spelling_of_english_find_a_type(
    catalogue, admin_client, words, key
):
    assert key in offered(admin_client, words)


def test_a_word_that_names_no_device_finds_nothing(catalogue, admin_client):
    assert offered(admin_client, "kipas angin") == []
    assert not DeviceType.objects.matching("non-set").exists()
