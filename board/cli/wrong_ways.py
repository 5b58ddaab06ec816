"""``board case`` where something went wrong: early ends, what lies in the wrong case, links."""

from __future__ import annotations

from board.cli.changed import after, numbered
from board.cli.context import Context
from board.cli.parser import Verbs, add_key, identifier
from board.errors import UsageWrong
from board.workflow.sop import ELSEWHERE_TITLES


def add(case: Verbs) -> None:
    """Declare the verbs."""
    cancel = numbered(case.verb("cancel", "akhiri berkas; nomor tetap tercatat BATAL", cancel_case))
    cancel.add_argument("--kind", required=True, choices=["dicabut", "tidak_dilengkapi", "kantor"])
    cancel.add_argument("--note", required=True, metavar="TEKS")
    cancel.add_argument("--statement", metavar="tertulis|wa|lisan", help="bagaimana pemohon menyatakan mencabut")
    cancel.add_argument("--returned", metavar="SYARAT,…|semua|tidak_ada", help="dokumen asli yang dikembalikan")
    cancel.add_argument("--returned-to", default="", metavar="NAMA", help="siapa yang menerima dokumen asli")
    add_key(cancel)
    refer = numbered(case.verb("refer", "teruskan aduan kepada yang berwenang; selesai di sini", refer_case))
    refer.add_argument("--to", required=True, choices=list(ELSEWHERE_TITLES))
    refer.add_argument("--agency", default="", metavar="NAMA", help="nama instansi; untuk inspektorat boleh kosong")
    refer.add_argument("--note", required=True, metavar="TEKS", help="mengapa; pelapor ikut membacanya")
    refer.add_argument("--letter", default="", metavar="NOMOR", help="nomor surat pengantar")
    add_key(refer)
    reopen = numbered(case.verb("reopen", "buka kembali aduan yang sudah selesai", reopen_case))
    reopen.add_argument("--reason", required=True, metavar="KODE")
    reopen.add_argument("--note", default="", metavar="TEKS")
    add_key(reopen)
    transfer = numbered(case.verb("transfer", "salah layanan: pindahkan ke SOP lain", transfer_case))
    transfer.add_argument("--sop", required=True, metavar="ID")
    transfer.add_argument("--note", default="", metavar="TEKS")
    add_key(transfer)
    misfile = numbered(case.verb("misfile", "salah alamat: keluarkan yang milik berkas lain", misfile_item))
    misfile.add_argument("--attachment", type=identifier, metavar="ID", help="lampiran yang salah alamat")
    misfile.add_argument("--note-seq", type=identifier, metavar="SEQ", help="pesan pelapor pada utas")
    misfile.add_argument("--to", metavar="NOMOR", help="berkas yang benar")
    misfile.add_argument("--unknown", action="store_true", help="pemiliknya belum diketahui: sembunyikan saja")
    misfile.add_argument("--reason", required=True, metavar="KODE")
    misfile.add_argument("--note", default="", metavar="TEKS", help="keterangan petugas")
    add_key(misfile)
    link = numbered(case.verb("link", "tautkan dengan berkas lain", link_case))
    link.add_argument("other", metavar="NOMOR_LAIN")
    link.add_argument("--kind", required=True, metavar="ganda|menunggu|terkait")
    link.add_argument("--note", default="", metavar="TEKS")
    add_key(link)
    unlink = numbered(case.verb("unlink", "lepas tautan yang keliru", unlink_case))
    unlink.add_argument("other", metavar="NOMOR_LAIN")
    unlink.add_argument("--reason", required=True, metavar="TEKS")
    unlink.add_argument("--kind", metavar="JENIS", help="bila tautannya lebih dari satu")
    add_key(unlink)
    about = numbered(case.verb("about", "aduan: berkas yang diadukan; tanpa jejak pada berkas itu", about_case))
    about.add_argument("other", metavar="NOMOR_BERKAS")
    about.add_argument("--note", default="", metavar="TEKS")
    about.add_argument("--off", action="store_true", help="lepas lagi")
    about.add_argument("--reason", default="", metavar="TEKS", help="alasan melepas")
    add_key(about)


def cancel_case(context: Context) -> int:
    """Cancel a case."""
    from board.services.end_case import HandedBack
    from board.services.end_case import cancel_case as cancel

    arguments = context.arguments
    returned = None if arguments.returned is None else [name.strip() for name in arguments.returned.split(",")]
    back = HandedBack(arguments.statement, returned, arguments.returned_to)
    done = cancel(
        context.desk(), arguments.number, context.acting(), arguments.kind, arguments.note, back=back,
        key=arguments.key,
    )  # fmt: skip
    return after(context, done.case.number, f"Berkas {done.case.number} dibatalkan; nomornya tetap tercatat BATAL.")


def refer_case(context: Context) -> int:
    """Pass a complaint on to whom it belongs."""
    from board.services.refer_case import refer_case as refer

    arguments = context.arguments
    done = refer(
        context.desk(), arguments.number, context.acting(), arguments.to, arguments.agency, arguments.note,
        letter=arguments.letter, key=arguments.key,
    )  # fmt: skip
    return after(context, done.case.number, f"Berkas {done.case.number} selesai: diteruskan kepada yang berwenang.")


def reopen_case(context: Context) -> int:
    """Take a finished complaint up again."""
    from board.services.reopen_case import reopen_case as reopen

    arguments = context.arguments
    done = reopen(
        context.desk(), arguments.number, context.acting(), arguments.reason, arguments.note, key=arguments.key
    )
    return after(context, done.case.number, f"Berkas {done.case.number} dibuka kembali.")


def transfer_case(context: Context) -> int:
    """Transfer a case to another service; the new case is shown."""
    from board.services.transfer_case import transfer_case as transfer

    arguments = context.arguments
    done = transfer(
        context.desk(), arguments.number, context.acting(), arguments.sop, arguments.note, key=arguments.key
    )
    new = done.new.case.number
    return after(context, new, f"Berkas {done.old.number} dialihkan; nomor baru {new}.")


def misfile_item(context: Context) -> int:
    """Take what belongs to another case out of this one."""
    from board.services.misdirected import Misplaced, misfile, misfiled_words

    arguments, user = context.arguments, context.acting()
    if (arguments.to is None) == (not arguments.unknown):
        raise UsageWrong("case misfile: sebut --to NOMOR, atau --unknown bila pemiliknya belum diketahui.")
    what = Misplaced(arguments.attachment, arguments.note_seq)
    done = misfile(
        context.desk(), arguments.number, user, what, arguments.to, arguments.reason, arguments.note, key=arguments.key
    )
    return after(context, done.case.number, misfiled_words(context.desk(), done))


def link_case(context: Context) -> int:
    """Link two cases."""
    from board.services.link_cases import link_cases

    arguments, user = context.arguments, context.acting()
    done = link_cases(
        context.desk(), arguments.number, arguments.other, user, arguments.kind, arguments.note, key=arguments.key
    )
    return after(context, done.case.number, f"Berkas {done.case.number} dan {done.other.number} tertaut.")


def unlink_case(context: Context) -> int:
    """Take a link back."""
    from board.services.link_cases import unlink_cases

    arguments, user = context.arguments, context.acting()
    done = unlink_cases(
        context.desk(), arguments.number, arguments.other, user, arguments.reason, arguments.kind, key=arguments.key
    )
    return after(context, done.case.number, f"Tautan {done.case.number} dan {done.other.number} dilepas.")


def about_case(context: Context) -> int:
    """Say which case a complaint is about, or take that back."""
    from board.services.about_case import about_case as about
    from board.services.about_case import not_about

    arguments, user = context.arguments, context.acting()
    if arguments.reason and not arguments.off:
        raise UsageWrong("case about: --reason adalah alasan melepas; sebut bersama --off.")
    words = (context.desk(), arguments.number, arguments.other, user)
    if arguments.off:
        done = not_about(*words, arguments.reason or arguments.note, key=arguments.key)
        return after(context, done.case.number, f"Aduan {done.case.number} tidak lagi menunjuk {done.other.number}.")
    done = about(*words, arguments.note, key=arguments.key)
    return after(context, done.case.number, f"Aduan {done.case.number} menunjuk berkas {done.other.number}.")
