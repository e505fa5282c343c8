import io

from core.shown_progress import ShownProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(*steps: tuple[float, str, int, int]) -> list[str]:
    """What is written where there is no terminal, of steps each at its second."""
    output, times = io.StringIO(), iter([second for second, *_rest in steps])
    with ShownProgress(output, now=lambda: next(times)) as shown:
        for _second, what, done, total in steps:
            shown.update(what, done, total)
    return output.getvalue().splitlines()


def test_without_a_terminal_lines_tell_the_beginning_the_way_and_the_end():
    assert told(
        (0, "Menggambar", 1, 9),
        (4.9, "Menggambar", 2, 9),
        (5, "Menggambar", 3, 9),
        (9, "Menggambar", 8, 9),
        (9.5, "Menggambar", 9, 9),
    ) == [
        "Menggambar: 1 dari 9, 0 detik",
        "Menggambar: 3 dari 9, 5 detik",
        "Menggambar: 9 dari 9, 10 detik",
    ]


def test_each_thing_that_is_done_is_timed_by_itself():
    assert told(
        (0, "Menggambar", 1, 1), (7, "Menulis", 1, 2), (8, "Menulis", 2, 2)
    ) == [
        "Menggambar: 1 dari 1, 0 detik",
        "Menulis: 1 dari 2, 0 detik",
        "Menulis: 2 dari 2, 1 detik",
    ]


def test_on_a_terminal_bars_are_drawn():
    output = Terminal()

    with ShownProgress(output) as shown:
        shown.update("Menggambar", 1, 2)
        shown.update("Menggambar", 2, 2)

    assert "2/2" in output.getvalue()
    assert "dari" not in output.getvalue()
