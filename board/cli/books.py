"""``board book``: the register books."""

from __future__ import annotations

from board.cli.context import Context
from board.cli.parser import Verbs, add_paging, year


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    book = verbs.noun("book", "buku register")
    book.verb("list", "semua buku dan jumlah barisnya", list_books)
    show = book.verb("show", "baris sebuah buku", show_book)
    show.add_argument("book", metavar="BUKU")
    show.add_argument("year", type=year, metavar="TAHUN")
    add_paging(show, limit=None)


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
    shown = books.show_book(
        context.desk(), arguments.book, arguments.year, limit=arguments.limit, after=arguments.after
    )
    columns = [("text", "Nomor"), ("case", "Berkas"), ("at", "Dicatat"), ("by", "Oleh"), ("state", "Keadaan"),
               ("void_reason", "Alasan batal")]  # fmt: skip
    context.show_list(shown, columns)
    return 0
