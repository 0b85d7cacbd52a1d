"""Every benchmark has a working `--help`, and bench/README.md describes it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import recommend
from labelled import read_topics
from truth import FIELDS, compare, read_entries, read_truth

BENCH = Path(__file__).parents[1] / "bench"
PROGRAMS = [file for file in sorted(BENCH.glob("*.py")) if '__name__ == "__main__"' in file.read_text("utf-8")]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_every_benchmark_explains_itself(program: Path) -> None:
    run = subprocess.run([sys.executable, str(program), "--help"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("usage:")


def test_the_readme_of_the_benchmarks_describes_every_file() -> None:
    described = set(re.findall(r"^\| `(\w+\.py)` \|", (BENCH / "README.md").read_text("utf-8"), re.MULTILINE))
    assert described == {file.name for file in BENCH.glob("*.py")}


def test_the_frequent_values_of_a_field_are_topics_that_simulated_readers_are_after(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    venues = ["A"] * 12 + ["B"] * 45 + ["C"] * 3
    papers = [{"title": f"Paper {n} of {venue}", "venue": venue, "abstract": ""} for n, venue in enumerate(venues)]
    dump.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    (topic,) = read_topics([str(dump)], "venue", 5, str(tmp_path / "state.toml"))
    assert str(topic) == "venue:A, 12 of 60"
    assert [title for (title, _), relevant in zip(topic.texts, topic.relevant, strict=True) if relevant] == [
        f"Paper {n} of A" for n in range(12)
    ]
    assert recommend.read_all(topic, recommend.paperreader_way(topic), seed=1).recall30 == 1


def test_entries_are_judged_by_the_truth_beside_their_dump(tmp_path: Path) -> None:
    dump, truth = tmp_path / "dump.jsonl", tmp_path / "dump.jsonl.truth.jsonl"
    read = [{"title": "A Garden of Paths", "authors": ["Ada Lovelace"], "date": "2024-05"}, {"title": "Not There"}]
    told: list[dict[str, object]] = [
        {"title": "A garden of paths.", "authors": ["Ada Lovelace"], "date": "2024", "abstract_start": None},
        {"title": "Another Garden Altogether", "authors": None},
    ]
    dump.write_text("\n".join(map(json.dumps, read)), "utf-8")
    unknown: dict[str, object] = dict.fromkeys(("arxiv_id", "doi", "url"))
    truth.write_text("\n".join(json.dumps(unknown | record) for record in told), "utf-8")
    score, misses = compare(list(read_entries(dump)), read_truth(dump), FIELDS)
    assert score.cells(("title", "authors", "date", "venue")) == ["1/2", "1", "2/4", "1/2", "1/1", "0/1", ""]
    assert misses == [
        "  date: '2024'\n    read: '2024-05'\n    in: A garden of paths.",
        "  not found: Another Garden Altogether",
        "  no record: Not There",
    ]
