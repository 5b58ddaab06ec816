"""The engine's refusals, one function each: the sentence names SOP, step, role, what is missing.

``fix`` is the binding id of the action that mends it; the edges add the key or the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from board.errors import MoveRefused
from board.wording import quoted, weekday_date
from board.workflow.facts import Actor, CaseFacts
from board.workflow.four_eyes import SameHand
from board.workflow.sop import BIDANG_TITLES, CLOSED, INTENT_TITLES, STATUS_TITLES, Intent, Sop, Status, Step


def where(sop: Sop, step: Step) -> str:
    """``SOP KK Baru langkah 3 "Koreksi Kasi"``: the place every refusal names."""
    return f'SOP {sop.short} langkah {"tambahan" if step.extra else step.no} "{step.tray}"'


def closed(sop: Sop, case: CaseFacts) -> MoveRefused:
    """Nothing moves any more."""
    return MoveRefused("closed", f"Berkas {case.number} (SOP {sop.short}) sudah {STATUS_TITLES[case.status].lower()}.")


def not_yours(sop: Sop, step: Step, roles: Sequence[str], actor: Actor) -> MoveRefused:
    """The step belongs to other roles, or to the same role of the other bidang."""
    owner = sop.role_titles(tuple(roles))
    if sop.bidang and any(actor.has(role) for role in roles):
        owner += f" bidang {BIDANG_TITLES[sop.bidang]}, bukan bidang Anda"
    return MoveRefused("role", f"Langkah ini milik {owner}: {where(sop, step)}.")


def mandate_too_narrow(sop: Sop, step: Step, mandate: str, *, tte: bool) -> MoveRefused:
    """A deputy whose mandate does not cover the signature; an electronic one must be the deputy's own."""
    lacking, awaited = ("TTE", "dengan TTE sendiri") if tte else ("tanda tangan", "yang berwenang menandatangani")
    return MoveRefused("mandate", f"{mandate} tidak mencakup {lacking}; {where(sop, step)} menunggu pejabat {awaited}.")


def held(sop: Sop, step: Step, case: CaseFacts, since: str) -> MoveRefused:
    """A colleague has taken the case."""
    return MoveRefused(
        "held",
        f"Berkas {case.number} sedang dikerjakan {case.holder_title} sejak {since} ({where(sop, step)}). "
        "Minta dilepas, atau ambil alih.",
        fix="case.release",
    )


def one_pair_of_eyes(sop: Sop, step: Step, case: CaseFacts, before: SameHand) -> MoveRefused:
    """Who entered a case, or approved it in another role, may not approve it (PRODUCT 1, four eyes)."""
    way = ", atau kembalikan agar diperiksa lagi" if before.mended else ""
    return MoveRefused(
        "four_eyes",
        f"Anda sudah {before.words} berkas {case.number} sebagai {sop.role_title(before.role)}; {where(sop, step)} "
        f"harus disetujui pejabat lain{way}.",
        fix="case.return" if before.mended else None,
    )


def no_such_move(sop: Sop, step: Step, intent: str, known: Sequence[str]) -> MoveRefused:
    """The step does not know that intent or target."""
    return MoveRefused(
        "no_such_move", f'"{quoted(intent)}" tidak ada pada {where(sop, step)}. Yang ada: {", ".join(known)}.'
    )


def which_way(sop: Sop, step: Step, intent: str, targets: Sequence[str]) -> MoveRefused:
    """The intent leads several ways and none was named."""
    return MoveRefused(
        "which_way",
        f'"{intent}" pada {where(sop, step)} punya beberapa tujuan; pilih salah satu: {", ".join(targets)}.',
    )


def at_applicant(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused:
    """Only the return of the applicant goes on from here."""
    return MoveRefused(
        "at_applicant",
        f"Berkas {case.number} sedang di pemohon ({where(sop, step)}). "
        f"{INTENT_TITLES[Intent.ACCEPT]} dahulu setelah kelengkapan datang.",
        fix="case.forward",
    )


def not_at_applicant(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused:
    """There is nothing to take back."""
    return MoveRefused("not_at_applicant", f"Berkas {case.number} tidak sedang di pemohon ({where(sop, step)}).")


def never_lapses(sop: Sop, case: CaseFacts) -> MoveRefused:
    """The service sets its applicants no limit."""
    return MoveRefused(
        "not_lapsed",
        f"SOP {sop.short} tidak punya tenggat melengkapi; berkas {case.number} tidak dapat diakhiri sebagai tidak "
        "dilengkapi.",
    )


def has_answered(case: CaseFacts) -> MoveRefused:
    """Something came since the applicant was asked: it is the office's turn."""
    return MoveRefused(
        "has_answered",
        f"Sudah ada kiriman atau tanggapan pada berkas {case.number} sejak diminta; periksa dan terima kembali dahulu.",
        fix="case.forward",
    )


def not_lapsed(case: CaseFacts, until: datetime) -> MoveRefused:
    """The applicant still has time."""
    return MoveRefused(
        "not_lapsed",
        f"Pemohon berkas {case.number} masih punya waktu melengkapi sampai {weekday_date(until.date())}; sesudah itu "
        "berkas dapat diakhiri sebagai tidak dilengkapi.",
    )


def never_reopened(sop: Sop, case: CaseFacts) -> MoveRefused:
    """The service does not take up again what is closed."""
    return MoveRefused(
        "not_reopened", f"Berkas {case.number} (SOP {sop.short}) tidak dapat dibuka kembali; daftarkan berkas baru."
    )


def not_finished(sop: Sop, case: CaseFacts) -> MoveRefused:
    """Only what was finished is taken up again: not what runs, not what is BATAL."""
    state = "masih berjalan" if case.status not in CLOSED else "sudah batal"
    return MoveRefused(
        "not_finished",
        f"Berkas {case.number} (SOP {sop.short}) {state}; hanya yang selesai dapat dibuka kembali.",
    )


def finishing_not_yours(sop: Sop, what: str) -> MoveRefused:
    """What belongs to the roles that bring a case to its end."""
    return MoveRefused("role", f"{what} pada SOP {sop.short} milik {sop.role_titles(sop.finishing)}.")


def never_referred(sop: Sop, known: Sequence[str]) -> MoveRefused:
    """The service is passed on to nobody, or not to them."""
    told = f"hanya kepada {', '.join(known)}" if known else "tidak kepada siapa pun"
    return MoveRefused("not_referred", f"SOP {sop.short} diteruskan {told}.")


def not_recorded_yet(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused:
    """What is passed on has its number in the register first."""
    return MoveRefused(
        "not_recorded",
        f"Berkas {case.number} belum tercatat lengkap pada buku register; lanjutkan dahulu dari {where(sop, step)}, "
        "lalu teruskan kepada yang berwenang.",
        fix="case.forward",
    )


def told_in_confidence(case: CaseFacts) -> MoveRefused:
    """Each of the two numbers would tell of the other one: that somebody complained shows on no service case."""
    return MoveRefused(
        "confidential",
        f"Aduan tidak dipindahkan ke layanan lain, dan layanan lain tidak ke aduan, karena kedua nomornya saling "
        f"menunjuk. Daftarkan berkas baru, lalu batalkan {case.number}.",
    )


def no_phone(case: CaseFacts) -> MoveRefused:
    """Nobody can be written to."""
    return MoveRefused(
        "no_phone",
        f"Berkas {case.number} tidak punya nomor telepon; catat kontaknya dahulu atau hubungi dengan cara lain.",
    )


def reminded_today(case: CaseFacts, at: str) -> MoveRefused:
    """An applicant is reminded once a day, unless the officer insists."""
    return MoveRefused(
        "reminded",
        f"Pengingat berkas {case.number} sudah ditulis hari ini pukul {at}. Sekali lagi: --again.",
    )


def all_has_come(case: CaseFacts) -> MoveRefused:
    """There is nothing to remind anybody of: the office's turn."""
    return MoveRefused(
        "all_has_come",
        f"Semua yang diminta untuk berkas {case.number} sudah datang; periksa lalu terima kembali (t pada berkas).",
    )


def news_unread(case: CaseFacts) -> MoveRefused:
    """Something came that nobody has looked at: first look, then remind."""
    return MoveRefused(
        "news", f"Ada kiriman baru pada berkas {case.number}; lihat dahulu. Tetap mengingatkan: --again."
    )


def requirements_missing(sop: Sop, step: Step, titles: Sequence[str], ids: Sequence[str]) -> MoveRefused:
    """The checklist is not complete."""
    return MoveRefused(
        "requirements",
        f"Persyaratan belum lengkap: {'; '.join(titles)} ({where(sop, step)}).",
        fix="case.requirements",
        missing=ids,
    )


def fields_missing(sop: Sop, step: Step, titles: Sequence[str], ids: Sequence[str]) -> MoveRefused:
    """Fields that this step needs are empty."""
    return MoveRefused(
        "fields",
        f"Isian belum lengkap: {'; '.join(titles)} wajib diisi ({where(sop, step)}).",
        fix="case.fields",
        missing=ids,
    )


def reason_missing(sop: Sop, step: Step) -> MoveRefused:
    """A return says why."""
    return MoveRefused(
        "reason",
        f"Tulis alasan pengembalian agar mudah diperbaiki ({where(sop, step)}).",
        fix="case.return",
        missing=["alasan"],
    )


def solution_missing(sop: Sop, step: Step) -> MoveRefused:
    """A complaint does not close without a solusi."""
    return MoveRefused(
        "solution",
        f"Aduan belum punya catatan solusi; tulis solusinya dahulu ({where(sop, step)}).",
        fix="case.note",
        missing=["solusi"],
    )


def paper_not_out(sop: Sop, step: Step, titles: Sequence[str], ids: Sequence[str]) -> MoveRefused:
    """A paper the step needs in hand has not come out."""
    return MoveRefused(
        "paper",
        f"Kertas belum keluar: {', '.join(titles)} ({where(sop, step)}). Cetak atau pastikan dahulu.",
        fix="case.print",
        missing=ids,
    )


def slip_not_theirs(sop: Sop, step: Step, field: str, title: str) -> MoveRefused:
    """The code given is not that of the slip; which one it would be is never told."""
    return MoveRefused(
        "slip",
        f"{title} tidak cocok dengan berkas ini. Baca ulang kodenya, pindai nomor pada bukti, atau pilih bukti tidak "
        f"dibawa lalu catat pernyataan dan alasannya ({where(sop, step)}).",
        fix="case.fields",
        missing=[field],
    )


def rule_broken(sop: Sop, step: Step, told: str) -> MoveRefused:
    """A rule of the SOP does not hold; the SOP says itself what to do then."""
    back = any(move.back for move in step.moves)
    return MoveRefused("rule", f"{told} ({where(sop, step)}).", fix="case.return" if back else "case.fields")


def issued(sop: Sop, step: Step) -> MoveRefused:
    """After SIAK issued the document the office can no longer cancel or transfer the case."""
    return MoveRefused(
        "issued",
        f"Dokumen sudah diterbitkan; berkas tidak dapat lagi dibatalkan atau dialihkan kantor ({where(sop, step)}).",
    )


def no_way(sop: Sop, step: Step, case_number: str, back: bool) -> MoveRefused:
    """The step has no way in that direction at all."""
    direction = "kembali" if back else "maju"
    return MoveRefused(
        "no_such_move",
        f"Berkas {case_number} tidak punya gerak {direction} pada {where(sop, step)}.",
        fix="case.forward" if back else "case.return",
    )


def one_by_one(sop: Sop, step: Step, case_number: str) -> MoveRefused:
    """A decision on many does not choose between ways, and does not ask applicants for what differs."""
    return MoveRefused(
        "one_by_one", f"Berkas {case_number} diputuskan sendiri: jalannya lebih dari satu ({where(sop, step)})."
    )


def registration_not_yours(sop: Sop) -> MoveRefused:
    """Registering this service belongs to other roles."""
    return MoveRefused("role", f"Pendaftaran {sop.short} (SOP {sop.id}) milik {sop.role_titles(sop.register_by)}.")


def cancelling_not_yours(sop: Sop, step: Step, roles: Sequence[str]) -> MoveRefused:
    """Cancelling in the office's name belongs to other roles."""
    return MoveRefused(
        "role", f"Membatalkan berkas atas nama kantor milik {sop.role_titles(tuple(roles))}: {where(sop, step)}."
    )


def dossier_not_yours(sop: Sop, step: Step, roles: Sequence[str]) -> MoveRefused:
    """The whole history of a case belongs to the roles of its SOP and to those who answer for it or look it over."""
    return MoveRefused(
        "role",
        f"Berkas lengkap hanya untuk peran pada SOP {sop.short} serta {sop.role_titles(tuple(roles))}: "
        f"{where(sop, step)}.",
    )


def urgency_not_yours(sop: Sop, step: Step, roles: Sequence[str]) -> MoveRefused:
    """The office names who may mark a case as urgent."""
    owner = sop.role_titles(tuple(roles))
    return MoveRefused("role", f"Tanda mendesak hanya diberikan atau dihapus oleh {owner} ({where(sop, step)}).")


def paper_not_yours(sop: Sop) -> MoveRefused:
    """Paper folders pass between those who act in the SOP."""
    acting = tuple(dict.fromkeys(role for step in sop.steps for role in step.acting))
    return MoveRefused("role", f"Map berkas SOP {sop.short} hanya berpindah antara {sop.role_titles(acting)}.")


def paper_at_rest(sop: Sop, case: CaseFacts) -> MoveRefused:
    """The paper of a case that has ended goes into the archive, or back to the applicant."""
    done = case.status is Status.DONE
    todo = "simpan kertasnya di arsip" if done else "kembalikan kertas aslinya kepada pemohon"
    return MoveRefused(
        "closed", f"Berkas {case.number} (SOP {sop.short}) sudah {STATUS_TITLES[case.status].lower()}; {todo}."
    )


def yours_already(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused:
    """The officer has taken the case before."""
    return MoveRefused("held", f"Berkas {case.number} sudah Anda kerjakan ({where(sop, step)}).")


def not_held(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused:
    """Nobody has taken the case, so nobody can put it back."""
    return MoveRefused("not_held", f"Berkas {case.number} tidak sedang dipegang siapa pun ({where(sop, step)}).")


def unchanged(case_number: str) -> MoveRefused:
    """The mark already stands as it was asked for."""
    return MoveRefused("unchanged", f"Tanda mendesak berkas {case_number} sudah seperti itu.")


def nothing_to_undo(case_number: str, last: str) -> MoveRefused:
    """The last thing that happened to the case is not a move."""
    return MoveRefused(
        "nothing_to_undo",
        f'Kejadian terakhir berkas {case_number} ("{last}") bukan gerak yang dapat diurungkan; kembalikan saja (k).',
    )


def not_yours_to_undo(case_number: str, who: str) -> MoveRefused:
    """The last move of the case was somebody else's."""
    return MoveRefused("not_yours_to_undo", f"Gerak terakhir berkas {case_number} dilakukan {who}, bukan Anda.")


def no_files(case_number: str) -> MoveRefused:
    """There are no photos to print."""
    return MoveRefused("no_files", f"Belum ada lampiran untuk dicetak pada berkas {case_number}.")


def nothing_to_print(sop: Sop, step: Step, document: str | None) -> MoveRefused:
    """The step makes no such paper, or it was printed in this round already."""
    what = f"Cetakan {quoted(document)}" if document else "Cetakan langkah ini"
    return MoveRefused(
        "nothing_to_print",
        f"{what} tidak ada atau sudah dicetak ({where(sop, step)}). "
        "Untuk lembar tambahan pakai cetak ulang dengan alasan.",
    )


def same_service(sop: Sop, case_number: str) -> MoveRefused:
    """A transfer leads to another service, not to the same one."""
    return MoveRefused("same_service", f"Berkas {case_number} sudah pada layanan {sop.short}.")
