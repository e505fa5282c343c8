"""Addresses of the admin that stand before Wagtail's own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.core.gate.files import jpeg
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db


def test_nobody_uploads_a_picture_of_themselves(client, settings):
    user = administrator(first_name="Sari", last_name="Dewi")
    client.force_login(user)
    address = reverse("wagtailadmin_account")

    page = client.get(address)
    client.post(
        address,
        {
            "name_email-first_name": "Sari",
            "name_email-last_name": "Baru",
            "name_email-email": user.email,
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "avatar-avatar": SimpleUploadedFile("Bu Sari.jpg", jpeg()),
        },
    )

    assert b"avatar-avatar" not in page.content
    assert b"name_email-first_name" in page.content
    assert not UserProfile.objects.get(user=user).avatar
    assert not settings.MEDIA_ROOT.exists()


def test_who_is_not_signed_in_has_no_account(client):
    answer = client.get(reverse("wagtailadmin_account"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("wagtailadmin_login"))
