"""Mail where there is no server to send it."""

from django.core.mail import EmailMessage, get_connection


def test_nothing_is_sent_and_nothing_is_shown(capfd):
    connection = get_connection("core.no_mail.NoMailServer")

    without = connection.send_messages([EmailMessage("Kata sandi", "Rahasia")])

    assert without == 0
    assert capfd.readouterr() == ("", "")
