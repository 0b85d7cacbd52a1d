"""Splitting and checking of the command line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.cli.arguments import CommandLine, check, split
from paperreader.errors import UsageError


def parsed(text: str) -> CommandLine:
    return split(text.split())


def test_the_first_word_is_a_subcommand_or_a_path_to_open() -> None:
    assert parsed("list sparse") == CommandLine("list", ["sparse"])
    assert parsed("./list sparse") == CommandLine("", ["./list", "sparse"])
    assert parsed("page.txt list") == CommandLine("", ["page.txt", "list"])
    assert parsed("list list") == CommandLine("list", ["list"])
    assert parsed("-- list") == CommandLine("", ["list"])
    assert parsed("") == CommandLine("")
    assert split([""]) == CommandLine("", [""])


def test_options_and_arguments_come_in_any_order() -> None:
    expected = CommandLine("list", ["sparse", "year:2024"], {"limit": ["3"], "format": ["keys"]})
    assert parsed("list sparse --limit 3 year:2024 --format=keys") == expected
    assert parsed("list --limit=3 --format keys sparse year:2024") == expected


def test_global_options_may_come_before_the_subcommand() -> None:
    expected = CommandLine("list", ["a"], {"state": ["x.toml"]})
    assert parsed("--state x.toml list a") == parsed("list a --state x.toml") == expected
    assert parsed("--no-color check x") == parsed("check x --no-color")


def test_a_word_that_begins_with_one_dash_is_a_query_term() -> None:
    assert parsed("list -is:read -org:adobe -word -") == CommandLine("list", ["-is:read", "-org:adobe", "-word", "-"])
    assert parsed("mark star -") == CommandLine("mark", ["star", "-"])


def test_after_two_dashes_every_word_is_an_argument() -> None:
    assert parsed("list -- --limit -h list") == CommandLine("list", ["--limit", "-h", "list"])


def test_an_option_may_be_given_again() -> None:
    line = parsed("list --from a.txt --from b.txt --limit 1 --limit 2")
    assert line.options["from"] == ["a.txt", "b.txt"]
    assert line.last("limit", "") == "2"
    assert line.last("sort", "date") == "date"
    assert line.has("from")
    assert not line.has("sort")


def test_a_value_may_begin_with_dashes_or_contain_an_equals_sign() -> None:
    assert parsed("list --from - --output --odd").options == {"from": ["-"], "output": ["--odd"]}
    assert parsed("list --capture-date=page.txt=2025-03-01").options == {"capture-date": ["page.txt=2025-03-01"]}


def test_h_is_help_at_any_position() -> None:
    assert parsed("-h").has("help")
    assert parsed("list x -h").has("help")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("list --limt 3", "there is no option --limt for list (did you mean --limit)"),
        ("--forma keys", "there is no option --forma (did you mean --format)"),
        ("list --limit", "--limit needs a value"),
        ("list --reverse=yes", "--reverse takes no value"),
        ("check --limit 3 x", "there is no option --limit for check (see paperreader check --help)"),
        ("--limit 3 page.txt", "there is no option --limit (see paperreader --help)"),
        ("mark --format json star x", "there is no option --format for mark (did you mean --from)"),
        ("--zzqq", "there is no option --zzqq (see paperreader --help)"),
        ("completion --format x", "there is no option --format for completion (see paperreader completion --help)"),
    ],
)
def test_a_wrong_option_is_named_with_a_hint(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parsed(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("list --format wombat", "--format wombat (expected text, jsonl, json,"),
        ("list --sort date --sort wombat", "--sort wombat (expected relevance, read-order,"),
        ("list --fields title,wombat", "--fields wombat (expected key, title,"),
        ("list --group=", "--group (expected day, organization)"),
        ("mark wombat x", "mark wombat (expected read, unread, star, unstar, tag, untag, note)"),
        (
            "mark",
            "mark needs an argument (usage: paperreader mark read|unread|star|unstar|tag NAME|untag NAME|note TEXT QUERY ...|--all|- [options])",
        ),
        ("check", "check needs an argument (usage: paperreader check PATH ... [options])"),
        ("completion", "completion needs an argument (usage: paperreader completion bash|zsh|fish)"),
        ("completion bash zsh", "unexpected argument zsh (usage: paperreader completion bash|zsh|fish)"),
        ("keys x", "unexpected argument x (usage: paperreader keys [options])"),
    ],
)
def test_a_wrong_argument_is_named_with_the_expected_ones(text: str, message: str) -> None:
    line = parsed(text)
    with pytest.raises(UsageError) as error:
        check(line)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    ["", "a.txt b.txt", "list", "list a b", "list --fields title,date", "mark star -", "state merge a b", "keys"],
)
def test_a_right_command_line_passes_the_check(text: str) -> None:
    check(parsed(text))


@given(
    st.lists(
        st.one_of(
            st.text(max_size=6), st.sampled_from(("list", "mark", "-h", "--", "-", "--limit", "--limit=2", "--all"))
        ),
        max_size=6,
    )
)
def test_any_command_line_is_split_or_refused_as_wrong_usage(words: list[str]) -> None:
    try:
        line = split(words)
        check(line)
    except UsageError:
        return
    assert all(word in words for word in line.words)
