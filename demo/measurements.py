"""What a laboratory of the demo measures on a device: settings, usual readings, with
what, and how finely.

Worksheets tell limits and only some of the settings; these are plausible, not
attested. The instruments are of coined makes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

MAINS = frozenset({"mains_line_neutral", "mains_line_ground", "mains_neutral_ground"})
"""Parameters of the socket rather than of the device."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """How one parameter is measured.

    ``step`` is the last digit of readings. ``settings`` are what the device is set to;
    ``usual`` are the readings where nothing is set, by where or how they are taken.
    """

    step: Decimal
    settings: tuple[Decimal, ...] = ()
    usual: tuple[tuple[str, Decimal], ...] = ()


def _set_to(step: str, *settings: str) -> Measurement:
    return Measurement(Decimal(step), tuple(map(Decimal, settings)))


def _reads(step: str, usual: str | Mapping[str, str]) -> Measurement:
    places = {"": usual} if isinstance(usual, str) else usual
    readings = tuple((place, Decimal(value)) for place, value in places.items())
    return Measurement(Decimal(step), usual=readings)


MEASUREMENTS: dict[str, Measurement] = {
    # Electrical safety
    "mains_line_neutral": _set_to("0.1", "220"),
    "mains_line_ground": _set_to("0.1", "220"),
    "mains_neutral_ground": _reads("0.01", "0.9"),
    # Lights
    "led_operating_light/illuminance": _reads(
        "100", {"intensitas sedang": "72000", "intensitas penuh": "118000"}
    ),
    "colour_temperature": _reads("10", "4400"),
    "colour_rendering": _reads("0.1", "94"),
    "irradiance": _reads(
        "0.1",
        {
            "tengah": "34",
            "kiri atas": "27",
            "kanan atas": "28",
            "kiri bawah": "26",
            "kanan bawah": "27",
        },
    ),
    # Warmth
    "air_temperature": _set_to("0.01", "32", "36"),
    "temperature_uniformity": _set_to("0.01", "36"),
    "temperature_overshoot": _reads("0.01", "0.6"),
    "recovery_time": _reads("0.1", "8.5"),
    "mattress_temperature": _reads("0.1", "37.4"),
    "air_velocity": _reads("0.001", "0.14"),
    "noise_level": _reads("0.1", "48"),
    "relative_humidity": _set_to("0.1", "60"),
    "skin_sensor": _set_to("0.01", "36"),
    "skin_control": _set_to("0.01", "36"),
    "temperature": _set_to("0.01", "36"),
    "display_temperature": _set_to("0.01", "36"),
    "skin_temperature": _set_to("0.01", "34", "36"),
    # Sterilisation
    "temperature_121": _reads("0.01", "122.3"),
    "holding_time_121": _reads("0.1", "18.5"),
    "temperature_134": _reads("0.01", "135.4"),
    "holding_time_134": _reads("0.01", "4.2"),
    "temperature_variation": _set_to("0.01", "0"),
    # Pressure and flow
    "leak_rate": _reads("0.1", "3.2"),
    "deflation_time": _reads("0.1", "4.6"),
    "pressure_accuracy": _set_to("0.1", "50", "100", "150", "200", "250"),
    "gas_flow": _reads("0.1", "7.2"),
    "timer": _set_to("0.01", "5", "10", "15"),
    "oxygen_concentrator/flow_rate": _set_to("0.01", "1", "3", "5"),
    "oxygen_purity": _reads(
        "0.1", {"pada 1 L/menit": "95.2", "pada 3 L/menit": "94.4"}
    ),
    "vacuum": _set_to("0.1", "100", "200", "300", "400"),
    "rise_time": _reads("0.1", "8"),
    "flow_rate": _set_to("0.01", "10", "50", "100"),
    "occlusion_pressure": _reads("0.1", "11.5"),
    # Monitoring
    "heart_rate": _set_to("0.1", "60", "120", "180"),
    "respiration_rate": _set_to("0.1", "15", "30"),
    "oxygen_saturation": _set_to("0.1", "85", "90", "95"),
    "blood_pressure": _set_to("0.1", "100", "120", "150"),
    "amplitude": _set_to("0.001", "0.5", "1", "2"),
    "paper_speed": _set_to("0.01", "25", "50"),
    "sinus_amplitude": _set_to("0.001", "1", "2"),
    # Ventilation
    "tidal_volume": _set_to("0.1", "300", "500"),
    "minute_volume": _set_to("0.01", "6"),
    "inspiratory_time": _set_to("0.001", "1"),
    "expiratory_time": _set_to("0.001", "2"),
    "peep": _set_to("0.01", "5", "10"),
    "peak_pressure": _set_to("0.01", "20"),
    "oxygen_fraction": _set_to("0.1", "60"),
    "ventilator/respiration_rate": _set_to("0.01", "15"),
    "ie_ratio": _set_to("0.001", "0.5"),
    # Dental units
    "handpiece_air_pressure": _reads("0.01", "3.4"),
    "low_speed": _reads("10", "8200"),
    "high_speed": _reads("1000", "340000"),
    "dental_unit/illuminance": _reads("100", "23500"),
    "suction": _reads("1", "-290"),
}
"""By parameter, or by device type and parameter where they differ."""

SAFETY_ANALYSER = "Analisator keselamatan listrik"
INSTRUMENTS: dict[str, tuple[str, ...]] = {
    "led_operating_light": ("Luksmeter", "Kolorimeter cahaya"),
    "infant_incubator": ("Analisator inkubator",),
    "infant_warmer": ("Analisator inkubator", "Termometer digital"),
    "neonatal_phototherapy": ("Radiometer fototerapi",),
    "compressor_nebulizer": ("Flowmeter gas", "Stopwatch"),
    "digital_sphygmomanometer": ("Digital pressure meter", "Stopwatch"),
    "aneroid_sphygmomanometer": ("Digital pressure meter", "Stopwatch"),
    "patient_monitor": ("Simulator pasien", "Simulator NIBP"),
    "electrocardiograph": ("Simulator EKG", "Jangka sorong digital"),
    "ventilator": ("Analisator aliran gas", "Paru-paru uji"),
    "oxygen_concentrator": ("Analisator aliran gas", "Analisator oksigen"),
    "autoclave": ("Perekam data suhu nirkabel", "Stopwatch"),
    "dental_unit": ("Takometer optik", "Digital pressure meter"),
    "suction_pump": ("Digital pressure meter", "Stopwatch"),
    "infusion_pump": ("Analisator pompa infus",),
    "syringe_pump": ("Analisator pompa infus",),
}
"""Reference standards by device type, besides the analyser of electrical safety."""

MAKES = ("Ukurindo", "Metrikarsa", "Presisiana", "Kalibratama")


def measurement_of(device_type: str, parameter: str) -> Measurement | None:
    """None for a parameter that somebody added to the profile."""
    return MEASUREMENTS.get(f"{device_type}/{parameter}") or MEASUREMENTS.get(parameter)
