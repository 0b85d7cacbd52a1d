"""Results of Google Scholar saved as HTML."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text


def test_results_of_scholar_are_read(tmp_path: Path) -> None:
    text = """<html><body><div class="gs_r gs_or gs_scl"><div class="gs_ggs gs_fl"><a href="https://x.org/1.pdf">[PDF] x.org</a></div>
<div class="gs_ri"><h3 class="gs_rt"><span class="gs_ctc"><span class="gs_ct1">[PDF]</span></span> <a href="https://x.org/1.pdf">Sparse <b>Attention</b></a></h3>
<div class="gs_a"><a href="/citations?user=1">A Lovelace</a>, C Babbage…\xa0- Journal of Things, 2021 - x.org</div>
<div class="gs_rs">We show <b>sparse</b> …</div></div></div></body></html>"""
    (entry,) = read_text(tmp_path, "scholar_html", text).entries
    assert (entry.title, entry.line, entry.day) == ("Sparse Attention", 2, 20210000)
    assert (entry.authors, entry.authors_count) == (("A Lovelace", "C Babbage"), None)
    assert (entry.venue, entry.pdf) == ("Journal of Things", "https://x.org/1.pdf")
    assert abstract(entry) == "We show sparse …"


def test_the_text_of_an_alert_is_read(tmp_path: Path) -> None:
    text = """<html><body><h3><a href="http://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/1912.00001&amp;hl=en" class="gse_alrt_title">Sparse <b>Attention</b></a></h3>
<div style="color:#006621">A Lovelace - arXiv preprint arXiv:1912.00001, 2019</div><div class="gse_alrt_sni">We show <br>it …</div>
<h3><a href="https://x.org/2" class="gse_alrt_title">Things</a></h3><div>C Babbage - 2020 Conference on Things</div></body></html>"""
    first, second = read_text(tmp_path, "scholar_html", text).entries
    assert (first.title, first.arxiv_id, first.day) == ("Sparse Attention", "1912.00001", 20190000)
    assert (first.links, first.pdf) == (("https://arxiv.org/pdf/1912.00001",), "https://arxiv.org/pdf/1912.00001")
    assert (second.title, second.venue, second.day) == ("Things", "2020 Conference on Things", 0)


def test_a_result_without_a_link_or_with_its_kind_in_front_keeps_its_title(tmp_path: Path) -> None:
    text = '<html><h3 class="gs_rt"><span>[CITATION]</span><span>[C]</span> Lost Things</h3><div class="gs_a">A Lovelace - 1843</div></html>'
    (entry,) = read_text(tmp_path, "scholar_html", text).entries
    assert (entry.title, entry.day, entry.links, entry.venue) == ("Lost Things", 18430000, (), None)


def test_a_broken_address_of_a_result_is_passed_over(tmp_path: Path) -> None:
    text = '<html><h3><a href="http://scholar.google.com/scholar_url?url=http://[::&amp;x" class="gse_alrt_title">Things</a></h3><p><a href="http://[x">'
    (entry,) = read_text(tmp_path, "scholar_html", text).entries
    assert entry.title == "Things"


def test_the_address_behind_a_link_with_brackets_is_found(tmp_path: Path) -> None:
    text = '<html><h3><a href="http://[scholar/scholar_url?url=https://arxiv.org/abs/1912.00001" class="gse_alrt_title">Things</a></h3>'
    (entry,) = read_text(tmp_path, "scholar_html", text).entries
    assert entry.arxiv_id == "1912.00001"


def test_the_pdf_beside_a_result_is_its_own(tmp_path: Path) -> None:
    beside = (
        '<div class="gs_ggs gs_fl"><div class="gs_ggsd"><a href="https://x.org/files/1">[PDF] x.org</a></div></div>'
    )
    results = "".join(
        f'<div class="gs_r gs_or gs_scl">{link}<div class="gs_ri"><h3 class="gs_rt"><a href="https://y.org/{title}">{title}</a></h3>'
        '<div class="gs_a">A Lovelace - Things, 2024 - y.org</div></div></div>'
        for title, link in (("One", beside), ("Two", ""))
    )
    entries = read_text(tmp_path, "scholar_html", f"<html><body>{results}</body></html>").entries
    assert [(entry.title, entry.pdf) for entry in entries] == [("One", "https://x.org/files/1"), ("Two", None)]
