"""How a verified product or supplier goes live.

Wagtail imports this module before its own models are there, so it imports none.
"""


def publish_verified(workflow_state, user=None) -> None:
    """Publish what was approved; Wagtail calls it when a workflow ends well.

    The approval is the permission: outside of verification nobody publishes (see
    :class:`suppliers.permissions.SupplierPermissionTester`).
    """
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
