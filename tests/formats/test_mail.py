"""Mails with papers: alerts of Google Scholar, mails of arXiv, alone or in a mailbox."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

ALERT = """<html><body><h3><a href="http://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/{id}&amp;hl=en"
class="gse_alrt_title">On <b>Notes</b> Nr {id}</a></h3><div style="color:#006621">A Lovelace, C Babbage… - J. of Notes, 2024</div>
<div class="gse_alrt_sni">We write notes <br>on engines …</div></body></html>"""
DIGEST = "\\\\\narXiv:{id}\nDate: Thu, 22 Jan 2026 19:24:21 GMT   (4kb)\n\nTitle: On Notes Nr {id}\nAuthors: Ada Lovelace\nCategories: cs.AI\n\\\\\n  Words — of an abstract.\n\\\\ ( https://arxiv.org/abs/{id} ,  4kb)\n"
FROM_LINE = b"From scholaralerts-noreply@google.com Tue Dec 10 11:24:26 2019\n"


def mail(text: str, subtype: str = "html", cte: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["From"] = "Alerts <alerts@example.org>"
    message["Subject"] = "new papers"
    message["Date"] = "Tue, 10 Dec 2019 11:24:26 -0800"
    message.set_content(text, subtype=subtype, cte=cte)
    return bytes(message)


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_an_alert_is_read_in_any_encoding(tmp_path: Path, cte: str) -> None:
    (entry,) = read_text(tmp_path, "mail", mail(ALERT.format(id="2402.00001"), cte=cte)).entries
    assert (entry.title, entry.arxiv_id, entry.day) == ("On Notes Nr 2402.00001", "2402.00001", 20240000)
    assert (entry.authors, entry.authors_count, entry.venue) == (("A Lovelace", "C Babbage"), None, "J. of Notes")
    assert abstract(entry) == "We write notes on engines …"


def test_each_mail_of_a_mailbox_is_read_from_its_own_line(tmp_path: Path) -> None:
    first = FROM_LINE + mail(ALERT.format(id="2402.00001")) + b"\n"
    other = FROM_LINE + mail("Lunch at noon?\n\nFrom now on.\n", "plain") + b"\n"
    last = FROM_LINE + mail(ALERT.format(id="2402.00002"), cte="base64")
    reading = read_text(tmp_path, "mail", first + other + last)
    assert reading.titles == ["On Notes Nr 2402.00001", "On Notes Nr 2402.00002"]
    assert [entry.line for entry in reading.entries] == [1, (first + other).count(b"\n") + 1]
    assert reading.counts["mails without papers"] == 1


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_what_arxiv_sends_is_read(tmp_path: Path, cte: str) -> None:
    text = DIGEST.format(id="2601.00001") + "-" * 78 + "\n" + DIGEST.format(id="2601.00002")
    reading = read_text(tmp_path, "mail", mail(text, "plain", cte))
    assert [(entry.arxiv_id, entry.authors, entry.day) for entry in reading.entries] == [
        ("2601.00001", ("Ada Lovelace",), 20260122),
        ("2601.00002", ("Ada Lovelace",), 20260122),
    ]
    assert abstract(reading.entries[0]) == "Words — of an abstract."


def test_a_mail_with_several_parts_and_an_unknown_encoding_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.org", "x", "Tue, 10 Dec 2019 11:24:26 -0800"
    message.set_content("see the other part")
    message.add_alternative(ALERT.format(id="2402.00001"), subtype="html", cte="quoted-printable")
    data = bytes(message).replace(b'charset="utf-8"', b'charset="x-unknown"')
    assert read_text(tmp_path, "mail", data).titles == ["On Notes Nr 2402.00001"]


def test_parts_that_are_nested_without_an_end_do_no_harm(tmp_path: Path) -> None:
    head = b"From: a@example.org\nSubject: x\nDate: Tue, 10 Dec 2019 11:24:26 -0800\nMIME-Version: 1.0\n"
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    reading = read_text(tmp_path, "mail", head + nested + b"\n\nwords\n")
    assert reading.entries == []
    assert reading.problems or reading.counts["mails without papers"] == 1


@pytest.mark.parametrize(
    "text", ["From Notes to Engines\n\nAn abstract.\n", "Title: x\nDate: y\n\nz\n", "Subject: x\n"]
)
def test_other_text_is_no_mail(text: str) -> None:
    assert recognized(text) != "mail"
