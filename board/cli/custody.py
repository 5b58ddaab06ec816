"""``board physical``: who has the paper folder of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, add_key, add_paging
from board.wording import stamp


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    physical = verbs.noun("physical", "map kertas berkas: siapa yang memegangnya")
    receive = physical.verb("receive", "catat bahwa map berkas kini di tangan Anda", receive_papers)
    receive.add_argument(
        "numbers", nargs="+", metavar="NOMOR", help="satu atau beberapa nomor; semua atau tidak sama sekali"
    )
    add_key(receive)
    seek = physical.verb("seek", "tandai map berkas sedang dicari", seek_paper)
    found = physical.verb("found", "map yang dicari sudah ditemukan", found_paper)
    for verb in (seek, found):
        verb.add_argument("number", metavar="NOMOR")
        verb.add_argument("--note", default="", metavar="TEKS")
        add_key(verb)
    listed = physical.verb("list", "map yang pernah dicatat atau sedang dicari", list_papers)
    which = listed.add_mutually_exclusive_group()
    which.add_argument("--sought", action="store_true", help="hanya yang dicari")
    which.add_argument("--mine", action="store_true", help="hanya yang Anda pegang (--user)")
    which.add_argument("--holder", metavar="NAMA", help="hanya yang dipegang petugas ini")
    which.add_argument(
        "--tray",
        action="store_true",
        help="berkas di baki Anda (--user) yang mapnya pada orang lain atau belum dicatat",
    )
    add_paging(listed)


def receive_papers(context: Context) -> int:
    """Take over one or several folders."""
    from board.services.custody import receive_all

    arguments = context.arguments
    handed = receive_all(context.desk(), arguments.numbers, context.acting(), key=arguments.key)
    rows = [
        {"number": item.number, "holder": item.holder, "from": item.giver, "already": item.already,
         "was_sought": item.was_sought}
        for item in handed
    ]  # fmt: skip

    def tell() -> None:
        for item in handed:
            line(item.sentence)

    context.show({"rows": rows, "next": None}, tell)
    return 0


def seek_paper(context: Context) -> int:
    """Look for a folder."""
    from board.services.custody import seek_paper as seek

    arguments = context.arguments
    row = seek(context.desk(), arguments.number, context.acting(), arguments.note, key=arguments.key)
    return _told(context, row, f"Fisik berkas {row.number} dicari.")


def found_paper(context: Context) -> int:
    """A folder was found."""
    from board.services.custody import paper_found

    arguments = context.arguments
    row = paper_found(context.desk(), arguments.number, context.acting(), arguments.note, key=arguments.key)
    return _told(context, row, f"Fisik berkas {row.number} tidak lagi dicari.")


def _told(context: Context, row: Any, sentence: str) -> int:
    from board.services.custody import paper_view

    shown = {"number": row.number, "physical": paper_view(context.desk(), row), "version": row.version}
    context.show(shown, lambda: line(sentence))
    return 0


def list_papers(context: Context) -> int:
    """List folders."""
    from board.services.custody import PaperQuery
    from board.services.custody import list_papers as read

    arguments = context.arguments
    query = PaperQuery(
        sought=arguments.sought,
        holder=context.acting() if arguments.mine else arguments.holder,
        tray_of=context.acting() if arguments.tray else None,
    )
    shown = read(context.desk(), query, limit=arguments.limit, after=arguments.after)
    columns = [("number", "Nomor"), ("service", "Layanan"), ("step", "Langkah"), ("holder", "Map pada"),
               ("since", "Sejak"), ("sought_at", "Dicari sejak"), ("remark", "")]  # fmt: skip
    rows = [
        {
            **row,
            "step": f"{row['step']['no']}. {row['step']['tray']}",
            "since": _words(row["since"]),
            "sought_at": _words(row["sought_at"]),
            "remark": "bukan petugas langkah ini" if row["step_role_holder_differs"] else "",
        }
        for row in shown["rows"]
    ]
    context.show_list(shown, columns, rows)
    return 0


def _words(moment: str | None) -> str | None:
    return stamp(datetime.fromisoformat(moment)) if moment else None
