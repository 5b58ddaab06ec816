"""TOML → Sop: what a file takes from the library, and every way in which a file is refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.errors import SopInvalid
from board.workflow.load import load_sops
from board.workflow.sop import Intent, Option, Origin, Status
from tests.workflow.broken import (
    GOOD,
    LIBRARY,
    NAME,
    VOCABULARY,
    Fault,
    changed,
    faults_of,
    load,
    told,
    written,
)
from tests.workflow.given import brief

FIELD = '{ id = "alamat", step = "periksa" },'
MEET = '{ intent = "rapat", by = ["loket"], to = "rapat" },'


def other(text: str, *, sop_id: str = "contoh.lain", code: str = "LAIN") -> str:
    """The good file as another service."""
    return text.replace('id = "contoh.surat"', f'id = "{sop_id}"').replace('code = "SRT"', f'code = "{code}"')


# --- what is read ---------------------------------------------------------------------------------------------------


def test_the_good_file_becomes_an_sop(tmp_path: Path) -> None:
    service = load(written(tmp_path, GOOD))
    assert (service.id, service.version, service.code) == ("contoh.surat", 1, "SRT")
    assert [step.no for step in service.steps] == ["1", "2", "2b", "3", "+"]
    assert service.first.id == "kirim"
    checking = service.step("periksa")
    assert [move.name for move in checking.moves] == ["teruskan→ttd", "rapat→rapat", "kembalikan→pemohon"]
    assert checking.moves[0].complete
    assert checking.moves[0].origin is Origin.EXPLICIT
    assert service.step("serah").moves[0].intent is Intent.FINISH
    assert service.step("serah").moves[0].to is None
    assert service.step("serah").status is Status.READY
    assert service.promise
    assert (service.promise.unit, service.promise.amount) == ("hari_kerja", 1)


def test_a_list_is_copied_in(tmp_path: Path) -> None:
    field = load(written(tmp_path, GOOD)).field("jenis")
    assert field
    assert field.options == (Option("baru", "Baru", 1), Option("ulang", "Ulang"))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('{ id = "alamat", step = "periksa" },', [("alamat", "Alamat", 100)]),
        ('{ id = "alamat", step = "periksa", title = "Alamat asal", max = 40 },', [("alamat", "Alamat asal", 40)]),
        ('{ id = "asal", use = "alamat", title = "Asal", step = "periksa" },', [("asal", "Asal", 100)]),
        ('{ include = "tempat", step = "periksa" },', [("alamat", "Alamat", 100), ("rt", "RT", None)]),
    ],
)  # fmt: skip
def test_fields_of_the_library_are_copied_in(
    entry: str, expected: list[tuple[str, str, int | None]], tmp_path: Path
) -> None:
    service = load(written(tmp_path, changed((FIELD, entry))))
    assert [(field.id, field.title, field.max) for field in service.fields[3:]] == expected
    assert {field.step for field in service.fields[3:]} == {"periksa"}


def test_an_included_set_takes_what_the_sop_says_of_it(tmp_path: Path) -> None:
    entry = '{ include = "tempat", step = "periksa", when = "jenis = baru" },'
    service = load(written(tmp_path, changed((FIELD, entry))))
    assert {field.when for field in service.fields[3:]} == {"jenis = baru"}


def test_a_list_may_be_narrowed_and_reordered(tmp_path: Path) -> None:
    narrowed = 'list = "jenis", only = ["ulang", "baru"], step = "kirim"'
    field = load(written(tmp_path, changed(('list = "jenis", step = "kirim"', narrowed)))).field("jenis")
    assert field
    assert [option.value for option in field.options] == ["ulang", "baru"]


def test_columns_of_rows_are_resolved_too(tmp_path: Path) -> None:
    entry = (
        '{ id = "anggota", title = "Anggota", type = "rows", step = "periksa", '
        'columns = [ { id = "alamat" }, { id = "jenis", title = "Jenis", type = "enum", list = "jenis" } ] },'
    )
    field = load(written(tmp_path, changed((FIELD, entry)))).field("anggota")
    assert field
    assert [(column.title, len(column.options)) for column in field.columns] == [("Alamat", 0), ("Jenis", 2)]


def test_the_library_is_not_changed_by_what_is_read(tmp_path: Path) -> None:
    before = repr(LIBRARY)
    load(written(tmp_path, changed((FIELD, '{ id = "alamat", step = "periksa", max = 7 },'))))
    assert repr(LIBRARY) == before


# --- what is refused ------------------------------------------------------------------------------------------------


def whole(sentence: str) -> list[Fault]:
    """One fault of the file as a whole."""
    return [(None, None, sentence)]


SHAPES: dict[str, tuple[list[tuple[str, str]], list[Fault]]] = {
    "key missing": ([('title = "Surat Contoh"\n', "")], whole("title: wajib ada")),
    "key unknown": (
        [('title = "Surat Contoh"', 'title = "Surat Contoh"\nwarna = "biru"')],
        whole("warna: tidak dikenal"),
    ),
    "text wanted": ([('title = "Surat Contoh"', "title = 7")], whole("title: harus berupa teks")),
    "number wanted": ([("version = 1", 'version = "satu"')], whole("version: harus berupa angka bulat")),
    "whole number wanted": (
        [("total_minutes = 9", "total_minutes = 9.5")],
        whole("total_minutes: harus berupa angka bulat"),
    ),
    "list wanted": (
        [('register_by = ["loket"]', 'register_by = "loket"')],
        whole("register_by: harus berupa daftar"),
    ),
    "table wanted": ([("amount = 1 }", "amount = 1 }\nnotes = [7]")], whole("notes.0: harus berupa teks")),
    "no such channel": (
        [('channel = "loket"', 'channel = "pos"')],
        whole("channel: harus salah satu dari 'loket', 'wa', 'daring' atau 'keliling'"),
    ),
    "promise of another unit": (
        [('unit = "hari_kerja"', 'unit = "jam"')],
        whole("promise.unit: harus salah satu dari 'hari_kerja' atau 'hari_kalender'"),
    ),
    "key missing in a step": ([('title = "Rapat"\n', "")], [("2b", None, "steps.2.title: wajib ada")]),
    "key unknown in a step": (
        [("optional = true", "optional = true\nwajib = false")],
        [("2b", None, "steps.2.wajib: tidak dikenal")],
    ),
    "true or false wanted": (
        [("optional = true", 'optional = "kadang"')],
        [("2b", None, "steps.2.optional: harus true atau false")],
    ),
    "no such status": (
        [('status = "siap_diambil"', 'status = "hilang"')],
        [("+", None, "steps.4.status: harus salah satu dari 'berjalan', 'menunggu_pemohon', 'menunggu_saksi', "
          "'siap_diambil', 'selesai' atau 'batal'")],
    ),
    "key missing in a move": (
        [(MEET, MEET.replace('by = ["loket"], ', ""))],
        [("2", "rapat→rapat", "steps.1.moves.1.by: wajib ada")],
    ),
    "key unknown in a move": (
        [(MEET, MEET.replace(" },", ", siapa = 1 },"))],
        [("2", "rapat→rapat", "steps.1.moves.1.siapa: tidak dikenal")],
    ),
    "no such intent": (
        [(MEET, MEET.replace('"rapat", by', '"lempar", by'))],
        [("2", "lempar→rapat", "steps.1.moves.1.intent: harus salah satu dari 'teruskan', 'setujui', 'kembalikan', "
          "'selesai', 'terima', 'rapat', 'sederhana', 'kompleks' atau 'eskalasi'")],
    ),
    "no such origin": (
        [(MEET, MEET.replace(" },", ', origin = "kira-kira" },'))],
        [("2", "rapat→rapat", "steps.1.moves.1.origin: harus salah satu dari 'eksplisit' atau 'tersirat'")],
    ),
    "a move without intent": (
        [(MEET, '{ by = ["loket"] },')],
        [("2", "?→akhir", "steps.1.moves.1.intent: wajib ada")],
    ),
    "a move that is no table": ([(MEET, "7,")], [("2", "?", "steps.1.moves.1: harus berupa tabel")]),
    "a step without a number": ([('no = "2b"\n', "")], [("3", None, "steps.2.no: wajib ada")]),
    "fields that are no list": (
        [("fields = [", "fields = 7\nfelder = [")],
        [(None, None, "fields harus berupa daftar"), (None, None, "felder: tidak dikenal")],
    ),
    "a field that is no table": ([(FIELD, "7,")], whole("setiap isian harus berupa tabel")),
    "a field unlike all in the library": (
        [(FIELD, '{ id = "alamat2", step = "periksa" },')],
        [(None, None, "fields.3.title: wajib ada"), (None, None, "fields.3.type: wajib ada")],
    ),
    "a field that uses nothing": (
        [(FIELD, '{ id = "tujuan", use = "almat", title = "Tujuan", type = "text", step = "periksa" },')],
        [(None, None, 'isian "tujuan" memakai "almat" yang tidak ada di fields.toml')],
    ),
    "no such set": (
        [(FIELD, '{ include = "tmpat", step = "periksa" },')],
        [(None, None, 'kumpulan isian "tmpat" tidak ada')],
    ),
    "no such list": (
        [('list = "jenis", step = "kirim"', 'list = "jnis", step = "kirim"')],
        [
            (None, None, 'isian "jenis": daftar "jnis" tidak ada di lists.toml'),
            (None, None, 'isian "jenis": tidak punya pilihan'),
            (None, None, 'isian "sampai": "baru" bukan pilihan isian "jenis"'),
            (None, None, 'persyaratan "kuasa": "baru" bukan pilihan isian "jenis"'),
            ("2", None, '"agenda": "baru" bukan pilihan isian "jenis"'),
        ],
    ),
    "a choice that is not on the list": (
        [('list = "jenis", step = "kirim"', 'list = "jenis", only = ["baru", "lama"], step = "kirim"')],
        [(None, None, 'isian "jenis": "lama" tidak ada pada daftar jenis')],
    ),
    "no steps": (
        [(GOOD[GOOD.index("[[steps]]") :], "steps = []\n")],
        whole("SOP tidak punya langkah"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SHAPES)
def test_a_wrong_shape_is_told_with_its_place(what: str, tmp_path: Path) -> None:
    changes, expected = SHAPES[what]
    found = faults_of(written(tmp_path, changed(*changes)))
    assert told(found) == expected
    assert {fault.file for fault in found} == {NAME}


def test_all_wrong_shapes_come_at_once(tmp_path: Path) -> None:
    together = ["key missing", "no such channel", "key unknown in a step", "no such intent", "a field that is no table"]
    changes = [change for what in together for change in SHAPES[what][0]]
    expected = [fault for what in together for fault in SHAPES[what][1]]
    assert sorted(told(faults_of(written(tmp_path, changed(*changes)))), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("name", ["contoh.surat.2.toml", "surat.1.toml", "contoh.surat.toml"])
def test_the_name_of_the_file_says_what_is_in_it(name: str, tmp_path: Path) -> None:
    found = faults_of(written(tmp_path, GOOD, name))
    assert [str(fault) for fault in found] == [f"{name}: nama berkas harus contoh.surat.1.toml"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"id = ", "bukan TOML yang sah: periksa akhir berkas"),
        (b'id = "a"\nid = "b"\n', "bukan TOML yang sah: periksa baris 2, kolom 9"),
        (b"id = \x00", "bukan TOML yang sah: periksa baris 1, kolom 6"),
        (b"id = 1" + b"0" * 5_000, "bukan TOML yang sah: ada angka yang terlalu panjang"),
        (b"id = " + b"[" * 5_000, "bukan TOML yang sah: bersarang terlalu dalam"),
        (b"id = 1\xff\xfe", "bukan teks UTF-8 (byte ke-7)"),
    ],
    ids=["half", "twice", "nul", "long", "deep", "bytes"],
)
def test_what_is_no_toml(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(content)
    assert [str(fault) for fault in faults_of(path)] == [f"{NAME}: {sentence}"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert told(faults_of(tmp_path / NAME)) == [(None, None, f"berkas tidak ada: {tmp_path / NAME}")]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert told(faults_of(tmp_path / NAME)) == [(None, None, "tidak dapat dibaca: itu folder, bukan berkas")]


def test_a_byte_order_mark_in_front_is_no_fault(tmp_path: Path) -> None:
    assert load(written(tmp_path, "\ufeff" + GOOD)).id == "contoh.surat"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            '{ id = "anggota", title = "A", type = "rows", step = "periksa", columns = 3 },',
            "fields.3.columns: harus berupa daftar",
        ),
        (
            '{ id = "anggota", title = "A", type = "rows", step = "periksa", columns = [3] },',
            "fields.3.columns.0: harus berupa tabel",
        ),
        (
            '{ id = "pilih", title = "P", type = "text", step = "periksa", list = "jenis", only = 3 },',
            'isian "pilih": only harus berupa daftar',
        ),
        (
            '{ id = "pilih", title = "P", type = "text", step = "periksa", list = "jenis", only = [3] },',
            'isian "pilih": "3" tidak ada pada daftar jenis',
        ),
    ],
)
def test_odd_values_in_a_field_are_faults_too(entry: str, sentence: str, tmp_path: Path) -> None:
    assert told(faults_of(written(tmp_path, changed((FIELD, entry))))) == whole(sentence)


@settings(brief, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_a_piece_torn_out_never_crashes_the_loader(data: st.DataObject, tmp_path: Path) -> None:
    begin = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(begin, min(len(GOOD), begin + 200)))
    put = data.draw(st.sampled_from(["", "7", '""', "[]", "{}", "true", "\x00", "= ", '"pemohon"']))
    path = written(tmp_path, GOOD[:begin] + put + GOOD[end:])
    try:
        service = load(path)
    except SopInvalid as invalid:
        assert invalid.faults
        assert all(fault.sentence for fault in invalid.faults)
        return
    assert service.id == "contoh.surat"


# --- several files --------------------------------------------------------------------------------------------------


def test_several_files_are_loaded_in_their_order(tmp_path: Path) -> None:
    paths = [written(tmp_path, other(GOOD), "contoh.lain.1.toml"), written(tmp_path, GOOD)]
    assert [service.id for service in load_sops(paths, LIBRARY, VOCABULARY)] == ["contoh.lain", "contoh.surat"]


def test_no_files_are_no_sops() -> None:
    assert load_sops([], LIBRARY, VOCABULARY) == []


def test_one_faulty_file_holds_back_all_and_all_faults_are_told(tmp_path: Path) -> None:
    """Nothing is half loaded: the good ones are not handed out either."""
    receipt = changed(('receipt = "tanda_terima"', 'receipt = "tanda"'))
    paths = [
        written(tmp_path, other(receipt), "contoh.lain.1.toml"),
        written(tmp_path, GOOD),
        written(tmp_path, "id = ", "rusak.1.toml"),
        tmp_path / "hilang.1.toml",
    ]
    with pytest.raises(SopInvalid) as refused:
        load_sops(paths, LIBRARY, VOCABULARY)
    assert [fault.file for fault in refused.value.faults] == ["contoh.lain.1.toml", "rusak.1.toml", "hilang.1.toml"]
    assert refused.value.exit_code == 2
    assert len(refused.value.sentence.splitlines()) == 3


def test_two_services_may_not_number_in_one_series(tmp_path: Path) -> None:
    paths = [written(tmp_path, GOOD), written(tmp_path, other(GOOD, code="SRT"), "contoh.lain.1.toml")]
    with pytest.raises(SopInvalid) as refused:
        load_sops(paths, LIBRARY, VOCABULARY)
    assert [fault.sentence for fault in refused.value.faults] == ['kode nomor "SRT" sudah dipakai contoh.surat']


def test_the_clash_names_a_file(tmp_path: Path) -> None:
    paths = [written(tmp_path, GOOD), written(tmp_path, other(GOOD, code="SRT"), "contoh.lain.1.toml")]
    with pytest.raises(SopInvalid) as refused:
        load_sops(paths, LIBRARY, VOCABULARY)
    assert [fault.file for fault in refused.value.faults] == ["contoh.lain.1.toml"]


def test_two_versions_of_a_service_share_their_series(tmp_path: Path) -> None:
    second = GOOD.replace("version = 1", "version = 2")
    paths = [written(tmp_path, GOOD), written(tmp_path, second, "contoh.surat.2.toml")]
    assert [service.version for service in load_sops(paths, LIBRARY, VOCABULARY)] == [1, 2]


def test_one_version_is_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    paths = [written(tmp_path, GOOD), written(tmp_path / "lain", GOOD)]
    with pytest.raises(SopInvalid) as refused:
        load_sops(paths, LIBRARY, VOCABULARY)
    assert refused.value.sentence == f"{NAME}: contoh.surat versi 1 sudah dibaca dari {paths[0]}"
