"""The form control of a calibration's original digital certificate."""

from django import forms


class OriginalInput(forms.HiddenInput):
    """Keeps the document as it is, or detaches it; nothing can be chosen.

    ``document`` and ``signature`` are what is shown of it.
    """

    template_name = "products/admin/dcc_original.html"
    input_type = "hidden"
    document = None
    signature = ""

    @property
    def is_hidden(self) -> bool:
        # There is something to see, and to be labelled.
        return False

    def value_from_datadict(self, data, files, name):
        if data.get(_detach_name(name)):
            return None
        return super().value_from_datadict(data, files, name)

    def id_for_label(self, id_, index=None):
        # A hidden input cannot be labelled.
        return ""

    def get_context(self, name, value, attrs):
        return {
            **super().get_context(name, value, attrs),
            "document": self.document,
            "signature": self.signature,
            "detach_name": _detach_name(name),
        }


def _detach_name(name: str) -> str:
    return f"{name}-detach"
