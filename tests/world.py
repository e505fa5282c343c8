"""Two suppliers, one of which keeps much to itself, and what belongs to each.

Whatever the other keeps private has ``zq7`` and a word in it, so that one expression
finds all of it wherever it is shown.
"""

import re
from types import SimpleNamespace

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import Comment, Site, Task, UploadedFile, Workflow

from certificates.kinds import CaseState
from certificates.models import VerificationCase
from certificates.recording import record_published
from core.models import CatalogueImage
from lkpp.clients.keys import make_client
from products.models import DeviceType
from suppliers.access import grant_supplier_access
from suppliers.models import SupplierPage
from tests.addresses import Things
from tests.core.gate.files import jpeg
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
    ProductVariantFactory,
)
from tests.factories.suppliers import SupplierPageFactory, document_of, image_of
from tests.factories.users import administrator, editor_of, verifier
from verification.public.codes import code_of

SECRET = re.compile(
    # What comes before is looked at after the first letter, which is found at once.
    r"[zZ](?:(?<![A-Za-z0-9].)|(?<=%[0-9A-F]{2}.))(?:q7[a-z]{4,}|(?<=Z)Q7[A-Z]{4,})"
)
"""What nobody but its owner, verifiers and administrators may read: written as people
and addresses write a word, which a token hardly ever is by chance."""


def make_world() -> SimpleNamespace:
    """Both suppliers with everything that an address can name."""
    own = SupplierPageFactory(title="Milik Sendiri", slug="milik-sendiri")
    other = SupplierPageFactory(title="Pesaing", slug="pesaing")
    people = {
        "rival": editor_of(own, username="penyunting-sendiri"),
        "editor": editor_of(other, username="zq7orang", first_name="Zq7nama"),
        "verifier": verifier(username="pemeriksa"),
        "administrator": administrator(username="pengurus"),
    }
    client, key = make_client("zq7klien", by=people["administrator"])
    shared = {("lkpp_clients", "pk"): [client.pk], "key_id": [key.key.pk]}
    return SimpleNamespace(
        people=people,
        theirs=_things_of(other, people["editor"], "zq7", shared),
        mine=_things_of(own, people["rival"], "biasa", shared),
    )


def _things_of(
    supplier: SupplierPage, user: AbstractBaseUser, mark: str, shared: dict
) -> Things:
    """``mark`` stands at the head of all that is private."""
    live = ProductPageFactory(parent=supplier, title=f"Tayang {supplier.pk}")
    ProductVariantFactory(product=live)
    licence = MarketingAuthorisationFactory(
        product=live, document=document_of(supplier, title="Surat izin")
    )
    live.save_revision(user=user).publish()
    record_published([live])
    live.title = f"{mark}perubahan"
    live.comments = [
        Comment(user=user, text=f"{mark}komentar", contentpath="title", position="")
    ]
    live.save_revision(user=user)
    draft = ProductPageFactory(
        parent=supplier, title=f"{mark}draf", slug=f"{mark}alamat", live=False
    )
    record = CalibrationRecordFactory(product=draft, unit_serial=f"{mark}seri")
    draft.save_revision(user=user)
    draft.get_workflow().start(draft, user)
    state = draft.current_workflow_state
    log(draft, "wagtail.edit", user=user)
    supplier.summary = f"{mark}ringkasan"
    supplier.save_revision(user=user)
    VerificationCase.objects.filter(supplier=supplier).exclude(
        kind="submission"
    ).update(
        state=CaseState.VERIFIED, reason=f"{mark}catatan", decided_at=timezone.now()
    )
    case = VerificationCase.objects.filter(supplier=supplier).first()
    access = grant_supplier_access(supplier)
    access.collection.name = f"{mark}koleksi"
    access.collection.save()
    image = image_of(supplier, title=f"{mark}gambar")
    image.tags.add(f"{mark}label")
    document = document_of(supplier, title=f"{mark}dokumen")
    document.tags.add(f"{mark}etiket")
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(CatalogueImage),
        file=ContentFile(jpeg(), name=f"{mark}unggah.jpg"),
        uploaded_by_user=user,
    )
    session = EditingSession.objects.create(
        user=user, content_object=draft, last_seen_at=timezone.now()
    )
    pages = [draft.pk, live.pk, supplier.pk]
    images, documents = [image.pk], [document.pk, licence.document.pk]
    codes = [code_of(pk) for pk in pages]
    task = state.current_task_state
    return Things(
        {
            "page_id": pages,
            "parent_page_id": [supplier.pk, draft.pk, live.pk],
            "page_to_move_id": pages,
            "destination_id": [supplier.pk, draft.pk],
            "product_id": [draft.pk, live.pk],
            "page_pk": pages,
            "image_id": images,
            "document_id": documents,
            "doc_id": documents,
            "uploaded_file_id": [upload.pk],
            "collection_id": [access.collection.pk],
            "revision_id": [draft.latest_revision_id, live.latest_revision_id],
            "revision_id_a": ["earliest", live.live_revision_id],
            "revision_id_b": ["latest", live.latest_revision_id],
            "task_state_id": [task.pk],
            "workflow_state_id": [state.pk],
            "task_id": [task.task_id],
            "workflow_pk": [Workflow.objects.first().pk],
            "record_id": [record.pk],
            "session_id": [session.pk],
            "code": codes,
            "restriction_id": [1],
            "page_view_restriction_id": [1],
            "redirect_id": [1],
            "content_type_app_name": ["products"],
            "content_type_model_name": ["productpage"],
            "app_name": ["taggit"],
            "app_label": ["wagtailcore"],
            "model_name": ["page"],
            "object_id": pages,
            "action_name": ["approve", "reject"],
            "action": ["delete", "move", "publish", "unpublish"],
            "filter_spec": ["original"],
            "uidb64": ["MQ"],
            "token": ["x-y"],
            "name": ["v5"],
            "section": ["halaman"],
            "kind": ["money"],
            ("wagtailadmin_tag_model_autocomplete", "model_name"): ["tag"],
            ("wagtailadmin_tag_model_autocomplete", "app_name"): ["taggit"],
            ("wagtailadmin_pages:choose_parent", "app_label"): ["products"],
            ("wagtailadmin_pages:choose_parent", "model_name"): ["productpage"],
            ("wagtailadmin_pages:revisions_compare", "pk"): [live.pk, draft.pk],
            ("wagtailadmin_api:pages", "pk"): pages,
            ("wagtailadmin_api:pages:action", "action_name"): API_ACTIONS,
            ("wagtailadmin_api:images", "pk"): images,
            ("wagtailadmin_api:documents", "pk"): documents,
            ("wagtailimages_chooser", "pk"): images,
            ("wagtaildocs_chooser", "pk"): documents,
            ("wagtailadmin_collections", "pk"): [access.collection.pk],
            ("wagtailadmin_workflows", "pk"): [Task.objects.first().pk],
            ("verification_queue", "pk"): [case.pk],
            ("wagtailusers_users", "pk"): [user.pk],
            ("wagtailusers_groups", "pk"): [access.group.pk],
            ("wagtailsites", "pk"): [Site.objects.get().pk],
            ("wagtailsnippets_products_devicetype", "pk"): _device_types(),
            ("wagtailsnippetchoosers_products_devicetype", "pk"): _device_types(),
            ("wagtaildocs_serve", "document_id"): documents,
            ("wagtaildocs_serve", "document_filename"): [
                document.filename,
                licence.document.filename,
            ],
            ("search:category", "code"): ["09"],
            ("search:sub_category", "code"): ["0902"],
            ("search:device_type", "key"): ["infant_incubator"],
            ("wagtailimages_serve", "0"): ["x"],
            ("wagtailimages_serve", "1"): images,
            ("wagtailimages_serve", "2"): ["original"],
            ("wagtail_serve", "0"): [_path(draft), _path(live)],
            **shared,
        }
    )


API_ACTIONS = [
    "copy",
    "create_alias",
    "delete",
    "move",
    "publish",
    "unpublish",
    "copy_for_translation",
    "convert_alias",
    "revert_to_page_revision",
]


def _device_types() -> list[int]:
    return [DeviceType.objects.first().pk]


def _path(page) -> str:
    return page.get_url_parts()[2].lstrip("/")
