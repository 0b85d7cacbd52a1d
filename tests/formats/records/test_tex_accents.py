"""Text without TeX markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.records.tex_accents import decode_tex


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"{\"o} \"{o} \"o {\"{o}} \" o", "ö ö ö ö ö"),
        (r"\'{\i} {\'\i} \'i na\"\i ve", "í í í naïve"),
        (r"\v{r} \v r \c{c}a {\c{C}}", "ř ř ça Ç"),
        (r"\o{} {\O} \ss x {\ss} x \aa ngstr\"om", "ø Ø ßx ß x ångström"),
        (r"\H{o} \.{I} \~n \={a} \k{a} \b{b} \d{a} \r{a} \u{g} \t{oo}", "ő İ ñ ā ą ḇ ạ å ğ oo"),
        (r"\'{\^{e}} \'{\E} {\'{E}}cole", "ế É École"),
        (r"A \& B, 50\%, \#1, \$5, a\_b, \{x\}", "A & B, 50%, #1, $5, a_b, {x}"),
        ("a~-- b---c ``d'' {--}", "a – b—c “d” –"),
        (r"\textit{E. coli} \emph{and} {\bf X} \url{http://x\_y}", "E. coli and X http://x_y"),
        (r"\href{http://a.org}{a text}", "a text"),
        (r"$O(n^{2})$ and $\alpha_{\mathrm{x}}$, $$x$$, \(y\)", r"$O(n^{2})$ and $\alpha_{\mathrm{x}}$, $$x$$, \(y\)"),
        (r"costs $5 and {$}10", "costs $5 and $10"),
        (r"The {\TeX book}, {\TeX}: \LaTeX\ Companion", "The TeXbook, TeX: LaTeX Companion"),
        (r"{\textbackslash}foo \unknown x \unknown{} y", r"\foo \unknown x \unknown y"),
        (r"The {\METAFONT} book, \AmS{} and \VAX/\TeX", "The METAFONT book, AmS and VAX/TeX"),
        (r"Software{\emdash}Practice\emdash and more, {S\~ao Paulo\nopunct}", "Software—Practice—and more, São Paulo"),
        (r"{{NeRF}}: {@}article", "NeRF: @article"),
        (r"\'", "'"),
        (r"{\$}x{\^{}}2{\$}, \~{}, \c{}", "$x^2$, ~, "),
        ("plain", "plain"),
    ],
)  # fmt: skip
def test_markup_becomes_text(text: str, plain: str) -> None:
    assert decode_tex(text) == plain


@given(st.text(st.sampled_from("\\{}$\"'`^~=.uvHcitae -%&_\n"), max_size=60))
def test_any_text_is_decoded_without_an_error(text: str) -> None:
    decode_tex(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\\{}~-`'$")))
def test_text_without_markup_stays(text: str) -> None:
    assert decode_tex(text) == text


@pytest.mark.parametrize(
    "piece", ["\\", "{", "$", "\\'{", "\\href{", "$x", "\\c ", "\\'{\\^{", "`", "-", "\\a", "{\\'"]
)
def test_much_markup_takes_time_linear_in_its_length(piece: str) -> None:
    import time

    started = time.process_time()
    decode_tex(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 4
