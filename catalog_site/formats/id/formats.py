"""Dates as Django itself reads and shows them where a form is not the catalogue's own,
such as the filters of Wagtail's reports: the day first, the month never."""

DATE_INPUT_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y"]
DATETIME_INPUT_FORMATS = [
    f"{day} {time}"
    for day in DATE_INPUT_FORMATS
    for time in ("%H:%M", "%H.%M", "%H:%M:%S", "%H.%M.%S")
]
