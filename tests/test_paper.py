"""Papers and their keys. The keys below are frozen: a change would lose the marks stored under them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.paper import Paper, compact_key, paper_key, paper_keys
from paperreader.source import Source, Span
from paperreader.text import single_line
from tests.strategies import SUBJECTS, hostile_text, titles

ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on."
LONG = (
    "Investigating the robustness of surrogate models for the optimization of expensive functions under"
    " heteroscedastic noise in high dimensional spaces with many local optima"
)

GOLDEN = [
    (
        "Successor Heads: Recurring, Interpretable Attention Heads In The Wild",
        "successor-heads-recurring-interpretable-attention-heads-in-the-wild",
    ),
    ("SESA: Supervised Explicit Semantic Analysis", "sesa-supervised-explicit-semantic-analysis"),
    (
        "IPO: Interpretable Prompt Optimization for Vision-Language Models",
        "ipo-interpretable-prompt-optimization-for-vision-language-models",
    ),
    (
        "Fast Adversarial Attacks on Language Models In One GPU Minute",
        "fast-adversarial-attacks-on-language-models-in-one-gpu-minute",
    ),
    # LaTeX, stripped LaTeX, Unicode symbols
    (
        "LLM$\\times$MapReduce: Simplified Long-Sequence Processing",
        "llmtimesmapreduce-simplified-long-sequence-processing",
    ),
    (
        "LLMtimesMapReduce: Simplified Long-Sequence Processing",
        "llmtimesmapreduce-simplified-long-sequence-processing",
    ),
    (
        "LLM\u00d7MapReduce: Simplified Long-Sequence Processing",
        "llmtimesmapreduce-simplified-long-sequence-processing",
    ),
    (
        "\\textbf{X}-Former: Unifying Contrastive and Reconstruction Learning",
        "x-former-unifying-contrastive-and-reconstruction-learning",
    ),
    (
        "textbf{X}-Former: Unifying Contrastive and Reconstruction Learning",
        "x-former-unifying-contrastive-and-reconstruction-learning",
    ),
    (
        "X-Former: Unifying Contrastive and Reconstruction Learning",
        "x-former-unifying-contrastive-and-reconstruction-learning",
    ),
    ("SAP$^{2}$: Speech Adaptation with Prompts", "sap2-speech-adaptation-with-prompts"),
    ("SAP^{2}: Speech Adaptation with Prompts", "sap2-speech-adaptation-with-prompts"),
    ("{\\scriptsize X}treme Attention on the Edge", "xtreme-attention-on-the-edge"),
    ("{scriptsize X}treme Attention on the Edge", "xtreme-attention-on-the-edge"),
    ("$\\pi_0$: A Flow Model for General Robot Control", "pi-0-a-flow-model-for-general-robot-control"),
    ("pi_0: A Flow Model for General Robot Control", "pi-0-a-flow-model-for-general-robot-control"),
    ("\u03c0_0: A Flow Model for General Robot Control", "pi-0-a-flow-model-for-general-robot-control"),
    ("$\\beta$-VAE: Learning Basic Visual Concepts", "beta-vae-learning-basic-visual-concepts"),
    ("beta-VAE: Learning Basic Visual Concepts", "beta-vae-learning-basic-visual-concepts"),
    ("\u03b2-VAE: Learning Basic Visual Concepts", "beta-vae-learning-basic-visual-concepts"),
    ("An $\\mathcal{O}(n\\log n)$ Algorithm for Attention", "an-o-nlog-n-algorithm-for-attention"),
    ("An mathcal{O}(nlog n) Algorithm for Attention", "an-o-nlog-n-algorithm-for-attention"),
    ("On Schr\\\"odinger Bridges and Poincar\\'{e} Maps", "on-schrodinger-bridges-and-poincare-maps"),
    ("Saving 50\\% of Memory \\& Time", "saving-50-of-memory-time"),
    ("Saving 50% of Memory & Time", "saving-50-of-memory-time"),
    # composed, decomposed, and compatible forms
    ("On Schr\u00f6dinger Bridges and Poincar\u00e9 Maps", "on-schrodinger-bridges-and-poincare-maps"),
    ("On Schro\u0308dinger Bridges and Poincare\u0301 Maps", "on-schrodinger-bridges-and-poincare-maps"),
    (
        "Stra\u00dfe, \u0141ukasiewicz and Gr\u00f8nland: Names in Embeddings",
        "strasse-lukasiewicz-and-gronland-names-in-embeddings",
    ),
    ("The \ufb01ne-tuning of Large Models", "the-fine-tuning-of-large-models"),
    ("GPT\u20114 Is All You Need", "gpt-4-is-all-you-need"),
    # other scripts
    ("大语言模型的可解释性研究", "大-语-言-模-型-的-可-解-释-性-研-究"),
    ("トランスフォーマーの注意機構", "ト-ラ-ン-ス-フ-ォ-マ-の-注-意-機-構"),
    ("ガウス過程による回帰分析", "カ-ウ-ス-過-程-に-よ-る-回-帰-分-析"),
    ("Обучение с подкреплением для больших моделей", "обучение-с-подкреплением-для-больших-моделеи"),
    ("التعلم العميق للنماذج اللغوية الكبيرة", "التعلم-العميق-للنماذج-اللغوية-الكبيرة"),
    ("한국어 대규모 언어 모델의 평가", "한국어-대규모-언어-모델의-평가"),
    # variants in copies
    ("Intercode: source citations in the wild", "intercode-source-citations-in-the-wild"),
    ("Intercode: sourcecitations in the wild", "intercode-sourcecitations-in-the-wild"),
    ("ATTENTION IS ALL YOU NEED!", "attention-is-all-you-need"),
    ("Attention is all you need.", "attention-is-all-you-need"),
    ("TransCom N<sub>2</sub>O model \u2013 Part 1", "transcom-n2o-model-part-1"),
    ("Don\u2019t Stop Pretraining: Adapt Language Models", "dont-stop-pretraining-adapt-language-models"),
    ("Emoji \U0001f916 agents: \U0001f469\u200d\U0001f4bb and robots", "emoji-agents-and-robots"),
    # signs on a letter tell titles apart, in each spelling
    ("Automatic Repair of C Programs", "automatic-repair-of-c-programs"),
    ("Automatic Repair of C++ Programs", "automatic-repair-of-c-plus-plus-programs"),
    ("Automatic Repair of C\\texttt{++} Programs", "automatic-repair-of-c-plus-plus-programs"),
    ("Automatic Repair of C# Programs", "automatic-repair-of-c-sharp-programs"),
    ("Automatic Repair of C\\# Programs", "automatic-repair-of-c-sharp-programs"),
    ("Features of C++11", "features-of-c-plus-plus-11"),
    ("Search with A*", "search-with-a-star"),
    ("Search with $A^*$", "search-with-a-star"),
    ("Search with A$^{\\star}$", "search-with-a-star"),
    ("Search with A\u2217", "search-with-a-star"),
    ("RRT*: Planning of Paths", "rrt-star-planning-of-paths"),
    ("Planning of Paths with RRT*", "planning-of-paths-with-rrt-star"),
    ("UNet++: A Nested Architecture", "unet-plus-plus-a-nested-architecture"),
    ("REAM\u266f in Practice", "ream-sharp-in-practice"),
    ("REAM$\\sharp$ in Practice", "ream-sharp-in-practice"),
    ("Images of 360\u00b0 from One View", "images-of-360circ-from-one-view"),
    ("Images of $360^{\\circ}$ from One View", "images-of-360circ-from-one-view"),
    # other signs do not: joints, footnotes, emphasis
    ("Vision+Language: $e^{+}e^{-}$", "vision-language-e-e"),
    ("A Study of Networks*", "a-study-of-networks"),
    ("A STUDY OF NETWORKS#", "a-study-of-networks"),
    ("An *in vitro* Study", "an-in-vitro-study"),
    # what sources add to a title
    ("[A Study of Networks].", "a-study-of-networks"),
    ("[RETRACTED] A Study of Networks", "a-study-of-networks"),
    ("RETRACTED: A Study of Networks.", "a-study-of-networks"),
    ("Retracted Article: A Study of Networks", "a-study-of-networks"),
    ("[RETRACTED: A Study of Networks]", "a-study-of-networks"),
    ("arXiv:2402.15570v2 A Study of Networks", "a-study-of-networks"),
    ("[2402.15570] A Study of Networks", "a-study-of-networks"),
    ("(arXiv:2402.15570) A Study of Networks", "a-study-of-networks"),
    ("A Study of Networks. (arXiv:2402.15570v1 [cs.CL] UPDATED)", "a-study-of-networks"),
    ("A Study of <i>E. coli</i>", "a-study-of-e-coli"),
    ("A Study of &lt;jats:italic&gt;E. coli&lt;/jats:italic&gt;", "a-study-of-e-coli"),
    ("A Study of Research &amp;amp; Development", "a-study-of-research-development"),
    ("When a<b and c>d", "when-a-b-and-c-d"),
    # a title that is nothing else
    ("arXiv:2402.15570", "arxiv-2402-15570"),
    ("[RETRACTED]", "retracted"),
    ("Retracted Papers in Journals", "retracted-papers-in-journals"),
    # over 120 characters
    (
        LONG,
        "investigating-the-robustness-of-surrogate-models-for-the-optimization-of-expensive-functions-und-377aa4adafc5",
    ),
    ("\u041b" * 130, "\u043b" * 84 + "-1eaba90fde82"),
    # empty after normalization
    ("\u2026", "untitled-b4935894c8ce"),
    ("???", "untitled-a03b221c6c6e"),
    ("$$", "untitled-523ff5b67fd3"),
    ("\U0001f916", "untitled-b0d125182029"),
    # fewer than four words, no abstract
    ("Erratum", "erratum"),
    ("0", "0"),
    ("C++", "c-plus-plus"),
]


@pytest.mark.parametrize(("title", "expected"), GOLDEN)
def test_a_key_never_changes(title: str, expected: str) -> None:
    assert paper_key(title) == expected


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Erratum", ABSTRACT, "erratum~38bb38"),
        ("Magistral", ABSTRACT, "magistral~38bb38"),
        ("0", ABSTRACT, "0~38bb38"),
        ("Abstract", "No abstract.", "abstract~2f5144"),
        ("Segment Anything Model", ABSTRACT, "segment-anything-model~38bb38"),
        ("大模型", ABSTRACT, "大-模-型~38bb38"),
        ("Erratum", "", "erratum"),
        ("Segment Anything Model Again", ABSTRACT, "segment-anything-model-again"),
        ("大语言模型", ABSTRACT, "大-语-言-模-型"),
        ("???", ABSTRACT, "untitled-a03b221c6c6e"),
    ],
)
def test_the_key_of_a_short_title_goes_on_with_the_abstract(title: str, abstract: str, expected: str) -> None:
    assert paper_key(title, abstract) == expected


def test_two_errata_are_two_papers() -> None:
    assert paper_key("Erratum", ABSTRACT) != paper_key("Erratum", "In the proof of Theorem 2 a sign is missing.")


def test_the_key_of_a_short_title_depends_on_the_first_eight_words_of_the_abstract() -> None:
    expected = paper_key("Erratum", ABSTRACT)
    assert paper_key("Erratum", "We study how\n  LARGE models represent the structure, as of now.") == expected
    assert paper_key("Erratum", "We study how small models represent the structure of the tasks.") != expected


def test_the_key_of_a_long_title_does_not_depend_on_the_abstract() -> None:
    title = "Attention Is All You Need"
    assert paper_key(title, ABSTRACT) == paper_key(title, "Another one.") == paper_key(title)


@given(titles(), st.data())
def test_a_glued_word_changes_no_key(title: str, data: st.DataObject) -> None:
    title = f"A Note on {title.replace('{scriptsize edge}', 'edge')}"
    gaps = [index for index, char in enumerate(title) if char == " "]
    index = data.draw(st.sampled_from(gaps))
    assert compact_key(paper_key(title[:index] + title[index + 1 :])) == compact_key(paper_key(title))


@pytest.mark.parametrize("letters", [*range(110, 121), *range(122, 140)])  # at 121 one copy is cut, the other not
def test_a_glued_word_changes_no_key_on_either_side_of_the_cut(letters: int) -> None:
    title = ("Interpretable surrogate models " * 5)[:letters]
    assert compact_key(paper_key(title.replace("surrogate models", "surrogatemodels", 1))) == compact_key(
        paper_key(title)
    )


def test_long_titles_that_differ_at_their_end_have_different_keys() -> None:
    assert paper_key(LONG) != paper_key(LONG + " again")


@given(hostile_text(20), hostile_text(4))
def test_a_key_is_short_and_safe_in_a_shell_and_a_file(title: str, abstract: str) -> None:
    made = paper_key(title, abstract)
    assert 0 < len(made) <= 120 + len("~123456")
    assert made.isprintable()
    assert not set(made) & set(" \n\t\"'\\/$`{}[]()<>|&;*?!#")
    assert made == made.strip("-")
    made.encode()


@given(st.lists(st.sampled_from((*SUBJECTS, "ガウス", "et", "l\u2019\u00e9tude")), min_size=3, max_size=6))
def test_composed_and_decomposed_titles_have_one_key(words: list[str]) -> None:
    title = " ".join(words)
    assert paper_key(unicodedata.normalize("NFC", title)) == paper_key(unicodedata.normalize("NFD", title))


@given(titles())
def test_case_and_punctuation_do_not_change_a_key(title: str) -> None:
    assert paper_key(f"\u201c{title.strip('.?!:').upper().lower()}\u201d!") == paper_key(title.strip(".?!:"))


@given(
    st.lists(titles() | hostile_text(20).map(single_line) | st.sampled_from(("[RETRACTED] A b c d", "arXiv 1 2 3 4")))
)
def test_many_keys_at_once_are_those_of_each(many: list[str]) -> None:
    openings = [b"An abstract of the paper number %d." % number for number in range(len(many))]
    assert paper_keys(many, openings.__getitem__) == list(map(paper_key, many, openings))


# -- papers -----------------------------------------------------------------------------------------


def _paper(tmp_path: Path, abstract: str, link: str | None = None) -> Paper:
    path = tmp_path / "dump.txt"
    path.write_text(abstract)
    span = Span(Source(str(path)), 0, len(abstract.encode()))
    return Paper("Title", key="title", own_links=(link,) if link else (), span=span)


def test_a_paper_reads_its_abstract_from_its_dump(tmp_path: Path) -> None:
    assert _paper(tmp_path, "One\nline.\n\nAnother\x1b[31m.").abstract == "One line.\n\nAnother[31m."


def test_a_paper_without_an_abstract_has_none() -> None:
    assert Paper("Title", key="title").abstract is None
    assert Paper("Title", key="title").links == ()


def test_a_papers_own_page_comes_first_among_its_links(tmp_path: Path) -> None:
    own = "https://huggingface.co/papers/2412.20138"
    paper = _paper(tmp_path, f"Code: https://a.org/x. Page: {own}. Code again: https://a.org/x.", own)
    assert paper.links == (own, "https://a.org/x")


@pytest.mark.parametrize(
    "blanks", ["(" + " " * 100_000 + ")", "(A*" + " " * 100_000 + ")", "&" + "amp;" * 50_000, "a+" * 50_000]
)
def test_a_hostile_title_takes_no_longer_than_its_length(blanks: str) -> None:
    assert len(paper_key(blanks)) <= 120  # with time in the square of the length this would take minutes
