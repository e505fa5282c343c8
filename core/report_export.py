"""Reports as spreadsheets, however long they are."""

from django.http import HttpRequest, HttpResponse

ROWS_AT_ONCE = 500


class StreamedExport:
    """Has a report of Wagtail export its rows without holding all of them."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        found = self.get_filtered_queryset().iterator(chunk_size=ROWS_AT_ONCE)
        return self.as_spreadsheet(found, request.GET["export"])
