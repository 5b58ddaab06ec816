"""``board book``: the register books."""

from __future__ import annotations

from pathlib import Path

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, add_paging, year
from board.errors import UsageWrong


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    book = verbs.noun("book", "buku register")
    book.verb("list", "semua buku dan jumlah barisnya", list_books)
    show = book.verb("show", "baris sebuah buku", show_book)
    show.add_argument("book", metavar="BUKU")
    show.add_argument("year", type=year, metavar="TAHUN")
    add_paging(show, limit=None)
    whole = show.add_mutually_exclusive_group()
    whole.add_argument("--csv", type=Path, metavar="F", help="tulis setahun penuh, dengan nama, ke berkas CSV")
    whole.add_argument("--pdf", type=Path, metavar="F", help="cetak setahun penuh, dengan nama, ke berkas PDF")


def list_books(context: Context) -> int:
    """List books."""
    from board.services import books

    rows = books.list_books(context.desk())
    columns = [("title", "Buku"), ("year", "Tahun"), ("series", "Seri"), ("first", "Awal"), ("last", "Akhir"),
               ("count", "Baris"), ("void", "Batal"), ("gaps", "Celah")]  # fmt: skip
    context.show_list({"rows": rows, "next": None}, columns)
    return 0


def show_book(context: Context) -> int:
    """Show a book's rows."""
    from board.services import books

    arguments = context.arguments
    if arguments.csv or arguments.pdf:
        return _write_book(context)
    shown = books.show_book(
        context.desk(), arguments.book, arguments.year, limit=arguments.limit, after=arguments.after
    )
    columns = [("text", "Nomor"), ("case", "Berkas"), ("at", "Dicatat"), ("by", "Oleh"), ("state", "Keadaan"),
               ("void_reason", "Alasan batal")]  # fmt: skip
    context.show_list(shown, columns)
    return 0


def _write_book(context: Context) -> int:
    from board.services.book_file import write_book_csv, write_book_pdf

    arguments = context.arguments
    if arguments.limit or arguments.after:
        raise UsageWrong("--csv dan --pdf memuat setahun penuh; hapus --limit dan --after.")
    write, path = (write_book_csv, arguments.csv) if arguments.csv else (write_book_pdf, arguments.pdf)
    count = write(context.desk(), arguments.book, arguments.year, path, context.looking())
    shown = {"book": arguments.book, "year": arguments.year, "file": str(path), "rows": count}
    context.show(shown, lambda: line(f"{count} baris ditulis ke {path}."))
    return 0
