"""LaTeX in titles and abstracts is shown as people read it; prose and what is not understood stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.tui.readable_tex import readable
from tests.strategies import hostile_text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"Kernel $k$-means and $L_2$ norms", "Kernel k-means and L₂ norms"),
        (r"LLM$\times$MapReduce", "LLM×MapReduce"),
        (r"$\mathcal{O}(n^{2}\log n)$ at $\sqrt{T}$", "𝒪(n²log n) at √(T)"),
        (r"a $\sigma $-algebra", "a σ-algebra"),
        (r"$\frac{1}{2}$ of $D_{\mathrm{KL}}(p\|q)$", "1/2 of D_KL(p‖q)"),
        (r"$\{x_i\}_{i=1}^N$", "{xᵢ}ᵢ₌₁ᴺ"),
        (r"Subspace Embeddings and \ell_p-Regression", "Subspace Embeddings and ℓₚ-Regression"),
        (r"Mer\underline{K}ury, \emph{all} of {\bf it}", "MerKury, all of it"),
        (r"Poincar\'e and M\"uller, \"{o}", "Poincaré and Müller, ö"),
        (r"50\% of R\&D, 100\,000", "50% of R&D, 100 000"),
        ("textbf{Copies} of SAP^{2}, ACE-M^3 and x_{ij}", "Copies of SAP², ACE-M³ and xᵢⱼ"),
    ],
)
def test_latex_is_shown_in_unicode(written: str, shown: str) -> None:
    assert readable(written) == shown


@pytest.mark.parametrize(
    "prose",
    [
        "SSN_NLP@DravidianLangTech",
        "#Turki$hTweets: a benchmark",
        "costs $5 and $6, or $5-$6 US$ of it",
        r"C:\temp\x and \foo{bar}",
        r"see \cite{foo}, \url{https://a.b/c_{d}}",
        "https://a.b/c_{d}e^2 and f(x) = 2^10",
        r"\input{/etc/passwd}",
        "{a} b} {c",
        "$$",
        "an emph and a textbf",
    ],
)
def test_prose_and_what_is_not_understood_stay_as_they_are(prose: str) -> None:
    assert readable(prose) == prose


@given(hostile_text() | st.text("$\\{}^_ ab1", max_size=60))
def test_any_text_can_be_shown(text: str) -> None:
    shown = readable(text)
    assert "\x1b" not in shown.replace("\x1b", "", text.count("\x1b"))
    if not set("$\\{^") & set(text):
        assert shown == text


def test_deeply_nested_latex_stays_as_it_is() -> None:
    deep = "$" + r"\frac{" * 40 + "}" * 40 + "$"
    assert readable(deep)
    assert readable("$" * 5000 + "{" * 5000 + "\\" * 5000)
