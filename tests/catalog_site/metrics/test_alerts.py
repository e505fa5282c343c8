"""The alerts that operators are given speak of what there is."""

import re
from pathlib import Path

import pytest
import yaml
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from readmodel import tasks
from readmodel.checking import Checked
from readmodel.comparison import Findings
from readmodel.heartbeat import Heartbeat
from readmodel.sweep import SweepResult

pytestmark = pytest.mark.django_db

PAGE = (Path(__file__).parents[3] / "docs" / "health.md").read_text()
LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost"}


@pytest.fixture
def families(client, index, asked_at_once, settings) -> dict[str, set[str]]:
    """Every family of figures, by name, with its labels."""
    Heartbeat().beat()
    checked = Checked(SweepResult(0, 0, 0), outdated=0)
    checked.findings[settings.SEARCH_ENGINE] = Findings()
    tasks.record_sweep(timezone.now(), checked)
    client.get("/robots.txt")
    client.raise_request_exception = False
    text = client.get("/metrics", **LOCAL).content.decode()
    return {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    } | {"catalogue_unhandled_exceptions_total": {"route"}}


def test_alerts_are_of_figures_with_their_labels(families):
    [text] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    [group] = yaml.safe_load(text)["groups"]
    expressions = {each["alert"]: each["expr"] for each in group["rules"]}

    for alert, expression in expressions.items():
        for name in re.findall(r"catalogue_\w+", expression):
            assert name in families, alert
            for labels in re.findall(r"by \(([^)]*)\)", expression):
                known = families[name] | {"instance"}
                assert set(labels.split(", ")) <= known, alert

    assert len(expressions) == len(group["rules"])


def test_every_figure_is_described(families):
    names = {re.sub("_(bucket|count|sum)$", "", name) for name in families}

    described = set(re.findall(r"`(catalogue_\w+)`", PAGE))

    assert names == described
