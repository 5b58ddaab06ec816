"""The eleven SOPs as the reconstruction of the seeds states them (DOMAIN A.0-A.11, B.1): written by hand, not derived.

Shorthand in ``Row``: a move is its intent and the printed number it leads to; ``*`` behind a move, paper or book says
that it was read between the lines (tersirat), ``~`` that it is a proposal (usul), ``^`` an addition (tambahan).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row of an SOP's table."""

    no: str
    roles: str
    sure: str
    """How sure the actor is: P, L, I+, I, I-; the extra step is ``tambahan``."""
    minutes: int | None
    ahead: str
    """Ways on: ``setujui 4``, ``selesai``; several with a comma."""
    back: str = ""
    """Where it may be sent back to: printed numbers and ``pemohon``."""
    recorded_by: str = ""
    """Who records a step of somebody without an account."""
    papers: str = ""
    """Papers on the way on."""
    sheets: str = ""
    """Papers on the way back."""
    books: str = ""


@dataclass(frozen=True)
class Head:
    """What stands above the table (DOMAIN A.0, A.13)."""

    number: str
    established: str
    channel: str
    bidang: str | None
    signing: str | None
    signed_at: str
    """Printed number of the step where the head of office signs."""
    phone: str
    total: int | None
    stated: bool
    promise: tuple[str, int] | None
    complete_at: str
    """Printed number of the step whose forward move declares the berkas complete."""
    walks: tuple[int, ...]
    """Minutes of every way through, shortest first."""
    roles: str
    """Lanes as this SOP calls them."""


DAY = ("hari_kerja", 1)
RECEIPT = "tanda_terima_berkas"
AKTA_LANES = (
    "Masyarakat/Pemohon, Saksi, Petugas Pelayanan Online, Operator, Petugas Penyerahan Dokumen, Kasi, "
    "Kepala Bidang, Kepala Dinas"
)
SERAH_TERIMA = Row(
    "+", "penyerahan", "tambahan", None, "selesai*", papers="bukti_penyerahan~", books="penyerahan~"
)  # fmt: skip

TABLES: dict[str, tuple[Row, ...]] = {
    "landak.konsultasi": (
        Row("1", "pemohon", "P", 3, "teruskan 2", recorded_by="tim_konsultasi"),
        Row("2", "tim_konsultasi", "L", 2, "teruskan 3", "pemohon*",
            papers="rangkuman_permasalahan", books="konsultasi agenda"),
        Row("3", "tim_konsultasi", "L", 2, "teruskan 4, rapat 3b", "2* pemohon*", books="agenda"),
        Row("3b", "tim_konsultasi", "L", 5, "teruskan 4", papers="notulensi_rapat daftar_hadir"),
        Row("4", "tim_konsultasi", "P", 2, "teruskan 5", "3*",
            papers="surat_jawaban", books="agenda rekap_konsultasi arsip"),
        Row("5", "pemohon", "P", 1, "selesai", recorded_by="tim_konsultasi",
            papers="tanda_terima_surat_jawaban", books="agenda"),
    ),
    "landak.kk_umum": (
        Row("1", "pemohon", "P", 1, "teruskan 2", recorded_by="loket"),
        Row("2", "loket", "L", 3, "teruskan 3", "pemohon",
            papers="tanda_bukti_pengambilan konsep_kk", books="pendaftaran"),
        Row("3", "kasi", "L", 1, "setujui 4", "2", sheets="lembar_koreksi"),
        Row("4", "kabid", "P", 1, "setujui 5", "3", sheets="lembar_koreksi"),
        Row("5", "loket", "L", 1, "teruskan 6"),
        Row("6", "kadis", "P", 1, "setujui 7", "5*"),
        Row("7", "loket", "L", 1, "teruskan 8", papers="bukti_penyerahan", books="agenda penyerahan arsip"),
        Row("8", "pemohon", "P", 1, "selesai", recorded_by="loket"),
    ),
    "pasbar.keliling": (
        Row("1", "petugas_khusus", "P", None, "teruskan 2"),
        Row("2", "petugas_khusus pemohon", "P", None, "teruskan 3"),
        Row("3", "pelayanan", "P", None, "teruskan 4", "pemohon", papers="foto_berkas"),
        Row("4", "verifikator", "P", None, "teruskan 5", "3"),
        Row("5", "operator", "P", None, "teruskan 6", "4*", papers="draf"),
        Row("6", "kasi", "P", None, "setujui 7", "5*"),
        Row("7", "kadis", "P", None, "setujui 8", "6*"),
        Row("8", "pelayanan", "I+", None, "teruskan 9"),
        Row("9", "pemohon", "I+", None, "teruskan 10", recorded_by="pelayanan"),
        Row("10", "pemohon", "P", None, "selesai", recorded_by="petugas_khusus",
            papers="bukti_penyerahan~", books="arsip^"),
    ),
    "waykanan.kk_baru": (
        Row("1", "pemohon", "P", 5, "teruskan 2", "pemohon*", recorded_by="pelayanan", papers=f"{RECEIPT}*"),
        Row("2", "operator", "I+", 10, "teruskan 3", "1*", papers="konsep_kk* lembar_koreksi*"),
        Row("3", "kasi", "I+", 5, "setujui 4", "2*"),
        Row("4", "kabid", "I+", 5, "setujui 5", "3*"),
        Row("5", "kadis", "I+", 5, "setujui 6", "4*"),
        Row("6", "penyerahan", "I", 10, "teruskan 7", books="agenda arsip"),
        Row("7", "pelayanan", "I", 5, "teruskan +*"),
        SERAH_TERIMA,
    ),
    "waykanan.skpwni": (
        Row("1", "pemohon", "P", 5, "teruskan 2", "pemohon*", recorded_by="pelayanan", papers=RECEIPT),
        Row("2", "operator", "I+", 10, "teruskan 3", "1*", papers="draf_skpwni* lembar_koreksi*"),
        Row("3", "kasi", "P", 5, "setujui 4", "2*"),
        Row("4", "kabid", "P", 5, "setujui 5", "3*"),
        Row("5", "kadis", "I+", 5, "setujui 6", "4*"),
        Row("6", "penyerahan", "I", 10, "teruskan 7", papers="lembar_paraf", books="agenda arsip"),
        Row("7", "pelayanan", "I", 5, "teruskan +*"),
        SERAH_TERIMA,
    ),
    "waykanan.ktp_ganti": (
        Row("1", "pemohon", "P", 5, "teruskan 2", "pemohon*", recorded_by="pelayanan", papers=f"{RECEIPT}*"),
        Row("2", "operator", "P", 10, "teruskan 3", "1*", books="blangko*"),
        Row("3", "penyerahan", "I-", 5, "teruskan 4", "2*"),
        Row("4", "penyerahan", "I+", 5, "selesai", papers="label_pos", books="ekspedisi arsip"),
    ),
    "waykanan.kia_baru": (
        Row("1", "pemohon", "P", 2, "teruskan 2", recorded_by="pelayanan"),
        Row("2", "pelayanan", "I+", 5, "teruskan 3", "pemohon"),
        Row("3", "kasi", "P", 10, "setujui 4", "2*"),
        Row("4", "penyerahan", "I-", 10, "teruskan 5", books="blangko*"),
        Row("5", "penyerahan", "I+", 2, "selesai", papers="label_pos", books="ekspedisi arsip"),
    ),
    "waykanan.akta_lahir": (
        Row("1", "pemohon", "P", 10, "teruskan 2", recorded_by="pelayanan"),
        Row("2", "pelayanan", "I+", 10, "teruskan 3*", "pemohon", papers="nomor_antrean", books="pendaftaran*"),
        Row("3", "kasi", "L", 5, "setujui 4", "2", sheets="lembar_koreksi"),
        Row("4", "kabid", "P", 5, "setujui 5", "3"),
        Row("5", "kasi", "P", 5, "setujui 6", books="blangko*"),
        Row("6", "operator", "P", 15, "teruskan 7", "5*", papers="draf_akta_lahir register_akta", books="akta_lahir"),
        Row("7", "pemohon saksi", "P", 5, "teruskan 8", "6*", recorded_by="penyerahan"),
        Row("8", "penyerahan", "L", 10, "teruskan 9"),
        Row("9", "kadis", "P", 5, "setujui 10", "6*"),
        Row("10", "pelayanan", "I", 10, "teruskan +*", books="arsip"),
        SERAH_TERIMA,
    ),
    "waykanan.akta_mati": (
        Row("1", "pemohon", "P", 10, "teruskan 2", recorded_by="pelayanan"),
        Row("2", "pelayanan", "I+", 10, "teruskan 3", "pemohon", books="pendaftaran"),
        Row("3", "kasi", "P", 5, "setujui 4", "2", sheets="lembar_koreksi"),
        Row("4", "kabid", "P", 5, "setujui 5", "3"),
        Row("5", "kasi", "P", 5, "setujui 6", books="blangko*"),
        Row("6", "operator", "P", 15, "teruskan 7", "5*", papers="draf_akta_mati register_akta", books="akta_mati"),
        Row("7", "pemohon saksi", "P", 5, "teruskan 8", "6*", recorded_by="penyerahan"),
        Row("8", "penyerahan", "L", 10, "teruskan 9"),
        Row("9", "kadis", "P", 5, "setujui 10", "6*"),
        Row("10", "pelayanan", "I", 10, "teruskan +*", books="arsip"),
        SERAH_TERIMA,
    ),
    "waykanan.pengaduan": (
        Row("1", "pemohon", "P", 5, "teruskan 2", recorded_by="penerima_aduan"),
        Row("2", "penerima_aduan", "P", 5, "sederhana 3*, kompleks 4*", "pemohon*",
            papers="tanda_terima_aduan~", books="pengaduan"),
        Row("3", "penerima_aduan", "L", 10, "selesai*, eskalasi 4*"),
        Row("4", "penerima_aduan", "P", 10, "teruskan 5", "3*", papers="laporan_aduan"),
        Row("5", "pengelola_aduan tim_aduan", "P", 10, "teruskan 6", "4*", papers="notulensi_rapat"),
        Row("6", "pengelola_aduan", "P", 10, "teruskan 7"),
        Row("7", "penerima_aduan", "P", 10, "selesai", books="arsip"),
    ),
    "balangan.dikjamila": (
        Row("1", "pelayanan", "L", 5, "teruskan 2", "pemohon*", papers="checklist_persyaratan"),
        Row("2", "operator", "L", 5, "teruskan 3", "1"),
        Row("3", "operator", "L", 15, "teruskan 4", papers="draf"),
        Row("4", "kasi", "L", 10, "setujui 5", "3", sheets="lembar_koreksi"),
        Row("5", "kabid", "P", 10, "setujui 6", "4"),
        Row("6", "kadis", "P", 10, "setujui 7", "5*"),
        Row("7", "operator", "I", 10, "teruskan 8"),
        Row("8", "pelayanan", "I+", 5, "selesai", papers="bukti_penyerahan~", books="arsip^"),
    ),
}  # fmt: skip

HEADS: dict[str, Head] = {
    "landak.konsultasi": Head(
        "SK Kepala Dinas 15/DUKCAPIL/TAHUN 2021", "4 Januari 2021", "daring", None, "basah", "", "",
        10, False, None, "2", (10, 15),
        "Pemohon, Tim Penanganan Konsultasi",
    ),
    "landak.kk_umum": Head(
        "", "", "loket", "dafduk", "basah", "6", "", 10, True, None, "2", (10,),
        "Pemohon, Loket, Kasi Identitas Penduduk, Kabid Pelayanan Pendaftaran Penduduk, Kadis Dukcapil",
    ),
    "pasbar.keliling": Head(
        "", "", "keliling", None, "tte", "7", "0753466353", None, False, ("hari_kalender", 7), "3", (0,),
        "Petugas Khusus, Jorong/Masyarakat, Operator WhatsApp, Petugas Verifikasi, Operator Entri, Kasi Teknis, Kadis",
    ),
    "waykanan.kk_baru": Head(
        "800/109/SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", "dafduk", "tte", "5", "08117961500",
        45, False, DAY, "1", (45,),
        "Pemohon, Operator Pelayanan Online, Petugas/Operator, Kasi, Kabid, Kadis, Petugas Pengambilan",
    ),
    "waykanan.skpwni": Head(
        "800/109/SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", "dafduk", "basah", "5", "08117961500",
        45, False, DAY, "1", (45,),
        "Pemohon, Operator Pelayanan Online, Petugas/Operator, Kasi, Kabid, Kadis, Petugas Pengambilan",
    ),
    "waykanan.ktp_ganti": Head(
        "800/19-a/SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", "dafduk", None, "", "08117961600",
        25, False, DAY, "1", (25,),
        "Pemohon, Petugas Pelayanan 1, Operator Kartu Tanda Penduduk, Petugas Pelayanan 2",
    ),
    "waykanan.kia_baru": Head(
        "800/19-a/SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", "dafduk", None, "", "08117961600",
        29, False, DAY, "2", (29,),
        "Pemohon, Operator Pelayanan Online, Kasi Identitas Penduduk, Petugas 2",
    ),
    "waykanan.akta_lahir": Head(
        "800/19.a/SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", "capil", "basah", "9", "08117961700",
        80, True, DAY, "2", (80,),
        AKTA_LANES,
    ),
    "waykanan.akta_mati": Head(
        "800/19.a /SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", "capil", "basah", "9", "08117961800",
        80, True, DAY, "2", (80,),
        AKTA_LANES,
    ),
    "waykanan.pengaduan": Head(
        "800/19.a/SOP/DISDUKCAPIL/2022", "19 Januari 2022", "wa", None, None, "", "",
        60, False, DAY, "2", (20, 50, 60),
        "Pelapor, Petugas Penerima Aduan, Pejabat Pengelola Pengaduan, Tim Penjawab Aduan",
    ),
    "balangan.dikjamila": Head(
        "/ /Dukcapil-BLG/2020", "Januari 2020", "wa", None, "tte", "6", "",
        70, False, None, "1", (70,),
        "Pemohon, Operator Layanan, Operator SIAK, Kasi, Kabid, Kepala Dinas",
    ),
}  # fmt: skip
