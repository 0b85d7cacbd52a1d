"""The command line taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.cli.arguments import SUBCOMMANDS, CommandLine, split
from paperreader.cli.help_texts import usage
from paperreader.errors import UsageError
from tests.libraries import modest


def call(line: str) -> CommandLine:
    return split(line.split())


def test_a_first_word_that_names_a_subcommand_is_one_and_a_path_opens_the_reader() -> None:
    assert call("list sparse") == CommandLine("list", ["sparse"])
    assert call("./list sparse") == CommandLine("", ["./list", "sparse"])
    assert call("page.txt list") == CommandLine("", ["page.txt", "list"])
    assert call("list list") == CommandLine("list", ["list"])
    assert call("-- list") == CommandLine("", ["list"])
    assert call("") == CommandLine("")


def test_options_and_words_come_in_any_order() -> None:
    expected = CommandLine("list", ["sparse", "year:2024"], {"limit": ["3"], "format": ["keys"]})
    assert call("list sparse --limit 3 year:2024 --format=keys") == expected
    assert call("list --limit=3 --format keys sparse year:2024") == expected


def test_global_options_stand_before_or_after_the_subcommand() -> None:
    assert (
        call("--state x.toml list a")
        == call("list a --state x.toml")
        == CommandLine("list", ["a"], {"state": ["x.toml"]})
    )
    assert call("--no-color check x") == call("check x --no-color")


def test_a_word_that_begins_with_one_dash_is_a_query_term() -> None:
    assert call("list -is:read -org:adobe -word -") == CommandLine("list", ["-is:read", "-org:adobe", "-word", "-"])
    assert call("mark star -") == CommandLine("mark", ["star", "-"])


def test_after_two_dashes_all_are_words() -> None:
    assert call("list -- --limit -h list") == CommandLine("list", ["--limit", "-h", "list"])


def test_an_option_may_be_given_again() -> None:
    given = call("list --from a.txt --from b.txt --limit 1 --limit 2")
    assert given.options["from"] == ["a.txt", "b.txt"]
    assert given.last("limit", "") == "2"
    assert given.last("sort", "date") == "date"
    assert given.has("from")
    assert not given.has("sort")


def test_a_value_may_begin_with_dashes_or_hold_an_equals_sign() -> None:
    assert call("list --from - --output --odd").options == {"from": ["-"], "output": ["--odd"]}
    assert call("list --capture-date=page.txt=2025-03-01").options == {"capture-date": ["page.txt=2025-03-01"]}


def test_h_is_help_wherever_it_stands() -> None:
    assert call("-h").has("help")
    assert call("list x -h").has("help")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("list --limt 3", "--limit"),
        ("--forma keys", "--format"),
        ("list --limit", "needs a value"),
        ("list --reverse=yes", "takes no value"),
        ("check --limit 3 x", "for check"),
        ("--limit 3 page.txt", "--limit"),
        ("mark --format json star x", "for mark"),
        ("--zzqq", "--help"),
    ],
)
def test_a_wrong_option_is_told_with_what_was_meant(line: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        call(line)
    assert told in str(error.value)


@pytest.mark.parametrize("command", ["", *SUBCOMMANDS])
def test_every_subcommand_has_a_help_that_names_its_options(command: str) -> None:
    text = usage(command)
    assert f"paperreader {command}".strip() in text
    for option in ("from", "format", "limit", "sort", "output", "markdown", "all"):
        try:
            split([*([command] if command else []), f"--{option}", "x"])
        except UsageError:
            assert f"--{option} " not in text
        else:
            assert f"--{option}" in text


def test_the_general_help_names_every_subcommand() -> None:
    assert all(f"paperreader {name}" in usage("") for name in SUBCOMMANDS)


@modest
@given(
    st.lists(
        st.one_of(
            st.text(max_size=6), st.sampled_from(("list", "mark", "-h", "--", "-", "--limit", "--limit=2", "--all"))
        ),
        max_size=6,
    )
)
def test_any_line_is_taken_apart_or_refused_as_wrong_use(line: list[str]) -> None:
    try:
        words = split(line).words
    except UsageError:
        return
    assert all(word in line for word in words)
