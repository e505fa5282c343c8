"""Reports of failures, by mail or on the screen, without keys.

Django blots out posted values and settings with telling names, but not the parameters
of an address, and a request shows its whole address wherever it is printed.
"""

from django.views.debug import ExceptionReporter

from lkpp.clients.redaction import without_keys


class KeylessReporter(ExceptionReporter):
    def get_traceback_html(self) -> str:
        return without_keys(super().get_traceback_html())

    def get_traceback_text(self) -> str:
        return without_keys(super().get_traceback_text())
