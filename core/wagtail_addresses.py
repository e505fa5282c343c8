"""Which of Wagtail's own addresses stand open, and what their values name.

What is not here is for administrators: users, groups, sites, collections, workflows,
redirects, snippets, privacy, aliases, schedules, and the actions of the admin's API.
"""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, TaskState, WorkflowState

from core.admin_addresses import (
    anything,
    is_of_page,
    may_explore_page,
    may_use_file,
    may_work_on_page,
    open_address,
    open_to_strangers,
)

NOT_FOUND = "admin/.*/$"
"""The route behind all others, which has no name."""


def open_wagtails_own() -> None:
    """Open what editors and verifiers use."""
    _open_screens()
    _open_pages()
    _open_page_choosers()
    _open_files(
        "wagtailimages", "image", may_use_file(get_image_model()), "image_usage"
    )
    _open_files(
        "wagtaildocs", "document", may_use_file(get_document_model()), "document_usage"
    )


def _open_screens() -> None:
    open_to_strangers(
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "password_reset_throttled",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtailadmin_logout",
    )
    open_address(
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_dismissibles",
        NOT_FOUND,
        # The words are those of one's own files: see ``suppliers.admin_privacy``.
        "wagtailadmin_tag_autocomplete",
        *_with_results("wagtailadmin_reports:locked_pages"),
        *_with_results("wagtailadmin_reports:workflow"),
        *_with_results("wagtailadmin_reports:workflow_tasks"),
        *_with_results("wagtailadmin_reports:site_history"),
        *_with_results("wagtailadmin_reports:aging_pages"),
    )
    open_address(
        "wagtailadmin_editing_sessions:ping",
        app_label=anything,
        model_name=anything,
        object_id=_may_be_edited,
        session_id=anything,
    )
    open_address("wagtailadmin_editing_sessions:release", session_id=anything)


def _with_results(name: str) -> tuple[str, str]:
    return name, f"{name}_results"


def _may_be_edited(user, value, values) -> bool:  # type: ignore[no-untyped-def]
    """A page that the user works on; Wagtail asks the same of other models."""
    return values["model_name"] not in PAGES or may_work_on_page(user, value, values)


PAGES = frozenset({"page", "productpage", "supplierpage"})


def _pages(*names: str) -> list[str]:
    return [f"wagtailadmin_pages:{name}" for name in names]


def _open_pages() -> None:
    open_address("wagtailadmin_explore_root")
    open_address(
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        parent_page_id=may_explore_page,
    )
    open_address(*_pages("search", "search_results"))
    open_address(
        *_pages("add", "preview_on_add"),
        content_type_app_name=anything,
        content_type_model_name=anything,
        parent_page_id=may_work_on_page,
    )
    open_address(*_pages("add_subpage"), parent_page_id=may_work_on_page)
    open_address(
        *_pages("type_use", "type_use_results"),
        content_type_app_name=anything,
        content_type_model_name=anything,
    )
    open_address(*_pages("choose_parent"), app_label=anything, model_name=anything)
    open_address(
        *_pages(
            "usage",
            "edit",
            "preview_on_edit",
            "view_draft",
            "delete",
            "unpublish",
            "copy",
            "confirm_workflow_cancellation",
            "lock",
            "unlock",
            "revisions_index",
            "workflow_history",
            "history",
            "history_results",
        ),
        page_id=may_work_on_page,
    )
    open_address(*_pages("move", "set_page_position"), page_to_move_id=may_work_on_page)
    open_address(
        *_pages("move_confirm"),
        page_to_move_id=may_work_on_page,
        destination_id=may_work_on_page,
    )
    open_address(
        *_pages("workflow_action", "collect_workflow_action_data"),
        page_id=may_work_on_page,
        action_name=anything,
        task_state_id=is_of_page(TaskState),
    )
    open_address(
        *_pages("workflow_preview"), page_id=may_work_on_page, task_id=anything
    )
    open_address(
        *_pages("workflow_history_detail"),
        page_id=may_work_on_page,
        workflow_state_id=is_of_page(WorkflowState),
    )
    open_address(
        *_pages("revisions_view", "revisions_revert"),
        page_id=may_work_on_page,
        revision_id=is_of_page(Revision),
    )
    open_address(
        *_pages("revisions_compare"),
        pk=may_work_on_page,
        revision_id_a=is_of_page(Revision, "pk"),
        revision_id_b=is_of_page(Revision, "pk"),
    )
    open_address(
        "wagtail_bulk_action",
        app_label=anything,
        model_name=_bulk_model,
        action=anything,
    )


def _bulk_model(user, value, values) -> bool:  # type: ignore[no-untyped-def]
    """Pages and files: their bulk actions leave out what is not the user's own."""
    models = (Page, get_image_model(), get_document_model())
    label = f"{values['app_label']}.{value}"
    return label in {model._meta.label_lower for model in models}


def _open_page_choosers() -> None:
    open_address("wagtailadmin_choose_page", "wagtailadmin_choose_page_search")
    open_address("wagtailadmin_choose_page_child", parent_page_id=may_explore_page)
    open_address(
        "wagtailadmin_choose_page_chosen_multiple", sent={"id": may_explore_page}
    )
    open_address(
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
    )
    open_address(
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:pages:find",
        sent={"id": may_explore_page, "child_of": anything, "descendant_of": anything},
    )
    open_address("wagtailadmin_api:pages:detail", pk=may_explore_page)


def _open_files(namespace: str, kind: str, mine, usage: str) -> None:  # type: ignore[no-untyped-def]
    """Pictures and documents have addresses of the same names."""
    open_address(
        f"{namespace}:index",
        f"{namespace}:index_results",
        f"{namespace}:add",
        f"{namespace}:add_multiple",
        f"{namespace}_chooser:choose",
        f"{namespace}_chooser:choose_results",
        f"{namespace}_chooser:create",
        f"wagtailadmin_api:{kind}s:listing",
        f"wagtailadmin_api:{kind}s:find",
    )
    open_address(f"{namespace}_chooser:chosen_multiple", sent={"id": mine})
    open_address(
        f"{namespace}_chooser:chosen", f"wagtailadmin_api:{kind}s:detail", pk=mine
    )
    in_short = {"image": "image_id", "document": "doc_id"}[kind]
    open_address(
        f"{namespace}:edit",
        f"{namespace}:delete",
        f"{namespace}:{usage}",
        **{f"{kind}_id": mine},
    )
    open_address(
        f"{namespace}:edit_multiple",
        f"{namespace}:delete_multiple",
        **{in_short: mine},
    )
    # Wagtail asks whether the user uploaded it.
    open_address(
        f"{namespace}:create_multiple_from_uploaded_{kind}",
        f"{namespace}:delete_upload_multiple",
        uploaded_file_id=anything,
    )
    if kind == "image":
        open_address(
            f"{namespace}:url_generator",
            f"{namespace}:url_generator_output",
            f"{namespace}_chooser:select_format",
            image_id=mine,
        )
        open_address(f"{namespace}:preview", image_id=mine, filter_spec=anything)
