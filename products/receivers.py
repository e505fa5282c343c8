"""Before device types are deleted."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from core import usage
from products.models import DeviceType


@receiver(pre_delete, sender=DeviceType)
def device_type_is_deleted(instance, **kwargs) -> None:
    usage.refuse_while_used(instance)
