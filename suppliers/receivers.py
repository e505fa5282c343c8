"""Before suppliers are deleted."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from suppliers.access import refuse_to_lose_evidence
from suppliers.models import SupplierPage


@receiver(pre_delete, sender=SupplierPage)
def supplier_is_deleted(instance, **kwargs) -> None:
    refuse_to_lose_evidence(instance)
