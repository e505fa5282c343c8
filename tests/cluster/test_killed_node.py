"""A node that is killed is not noticed by who searches.

This is the short form of the tests of the cluster, which ``make test`` runs; the rest
is run by ``make test-cluster``.
"""

import pytest

from tests.cluster.traffic import Traffic
from tests.cluster.verdict import check

pytestmark = pytest.mark.elasticsearch


def test_search_and_writes_go_on_while_a_node_is_killed(engine, operator):
    with Traffic(engine) as traffic:
        traffic.last(2)
        operator.kill(operator.another())
        traffic.last(8)

    check(engine, traffic)
