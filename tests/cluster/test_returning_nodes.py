"""The elected master dies, nodes come back, and each is restarted in its turn."""

import pytest

from tests.cluster.traffic import Traffic
from tests.cluster.verdict import check

pytestmark = pytest.mark.elasticsearch


def test_search_and_writes_go_on_while_the_elected_master_is_killed_and_returns(
    engine, operator
):
    with Traffic(engine) as traffic:
        traffic.last(2)
        former = operator.master()
        operator.kill(former)
        traffic.last(8)
        operator.start(former)
        traffic.last(2)

    check(engine, traffic)
    assert operator.master() is not former


def test_what_was_written_meanwhile_is_on_the_node_that_returned(engine, operator):
    with Traffic(engine) as traffic:
        returning = operator.another()
        operator.kill(returning)
        traffic.last(5)
        operator.start(returning)
        # Now a document may lie on the one that returned and nowhere else.
        others = [node for node in operator.nodes if node is not returning]
        operator.kill(others[0])
        traffic.last(5)

    check(engine, traffic)


def test_nodes_are_restarted_one_after_another_under_search_and_writes(
    engine, operator
):
    with Traffic(engine) as traffic:
        for node in operator.nodes:
            traffic.last(1)
            # Their copies are not made anew for the moment that one is away.
            operator.set(cluster__routing__allocation__enable="primaries")
            operator.stop(node)
            operator.rejoin(node)
            operator.set(cluster__routing__allocation__enable=None)
            operator.wait_until_whole()

    check(engine, traffic)
