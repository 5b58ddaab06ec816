"""The words of the command line: global options anywhere, everything in Indonesian, nothing repeated at length."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import Any

import pytest

from board.cli.main import NOUNS, build_parser
from board.cli.parser import Parser, first_words
from board.errors import UsageWrong

ENGLISH = re.compile(
    r"usage|positional|options?\b|optional|show this|show program|exit\b|default|argument\b|arguments|expected|"
    r"required|invalid|choose|unrecognized|ambiguous|could match|not allowed|ignored|value\b|one of|error",
    re.IGNORECASE,
)


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


def test_no_help_speaks_english() -> None:
    told = [parser.format_help() for parser in parsers(build_parser([]))]
    assert len(told) > 40
    for text in told:
        assert not ENGLISH.search(text), text


def every_kind() -> Parser:
    """A parser in which everything can go wrong."""
    parser = Parser(prog="board")
    parser.add_argument("number", metavar="NOMOR")
    parser.add_argument("--one", type=int)
    parser.add_argument("--two", nargs=2)
    parser.add_argument("--some", nargs="+")
    parser.add_argument("--kind", choices=["a", "b"])
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--on", action="store_true")
    either.add_argument("--off", action="store_true")
    return parser


MISTAKES = {
    "nothing": ([], "Argumen berikut wajib ada: NOMOR."),
    "neither": (["x"], "Salah satu wajib ada: --on --off."),
    "both": (["x", "--on", "--off"], "--off tidak dapat dipakai bersama --on."),
    "too much": (["x", "--on", "y"], "Argumen tidak dikenal: y."),
    "cut short": (["x", "--on", "--on1"], "Argumen tidak dikenal: --on1."),
    "no value": (["x", "--on", "--one"], "--one butuh satu nilai."),
    "wrong value": (["x", "--on", "--one", "dua"], "--one: nilai 'dua' tidak sah."),
    "value of a flag": (["x", "--on=ya"], "--on tidak memakai nilai; hapus 'ya'."),
    "one of two": (["x", "--on", "--two", "1"], "--two butuh 2 nilai."),
    "none of some": (["x", "--on", "--some"], "--some butuh paling sedikit satu nilai."),
    "no choice": (["x", "--on", "--kind", "c"], "--kind: 'c' tidak dikenal; pilih "),
    "empty choice": (["x", "--on", "--kind", ""], "--kind: '' tidak dikenal; pilih "),
    "lines": (["x", "--on", "a\nb"], "Argumen tidak dikenal: a\nb."),
}


@pytest.mark.parametrize("label", MISTAKES)
def test_every_mistake_is_told_in_indonesian(label: str) -> None:
    words, sentence = MISTAKES[label]
    with pytest.raises(UsageWrong) as refused:
        every_kind().parse_args(words)
    assert refused.value.sentence.startswith(sentence)
    assert refused.value.sentence.endswith("Bantuan: board --help")
    assert not ENGLISH.search(refused.value.sentence)


def test_what_argparse_may_learn_to_say_is_not_passed_on() -> None:
    with pytest.raises(UsageWrong, match="Perintah tidak dimengerti"):
        every_kind().error("something new went wrong")


def test_what_was_typed_is_not_repeated_at_length() -> None:
    with pytest.raises(UsageWrong) as refused:
        every_kind().parse_args(["x", "--on", "y" * 100_000, "1808011234567890"])
    assert len(refused.value.sentence) < 200
    assert "1808011234567890" not in refused.value.sentence


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("case list", ["case", "list"]), ("--json case --json list x", ["case", "list"]),
        ("--user print case list", ["case", "list"]), ("--home user user list", ["user", "list"]),
        ("--user=print case", ["case"]), ("--json", []), ("--user", []), ("", []),
    ],
)  # fmt: skip
def test_the_first_words_are_no_values_of_an_option(words: str, first: list[str]) -> None:
    assert first_words(words.split()) == first


def test_only_the_verb_that_is_meant_is_built() -> None:
    def below(parser: Any) -> Any:
        return next(item for item in parser._actions if isinstance(item, argparse._SubParsersAction)).choices

    def known(*words: str) -> set[str]:
        return set(below(below(build_parser(words))[words[0]]))

    assert known("thread", "note") == {"note"}
    assert known("thread", "hapus") == known("thread") == {"list", "show", "note", "search"}


def test_only_the_noun_that_is_meant_is_built() -> None:
    every = [word for words in NOUNS.values() for word in words]

    def known(*words: str) -> list[Any]:
        action = next(item for item in build_parser(words)._actions if isinstance(item, argparse._SubParsersAction))
        return list(action.choices)

    assert known("case", "list") == ["case"]
    assert known("--user", "print", "case", "list") == ["case"]
    assert known() == known("hapus", "case") == every


@pytest.mark.parametrize("noun", ["case", "thread", "print", "user", "sop"])
def test_a_noun_alone_names_its_verbs(noun: str) -> None:
    arguments = build_parser([noun]).parse_args([noun])
    with pytest.raises(UsageWrong, match=f"board {noun} butuh perintah: .*list.*Bantuan: board {noun} --help"):
        arguments.handler(None)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["case", "list", "--limit", "0"], "tulis angka dari 1"), (["case", "list", "--limit", "1_0"], "tulis angka"),
        (["case", "list", "--limit", "٣"], "tulis angka"), (["case", "list", "--limit", "9" * 5000], "tulis angka"),
        (["case", "move", "X", "t", "--seen", "9" * 30], "tulis angka"), (["print", "confirm", "-1"], "nomor id"),
        (["case", "move", "X", "t", "--key", ""], "tulis kunci"), (["case", "new", "--sop", "x", "--key", " "], "k"),
        (["case", "new", "--sop", "x", "--key", "k" * 201], "kunci"), (["book", "show", "agenda", "26"], "tahun"),
        (["case", "new", "--sop", "x", "--key", "a\u200bb"], "kunci"), (["book", "show", "agenda", "0"], "tahun"),
    ],
)  # fmt: skip
def test_values_that_are_none(words: list[str], told: str) -> None:
    with pytest.raises(UsageWrong, match=told):
        build_parser(words).parse_args(words)
