"""HTML as a tree."""

from __future__ import annotations

from html.parser import HTMLParser
from time import process_time
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.records.html.html_tree import LINE, has_class, line_of, parse_html, with_class
from paperreader.formats.records.xml.xml_records import text_of


def outline(text: str) -> str:
    """The tree as nested names, attributes and texts."""

    def written(element: Element) -> str:
        attributes = "".join(f" {name}={value}" for name, value in element.items() if name != LINE)
        inner = "".join([element.text or "", *(written(child) + (child.tail or "") for child in element)])
        return f"({element.tag}{attributes}:{inner})"

    return written(parse_html(text).root).removeprefix("(page:").removesuffix(")")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("<p>One<br>two<p>Three", "(p:One(br:)two)(p:Three)"),
        ("<DIV CLASS=a ID='b c' data-x=\"1>2\" hidden>x</Div>", "(div class=a id=b c data-x=1>2 hidden=:x)"),
        ("<a href=/x?a=1&amp;b=2>&eacute;&nbsp;</a>", "(a href=/x?a=1&b=2:é\xa0)"),
        ("<ul><li>a<li>b</ul>c", "(ul:(li:a)(li:b))c"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "(dl:(dt:a)(dd:b)(dt:c))"),
        ("<b>a</i></b>c</b>", "(b:a)c"),
        ("<b><i>a</b>c", "(b:(i:a))c"),
        ("<script>if (a<b) '<p>'</script>x", "(script:if (a<b) '<p>')x"),
        ("<title>a &lt; <b></title>x", "(title:a < <b>)x"),
        ("<!DOCTYPE html><!-- <p> --><?php x ?>a", "a"),
        ("a < b <3 </> <", "a < b <3  <"),
        ("<img src=x /><svg/>x", "(img src=x:)(svg:)x"),
        ('<a title="" class=x>y</a>', "(a title= class=x:y)"),
        ("<p a=1 a=2 =c>x", "(p a=1 =c=:x)"),
    ],
)
def test_a_page_becomes_a_tree(text: str, tree: str) -> None:
    assert outline(text) == tree


def test_a_slash_at_the_end_of_an_address_without_quotes_closes_nothing() -> None:
    (link,) = parse_html("<a href=/2024.acl-long.1/>A Title</a><br/>more").root.iter("a")
    assert (link.get("href"), link.text) == ("/2024.acl-long.1/", "A Title")


def test_elements_know_their_lines_and_classes() -> None:
    root = parse_html("<p>\n<b class='one two'>x</b>\n\n<i\n class=two>y</i>").root
    assert [(found.tag, line_of(found)) for found in with_class(root, "two")] == [("b", 2), ("i", 4)]
    assert has_class(next(with_class(root, "one")), "one")
    assert list(with_class(root, "tw")) == []


@pytest.mark.parametrize("text", ["<p>a</p><!-- x", "<a href='x", "<script>x", "<p clas", "<title>x"])
def test_a_page_that_ends_within_markup_is_cut(text: str) -> None:
    assert parse_html(text).is_cut


def test_deep_nesting_keeps_its_text() -> None:
    root = parse_html("<div>" * 20_000 + "x" + "</div>" * 20_000 + "<p>y").root
    assert text_of(root) == "xy"
    assert [found.tag for found in root] == ["div", "p"]


@pytest.mark.parametrize(
    "part",
    ["<!--", "<a b='", '<a b="', "<a ", "<", "</a", "<script>", "<title>", "<b></i>", "<p>", "&lt", "<!", "<a b=c"],
)
def test_the_time_is_linear_in_the_length(part: str) -> None:
    def seconds(count: int) -> float:
        text = part * count
        start = process_time()
        parse_html(text)
        return process_time() - start

    short = max(seconds(2_000), 0.005)
    assert seconds(32_000) < 16 * 8 * short


@given(st.text(st.sampled_from("<>/!-?=\"' abAB&;\n"), max_size=60))
def test_any_text_is_read_and_its_lines_counted(text: str) -> None:
    page = parse_html(text)
    assert all(1 <= line_of(found) <= text.count("\n") + 1 for found in page.root.iter())


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@given(
    st.lists(
        st.sampled_from(
            ("<p>", "</p>", "<b class='x'>", "</b>", "a", " b ", "&amp;", "&eacute;", "<br/>", "<!-- c -->", "\n")
        ),
        max_size=20,
    )
)
def test_the_text_of_whole_pages_is_that_of_another_parser(parts: list[str]) -> None:
    text = "".join(parts)
    other = _Texts()
    other.feed(text)
    other.close()
    assert text_of(parse_html(text).root) == "".join(other.found)
