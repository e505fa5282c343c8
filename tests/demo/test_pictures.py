"""The demo catalogue's pictures: every one draws, and they differ as they should."""

from __future__ import annotations

import pytest
from PIL import ImageStat

from demo.pictures import PALETTES, VIEWS, draw

SIZE = 200
DEVICE_TYPES = {
    "aneroid_sphygmomanometer",
    "antigen_rapid_test",
    "autoclave",
    "compressor_nebulizer",
    "dental_unit",
    "digital_radiography",
    "digital_sphygmomanometer",
    "disposable_syringe",
    "electric_patient_bed",
    "electrocardiograph",
    "examination_glove",
    "infant_incubator",
    "infant_warmer",
    "infusion_pump",
    "led_operating_light",
    "manual_patient_bed",
    "neonatal_phototherapy",
    "oxygen_concentrator",
    "patient_monitor",
    "suction_pump",
    "surgical_mask",
    "syringe_pump",
    "ultrasound_scanner",
    "ventilator",
}
PICTURES = [(device, view) for device, views in VIEWS.items() for view in views]


def pixels(device: str, view: str, palette: int = 0) -> bytes:
    return draw(device, view=view, palette=palette, size=SIZE).tobytes()


def test_every_device_type_is_drawn() -> None:
    assert set(VIEWS) == DEVICE_TYPES


def test_every_device_has_at_least_three_distinct_view_names() -> None:
    for views in VIEWS.values():
        assert len(set(views)) == len(views) >= 3


def test_there_are_at_least_six_palettes_with_distinct_names() -> None:
    names = [palette.name for palette in PALETTES]
    assert len(set(names)) == len(names) >= 6


@pytest.mark.parametrize(("device", "view"), PICTURES)
def test_picture_is_square_rgb_and_not_blank(device: str, view: str) -> None:
    image = draw(device, view=view, palette=2, size=SIZE)
    assert image.mode == "RGB"
    assert image.size == (SIZE, SIZE)
    # A bare backdrop varies by only a few levels; a drawing by far more.
    assert max(ImageStat.Stat(image).stddev) > 15


@pytest.mark.parametrize("device", sorted(VIEWS))
def test_views_of_a_device_all_differ(device: str) -> None:
    views = VIEWS[device]
    assert len({pixels(device, view) for view in views}) == len(views)


def test_palettes_all_differ() -> None:
    seen = {pixels("autoclave", "depan", i) for i in range(len(PALETTES))}
    assert len(seen) == len(PALETTES)


@pytest.mark.parametrize("device", sorted(VIEWS))
def test_same_call_gives_the_same_pixels(device: str) -> None:
    view = VIEWS[device][0]
    assert pixels(device, view) == pixels(device, view)


def test_default_size_is_1200() -> None:
    assert draw("surgical_mask", view="depan", palette=0).size == (1200, 1200)


def test_unknown_device_type_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(ValueError, match="device type 'teleporter'.*ventilator"):
        draw("teleporter", view="depan", palette=0)


def test_unknown_view_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(ValueError, match="view of ventilator 'atas'.*layar"):
        draw("ventilator", view="atas", palette=0)


@pytest.mark.parametrize("palette", [-1, len(PALETTES)])
def test_unknown_palette_is_refused_and_the_known_ones_named(palette: int) -> None:
    with pytest.raises(ValueError, match=rf"palette {palette}; known: 0 \(Putih Toska"):
        draw("ventilator", view="depan", palette=palette)


@pytest.mark.parametrize("size", [0, -5])
def test_a_size_below_one_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="size"):
        draw("ventilator", view="depan", palette=0, size=size)
