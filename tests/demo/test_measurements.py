"""How a parameter is measured on a device."""

from decimal import Decimal

from demo.measurements import measurement_of


def test_device_type_of_its_own_comes_before_the_parameter():
    assert measurement_of("ventilator", "respiration_rate").settings == (Decimal(15),)
    assert measurement_of("patient_monitor", "respiration_rate").settings == (
        Decimal(15),
        Decimal(30),
    )


def test_one_usual_reading_has_no_place():
    noise = measurement_of("infant_incubator", "noise_level")

    assert noise.usual == (("", Decimal(48)),)
    assert noise.settings == ()
    assert noise.step == Decimal("0.1")


def test_usual_readings_have_their_places():
    purity = measurement_of("oxygen_concentrator", "oxygen_purity")

    assert purity.usual == (
        ("pada 1 L/menit", Decimal("95.2")),
        ("pada 3 L/menit", Decimal("94.4")),
    )


def test_parameter_that_somebody_added_is_not_measured():
    assert measurement_of("ventilator", "of_somebody") is None
