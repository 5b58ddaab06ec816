"""Every fault the lint can tell, by breaking one thing of a good file; and what an office should only look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from board.workflow.lint import faults, warnings
from board.workflow.sop import Sop
from tests.workflow.broken import GOOD, NAME, VOCABULARY, Fault, changed, faults_of, load, told, written
from tests.workflow.given import SOP_IDS, sop

EXTRA_STEP = """
[[steps]]
id = "{id}"
no = "{no}"
title = "Tambahan"
tray = "Tambahan"
roles = ["loket"]
moves = [{moves}]
"""
APPROVE = '{ intent = "setujui", by = ["kasi"], to = "serah", requires = ["kertas_keluar:konsep"], ready = true },'
RETURN = '{ intent = "kembalikan", by = ["kasi"], to = "periksa", requires = ["alasan"] },'
MEET = '{ intent = "rapat", by = ["loket"], to = "rapat" },'
FINISH = '{ intent = "selesai", by = ["loket"] },'
BACK = "kembalikan→periksa"
ADDRESS = '{ id = "alamat", step = "periksa" }'

Breaking = tuple[list[tuple[str, str]], list[Fault]]

NAMES: dict[str, Breaking] = {
    "step id twice": (
        [(f"{FINISH}\n]", f"{FINISH}\n]" + EXTRA_STEP.format(id="serah", no="4", moves=FINISH.rstrip(",")))],
        [(None, None, 'id langkah "serah" tertulis dua kali')],
    ),
    "step number twice": ([('no = "3"', 'no = "2"')], [(None, None, 'nomor langkah "2" tertulis dua kali')]),
    "field twice": (
        [('{ id = "mulai"', '{ id = "mulai", title = "Mulai", type = "date", step = "periksa" },\n  { id = "mulai"')],
        [(None, None, 'isian "mulai" tertulis dua kali')],
    ),
    "requirement twice": (
        [('{ id = "kuasa"', '{ id = "kuasa", title = "Kuasa", mandatory = true },\n  { id = "kuasa"')],
        [(None, None, 'persyaratan "kuasa" tertulis dua kali')],
    ),
    "lane twice": (
        [('{ id = "kasi", title', '{ id = "loket", title = "Loket" },\n  { id = "kasi", title')],
        [(None, None, 'peran "loket" tertulis dua kali')],
    ),
    "step called pemohon": (
        [('id = "kirim"\nno', 'id = "pemohon"\nno'), ('step = "kirim"', 'step = "pemohon"')],
        [(None, None, '"pemohon" adalah tujuan khusus dan tidak boleh menjadi id langkah')],
    ),
    "field of no step": (
        [('title = "Mulai", type = "date", step = "periksa"', 'title = "Mulai", type = "date", step = "perksa"')],
        [(None, None, 'isian "mulai" menunjuk langkah "perksa" yang tidak ada')],
    ),
    "choice without options": (
        [(ADDRESS, '{ id = "alamat", type = "enum", step = "periksa" }')],
        [(None, None, 'isian "alamat": tidak punya pilihan')],
    ),
    "date before nothing": (
        [('not_before = "mulai"', 'not_before = "awal"')],
        [(None, None, 'isian "sampai": not_before menunjuk "awal" yang tidak ada')],
    ),
    "date before what is none": (
        [('not_before = "mulai"', 'not_before = "jenis"')],
        [(None, None, 'isian "sampai": not_before menunjuk "jenis" yang bukan isian tanggal')],
    ),
    "born on no day": (
        [(ADDRESS, '{ id = "nik", title = "NIK", type = "nik", born = "lahir", sex = "mulai", step = "periksa" }')],
        [
            (None, None, 'isian "nik": born menunjuk "lahir" yang tidak ada'),
            (None, None, 'isian "nik": sex menunjuk "mulai" yang bukan isian pilihan'),
        ],
    ),
    "column twice, and a choice without options": (
        [(ADDRESS, '{ id = "anak", title = "Anak", type = "rows", step = "periksa", columns = ['
                   '{ id = "jk", title = "JK", type = "enum" }, { id = "jk", title = "JK", type = "text" }] }')],
        [
            (None, None, 'isian "anak": kolom "jk" tertulis dua kali'),
            (None, None, 'isian "anak": kolom "jk": tidak punya pilihan'),
        ],
    ),
    "a field no condition could name": (
        [(ADDRESS, '{ id = "alamat-asal", use = "alamat", step = "periksa" }')],
        [(None, None, 'isian "alamat-asal" harus huruf kecil, angka, dan garis bawah, diawali huruf')],
    ),
    "an empty step id": (
        [('id = "rapat"\nno', 'id = ""\nno'), (MEET, MEET.replace('to = "rapat"', 'to = ""'))],
        [(None, None, 'id langkah "" harus huruf kecil, angka, dan garis bawah, diawali huruf')],
    ),
    "an empty code": (
        [('code = "SRT"', 'code = ""')],
        [(None, None, 'kode nomor "" harus huruf kapital dan angka, diawali huruf')],
    ),
    "a code that parts a series": (
        [('code = "SRT"', 'code = "SRT:1"')],
        [(None, None, 'kode nomor "SRT:1" harus huruf kapital dan angka, diawali huruf')],
    ),
    "alternative that is none": (
        [('any_of = ["kuasa"]', 'any_of = ["kuasa", "ktp"]')],
        [(None, None, 'persyaratan "formulir": any_of menunjuk "ktp" yang tidak ada')],
    ),
    "lane of no role": (
        [('{ id = "kasi", title', '{ id = "juru", title = "Juru" },\n  { id = "kasi", title')],
        [(None, None, 'peran "juru" tidak dikenal')],
    ),
    "registered by no role": (
        [('register_by = ["loket"]', 'register_by = ["loket", "juru"]')],
        [(None, None, 'peran "juru" tidak dikenal')],
    ),
    "unknown receipt": (
        [('receipt = "tanda_terima"', 'receipt = "tanda"')],
        [(None, None, 'cetakan "tanda" tidak dikenal')],
    ),
}  # fmt: skip

PROMISE = 'promise = { unit = "hari_kerja", amount = 1 }'
LIMIT = (
    '{{ id = "{id}", title = "T", amount = {amount}, unit = "hari_kalender", since = "diterima", until = "selesai" }}'
)
AFTER: dict[str, Breaking] = {
    "reopened nowhere": (
        [(PROMISE, f'{PROMISE}\nreopens = "arsip"')],
        [(None, None, 'reopens menunjuk langkah "arsip" yang tidak ada')],
    ),
    "deadline twice, and one of no time": (
        [(PROMISE, f"{PROMISE}\ndeadlines = [{LIMIT.format(id='a', amount=0)}, {LIMIT.format(id='a', amount=1)}]")],
        [(None, None, 'tenggat "a" tertulis dua kali'), (None, None, 'tenggat "a" antara 1 dan 1000 hari kalender')],
    ),
    "referred to the same twice": (
        [(PROMISE, f'{PROMISE}\nrefers_to = ["instansi", "instansi"]')],
        [(None, None, 'refers_to menyebut "instansi" dua kali')],
    ),
    "an answer nobody can record": (
        [(FINISH, '{ intent = "selesai", by = ["loket"], answers = true },')],
        [
            ("+", "selesai→akhir", f'menyampaikan jawaban (answers) tetapi isian "{name}" ({kind}) tidak ada')
            for name, kind in (("jawaban_lewat", "enum"), ("jawaban_tanggal", "date"), ("jawaban_pukul", "time"))
        ],
    ),
}  # fmt: skip

CONDITIONS: dict[str, Breaking] = {
    "unreadable on a field": (
        [('step = "periksa", when = "jenis = baru"', 'step = "periksa", when = "jenis == baru"')],
        [(None, None, 'isian "sampai": syarat "jenis == baru" tidak dapat dibaca pada "jenis == baru"')],
    ),
    "unreadable on a requirement": (
        [('mandatory = false, when = "jenis = baru"', 'mandatory = false, when = "jenis = baru and (mulai)"')],
        [(None, None, 'persyaratan "kuasa": syarat "jenis = baru and (mulai)" tidak dapat dibaca pada "(mulai)"')],
    ),
    "unreadable on a step": (
        [('agenda = "jenis = baru"', 'agenda = ""')],
        [("2", None, '"agenda": syarat "" tidak dapat dibaca pada ""')],
    ),
    "field that is none": (
        [('step = "periksa", when = "jenis = baru"', 'step = "periksa", when = "jenisnya = baru"')],
        [(None, None, 'isian "sampai": syarat menyebut isian "jenisnya" yang tidak ada')],
    ),
    "field that is none, on a step": (
        [('agenda = "jenis = baru"', 'agenda = "not jenisnya"')],
        [("2", None, '"agenda": syarat menyebut isian "jenisnya" yang tidak ada')],
    ),
    "value that is no option": (
        [('mandatory = false, when = "jenis = baru"', 'mandatory = false, when = "jenis != baru|lama"')],
        [(None, None, 'persyaratan "kuasa": "lama" bukan pilihan isian "jenis"')],
    ),
    "an age of what is no date": (
        [('agenda = "jenis = baru"', 'agenda = "usia(alamat) > 5"')],
        [("2", None, '"agenda": usia hanya untuk isian tanggal, bukan "alamat"')],
    ),
    "an order on what is no number": (
        [('agenda = "jenis = baru"', 'agenda = "alamat > 5"')],
        [("2", None, '"agenda": ">" hanya untuk isian angka, bukan "alamat"')],
    ),
    "a channel that is none": (
        [('agenda = "jenis = baru"', 'agenda = "kanal = pos"')],
        [("2", None, '"agenda": "pos" bukan pilihan isian "kanal"')],
    ),
}  # fmt: skip

STEPS: dict[str, Breaking] = {
    "unknown role": ([('roles = ["kasi"]', 'roles = ["kasi", "juru"]')], [("3", None, 'peran "juru" tidak dikenal')]),
    "role without a lane": (
        [('roles = ["kasi"]', 'roles = ["kasi", "kabid"]')],
        [("3", None, 'peran "kabid" tidak punya lajur pada SOP ini')],
    ),
    "a step nobody of its own roles moves": (
        [('roles = ["kasi"]', 'roles = ["loket"]')],
        [("3", None, "tidak satu pun gerak dilakukan peran langkah ini")],
    ),
    "recorded by one who moves nothing": (
        [('recorded_by = "loket"', 'recorded_by = "kasi"')],
        [("1", None, 'tidak satu pun gerak dilakukan pencatatnya, "kasi"')],
    ),
    "outsider recorded by nobody": (
        [('recorded_by = "loket"\n', "")],
        [("1", None, "pelaku luar tanpa recorded_by: siapa yang mencatat?")],
    ),
    "recorded by an outsider": (
        [('recorded_by = "loket"', 'recorded_by = "saksi"')],
        [("1", None, 'recorded_by "saksi" bukan peran kantor')],
    ),
    "recorded by no role": (
        [('recorded_by = "loket"', 'recorded_by = "juru"')],
        [("1", None, 'recorded_by "juru" bukan peran kantor')],
    ),
    "tray too long": (
        [('tray = "Tanda tangan"', 'tray = "Tanda tangan ya"')],
        [("3", None, 'nama kolom "Tanda tangan ya" lebih panjang dari 14 huruf')],
    ),
    "no minutes at all written as 0": (
        [("optional = true\nminutes = 5", "optional = true\nminutes = 0")],
        [("2b", None, "menit standar harus lebih dari 0; kosongkan bila SOP tidak menyebutnya")],
    ),
    "extra step with minutes": (
        [("extra = true", "extra = true\nminutes = 3")],
        [("+", None, "langkah tambahan tidak punya menit standar")],
    ),
    "waiting for the applicant as a step": (
        [('status = "siap_diambil"', 'status = "menunggu_pemohon"')],
        [("+", None, '"menunggu_pemohon" bukan keadaan sebuah langkah')],
    ),
    "done as a step": (
        [('status = "siap_diambil"', 'status = "selesai"')],
        [("+", None, '"selesai" bukan keadaan sebuah langkah')],
    ),
    "void as a step": (
        [('status = "siap_diambil"', 'status = "batal"')],
        [("+", None, '"batal" bukan keadaan sebuah langkah')],
    ),
    "unknown book": ([('"pendaftaran",', '"pendaftaran", "arsip",')], [("2", None, 'buku "arsip" tidak dikenal')]),
    "unknown series": (
        [('"agenda:masuk"', '"agenda:dalam"')],
        [("2", None, 'buku "agenda" tidak punya seri "dalam"')],
    ),
    "condition of nothing": (
        [('when = { agenda = "jenis = baru" }', 'when = { agenda = "jenis = baru", arsip = "jenis" }')],
        [("2", None, 'syarat untuk "arsip", tetapi langkah ini tidak mencetak atau mencatatnya')],
    ),
    "mark of nothing": (
        [('marks = { pelaku = "P" }', 'marks = { pelaku = "P", konsep = "usul" }')],
        [("1", None, 'tanda untuk "konsep", tetapi langkah ini tidak memuatnya')],
    ),
}  # fmt: skip

MOVES: dict[str, Breaking] = {
    "by nobody": (
        [(RETURN, RETURN.replace('["kasi"]', "[]"))],
        [("3", BACK, "tidak ada peran yang boleh melakukannya")],
    ),
    "by no role": ([(RETURN, RETURN.replace('"kasi"', '"juru"'))], [("3", BACK, 'peran "juru" tidak dikenal')]),
    "by an outsider": (
        [(RETURN, RETURN.replace('"kasi"', '"kasi", "pemohon"'))],
        [("3", BACK, '"pemohon" tidak punya akun; sebut peran yang mencatatnya')],
    ),
    "by a role without a lane": (
        [(MEET, MEET.replace('"loket"', '"kabid"'))],
        [("2", "rapat→rapat", 'peran "kabid" tidak punya lajur pada SOP ini')],
    ),
    "to nowhere": (
        [(RETURN, RETURN.replace('"periksa"', '"perksa"'))],
        [("3", "kembalikan→perksa", 'tujuan "perksa" tidak ada')],
    ),
    "to itself": (
        [(RETURN, RETURN.replace('"periksa"', '"ttd"'))],
        [("3", "kembalikan→ttd", "bergerak ke dirinya sendiri")],
    ),
    "terima written out": (
        [(MEET, MEET + '\n  { intent = "terima", by = ["loket"], to = "rapat" },')],
        [("2", "terima→rapat", "terima tidak ditulis: papan menyediakannya setelah minta dilengkapi")],
    ),
    "finish that leads on": (
        [(FINISH, FINISH + '\n  { intent = "selesai", by = ["loket"], to = "periksa" },')],
        [("+", "selesai→periksa", "hanya selesai yang mengakhiri berkas, dan selesai selalu mengakhirinya")],
    ),
    "forward that ends": (
        [(FINISH, FINISH + '\n  { intent = "teruskan", by = ["loket"] },')],
        [("+", "teruskan→akhir", "hanya selesai yang mengakhiri berkas, dan selesai selalu mengakhirinya")],
    ),
    "forward to the applicant": (
        [(MEET, MEET + '\n  { intent = "eskalasi", by = ["loket"], to = "pemohon" },')],
        [("2", "eskalasi→pemohon", "hanya kembalikan yang menuju pemohon")],
    ),
    "return without a reason": (
        [(RETURN, RETURN.replace(', requires = ["alasan"]', ""))],
        [("3", BACK, "pengembalian harus meminta alasan")],
    ),
    "unknown check": (
        [(RETURN, RETURN.replace('["alasan"]', '["alasan", "lengkap"]'))],
        [("3", BACK, 'pemeriksaan "lengkap" tidak dikenal')],
    ),
    "check with a paper that takes none": (
        [(RETURN, RETURN.replace('["alasan"]', '["alasan", "solusi:konsep"]'))],
        [("3", BACK, 'pemeriksaan "solusi:konsep" tidak dikenal')],
    ),
    "waiting for an unknown paper": (
        [(APPROVE, APPROVE.replace("kertas_keluar:konsep", "kertas_keluar:draf"))],
        [("3", "setujui→serah", 'pemeriksaan "kertas_keluar:draf": cetakan "draf" tidak dikenal')],
    ),
    "waiting for no paper": (
        [(APPROVE, APPROVE.replace("kertas_keluar:konsep", "kertas_keluar"))],
        [("3", "setujui→serah", 'pemeriksaan "kertas_keluar": cetakan "" tidak dikenal')],
    ),
    "waiting for a paper nobody prints": (
        [(APPROVE, APPROVE.replace(":konsep", ":tanda_terima"))],
        [("3", "setujui→serah", 'pemeriksaan "kertas_keluar:tanda_terima": tidak ada langkah yang mencetaknya')],
    ),
    "unknown paper": (
        [(RETURN, RETURN.replace(" },", ', prints = ["lembar"] },'))],
        [("3", BACK, 'cetakan "lembar" tidak dikenal')],
    ),
    "unknown message": (
        [(RETURN, RETURN.replace(" },", ', message = "salah" },'))],
        [("3", BACK, 'pesan "salah" tidak dikenal')],
    ),
    "unknown reason": (
        [(RETURN, RETURN.replace(" },", ', reasons = ["salah_tulis", "bosan"] },'))],
        [("3", BACK, 'alasan "bosan" tidak dikenal')],
    ),
    "the same move twice": ([(RETURN, f"{RETURN}\n  {RETURN}")], [("3", BACK, "gerak yang sama tertulis dua kali")]),
}  # fmt: skip

GRAPH: dict[str, Breaking] = {
    "never reached": ([(f"{MEET}\n", "")], [("2b", None, "tidak pernah tercapai dari langkah pertama")]),
    "only ways back": (
        [('moves = [\n  { intent = "teruskan", by = ["loket"], to = "ttd", complete = true },\n]',
          'moves = [\n  { intent = "kembalikan", by = ["loket"], to = "periksa", requires = ["alasan"] },\n]')],
        [
            ("2b", None, "jalan buntu: tidak ada gerak maju"),
            ("2b", None, "jalan buntu: dari sini tidak ada jalan maju sampai selesai"),
        ],
    ),
    "a ring without a way out": (
        [('moves = [\n  { intent = "teruskan", by = ["loket"], to = "ttd", complete = true },\n]',
          'moves = [\n  { intent = "teruskan", by = ["loket"], to = "lagi" },\n]'
          + EXTRA_STEP.format(id="lagi", no="2c", moves='{ intent = "teruskan", by = ["loket"], to = "rapat" }'))],
        [
            ("2b", None, "jalan buntu: dari sini tidak ada jalan maju sampai selesai"),
            ("2c", None, "jalan buntu: dari sini tidak ada jalan maju sampai selesai"),
        ],
    ),
    "no end": (
        [(FINISH, '{ intent = "teruskan", by = ["loket"], to = "periksa" },')],
        [(None, None, "tidak ada gerak selesai: berkas tidak pernah berakhir")],
    ),
    "no end and nothing ready": (
        [(FINISH, '{ intent = "teruskan", by = ["loket"], to = "periksa" },'), (", ready = true", "")],
        [
            (None, None, "tidak ada gerak selesai: berkas tidak pernah berakhir"),
            (None, None, "tidak ada gerak yang menyatakan dokumen jadi (ready)"),
        ],
    ),
    "a required field nobody asks for": (
        [(', requires = ["isian_lengkap"]', "")],
        [("1", None, 'isian wajib "jenis" tidak pernah diperiksa: tambahkan isian_lengkap')],
    ),
    "a required field of a branch that is not asked for there": (
        [('{ id = "alamat", step = "periksa" }', '{ id = "alamat", step = "rapat", required = true }')],
        [("2b", None, 'isian wajib "alamat" tidak pernah diperiksa: tambahkan isian_lengkap')],
    ),
    "a checklist nobody looks at": (
        [('requires = ["syarat_lengkap"]', "requires = []")],
        [(None, None, "persyaratan wajib tidak pernah diperiksa: tambahkan syarat_lengkap")],
    ),
    "a rule of a field that is not there": (
        [("complete = true },\n  { intent = \"rapat\"",
          'complete = true, rules = [{ holds = "umur > 5", otherwise = "Terlalu muda" }] },\n  { intent = "rapat"')],
        [("2", None, 'aturan gerak teruskan→ttd: syarat menyebut isian "umur" yang tidak ada')],
    ),
    "a family without relations": (
        [(ADDRESS, '{ id = "alamat", title = "Alamat", type = "rows", family = true, step = "periksa", columns = ['
          '{ id = "nama", title = "Nama", type = "name" }] }')],
        [(None, None, 'isian "alamat": family hanya untuk daftar dengan kolom shdk')],
    ),
    "a slip's code nobody compares": (
        [(ADDRESS, '{ id = "kode_ambil", title = "Kode", type = "text", step = "periksa" }')],
        [(None, None, "kode pada bukti pengambilan tidak pernah dicocokkan: tambahkan kode_ambil")],
    ),
    "a way to the end past the completion": (
        [(MEET, f'{MEET}\n  {{ intent = "sederhana", by = ["loket"], to = "serah" }},')],
        [(None, None, "ada jalan sampai selesai yang tidak pernah menyatakan berkas lengkap (complete)")],
    ),
    "minutes unlike the total": (
        [("total_minutes = 9", "total_minutes = 10")],
        [(None, None, "jumlah menit langkah 9, tertulis 10")],
    ),
    "minutes without a total": (
        [("total_minutes = 9\n", "")],
        [(None, None, "jumlah menit langkah 9, tertulis kosong")],
    ),
    "never complete": (
        [('["konsep"], complete = true', '["konsep"]'), ('to = "ttd", complete = true', 'to = "ttd"')],
        [(None, None, "tidak ada gerak yang menyatakan berkas lengkap (complete)")],
    ),
    "a promise of nothing": (
        [("amount = 1", "amount = 0")],
        [(None, None, "janji layanan antara 1 dan 365 hari kerja")],
    ),
    "in the name of a field that is not there": (
        [('document = "surat"', 'document = "surat"\nsubject = "nama"')],
        [(None, None, 'subject "nama" harus isian nama yang ada pada SOP ini')],
    ),
    "in the name of a date": (
        [('document = "surat"', 'document = "surat"\nsubject = "mulai"')],
        [(None, None, 'subject "mulai" harus isian nama yang ada pada SOP ini')],
    ),
    "a paraf where nobody approves": (
        [('tray = "Periksa"', 'tray = "Periksa"\nparaf = true')],
        [("2", None, "paraf hanya untuk langkah yang menyetujui dan bukan tanda tangan")],
    ),
    "a signature that is a paraf": (
        [("signs = true", "signs = true\nparaf = true")],
        [("3", None, "paraf hanya untuk langkah yang menyetujui dan bukan tanda tangan")],
    ),
    "signed, nobody knows how": (
        [('signing = "basah"\n', "")],
        [(None, None, "ada langkah tanda tangan tetapi signing tidak disebut")],
    ),
}  # fmt: skip

EVERY = {**NAMES, **CONDITIONS, **STEPS, **MOVES, **GRAPH, **AFTER}


def test_the_good_file_has_no_fault(tmp_path: Path) -> None:
    assert faults(load(written(tmp_path, GOOD)), NAME, VOCABULARY) == []


@pytest.mark.parametrize("what", EVERY)
def test_each_fault_is_told_alone_with_its_place(what: str, tmp_path: Path) -> None:
    changes, expected = EVERY[what]
    found = faults_of(written(tmp_path, changed(*changes)))
    assert told(found) == expected
    assert {fault.file for fault in found} == {NAME}


def test_a_place_in_words(tmp_path: Path) -> None:
    changes, _ = MOVES["return without a reason"]
    found = faults_of(written(tmp_path, changed(*changes)))
    assert str(found[0]) == (
        "contoh.surat.1.toml, langkah 3, gerak kembalikan→periksa: pengembalian harus meminta alasan"
    )


def test_several_faults_come_at_once(tmp_path: Path) -> None:
    together = ["unknown receipt", "tray too long", "to nowhere", "never complete", "minutes unlike the total"]
    changes = [change for what in together for change in EVERY[what][0]]
    expected = [fault for what in together for fault in EVERY[what][1]]
    assert sorted(told(faults_of(written(tmp_path, changed(*changes)))), key=str) == sorted(expected, key=str)


def test_the_step_is_named_by_its_printed_number_however_many_there_are(tmp_path: Path) -> None:
    changes = [*MOVES["to nowhere"][0], *STEPS["extra step with minutes"][0], *STEPS["unknown series"][0]]
    assert {step for step, _, _ in told(faults_of(written(tmp_path, changed(*changes))))} == {"2", "3", "+"}


# --- warnings -------------------------------------------------------------------------------------------------------


def sentences(services: list[Sop]) -> list[str]:
    return [str(warning) for warning in warnings([(f"{service.id}.1.toml", service) for service in services])]


def test_an_approval_without_a_way_back_is_looked_at(tmp_path: Path) -> None:
    service = load(written(tmp_path, changed((f"{RETURN}\n", ""))))
    assert sentences([service]) == ["contoh.surat.1.toml, langkah 3: langkah yang menyetujui tidak punya jalan kembali"]


def test_a_good_sop_has_nothing_to_look_at(tmp_path: Path) -> None:
    assert sentences([load(written(tmp_path, GOOD))]) == []


def test_one_number_on_several_sops_however_it_is_spaced(tmp_path: Path) -> None:
    service = load(written(tmp_path, GOOD))
    first = replace(service, sop_number="800/19.a/SOP")
    second = replace(service, id="contoh.lain", sop_number="800/19.a /SOP")
    told_once = sentences([first, second])
    assert len(told_once) == 1
    assert told_once[0].endswith("nomor SOP 800/19.a/SOP dipakai 2 SOP: contoh.surat, contoh.lain")


@pytest.mark.parametrize("number", ["", " ", "/ /"])
def test_an_empty_number_is_no_number(number: str, tmp_path: Path) -> None:
    service = replace(load(written(tmp_path, GOOD)), sop_number=number)
    assert sentences([service, replace(service, id="contoh.lain")]) == []


def test_what_an_office_should_look_at_in_the_eleven() -> None:
    assert [warning.partition(": ")[2] for warning in sentences([sop(sop_id) for sop_id in SOP_IDS])] == [
        "langkah yang menyetujui tidak punya jalan kembali",
        "langkah yang menyetujui tidak punya jalan kembali",
        "nomor SOP 800/109/SOP/DISDUKCAPIL/2022 dipakai 2 SOP: waykanan.kk_baru, waykanan.skpwni",
        "nomor SOP 800/19-a/SOP/DISDUKCAPIL/2022 dipakai 2 SOP: waykanan.ktp_ganti, waykanan.kia_baru",
        "nomor SOP 800/19.a/SOP/DISDUKCAPIL/2022 dipakai 3 SOP: "
        "waykanan.akta_lahir, waykanan.akta_mati, waykanan.pengaduan",
    ]


def test_a_warning_names_a_file() -> None:
    services = [(f"{sop_id}.1.toml", sop(sop_id)) for sop_id in SOP_IDS]
    assert {warning.file for warning in warnings(services)} <= {file for file, _ in services}
