"""What was filled in, per paper: the ``data`` of a snapshot, of invented people only (NIK region 00)."""

from __future__ import annotations

from typing import Any

HEAD = {
    "nama": "BUDI SANTOSO", "nik": "0000010101800001", "jk": "L", "tempat_lahir": "BARADATU",
    "tgl_lahir": "1980-01-01", "agama": "islam", "pendidikan": "slta", "pekerjaan": "PETANI/PEKEBUN",
    "gol_darah": "O", "status_kawin": "kawin_tercatat", "tgl_kawin": "2005-06-12", "shdk": "kepala_keluarga",
    "kewarganegaraan": "WNI", "ayah": "SLAMET", "ibu": "WAGINEM",
}  # fmt: skip
WIFE = {
    "nama": "SITI AMINAH", "nik": "0000014505900001", "jk": "P", "tempat_lahir": "KASUI", "tgl_lahir": "1990-05-05",
    "agama": "islam", "pendidikan": "s1", "pekerjaan": "MENGURUS RUMAH TANGGA", "gol_darah": "AB",
    "status_kawin": "kawin_tercatat", "tgl_kawin": "2005-06-12", "shdk": "istri", "kewarganegaraan": "WNI",
    "ayah": "ABDUL ROHMAN", "ibu": "SUMIYATI",
}  # fmt: skip
CHILD = {
    "nama": "PUTRI AYU LESTARI", "nik": "0000014504150001", "jk": "P", "tempat_lahir": "WAY KANAN",
    "tgl_lahir": "2015-04-05", "agama": "islam", "pendidikan": "belum_tamat_sd", "pekerjaan": "PELAJAR",
    "gol_darah": "tidak_tahu", "status_kawin": "belum_kawin", "shdk": "anak", "kewarganegaraan": "WNI",
    "ayah": "BUDI SANTOSO", "ibu": "SITI AMINAH",
}  # fmt: skip
ADDRESS = {
    "alamat": "JL. MERDEKA NO. 1", "rt": "003", "rw": "012", "kode_pos": "34764",
    "desa": "BLAMBANGAN UMPU", "kecamatan": "UMPU SEMENGUK",
}  # fmt: skip
HANDOVER = {
    "cara_serah": "ambil", "penerima_nama": "JOKO PRASETYO", "penerima_hubungan": "kuasa",
    "bukti_pengambilan": "tidak", "penerima_identitas": "Surat kuasa bermeterai", "alasan_tanpa_bukti": "Bukti hilang",
    "pernyataan_tanpa_bukti": "surat",
}  # fmt: skip
WITNESSES = {
    "saksi1_nama": "JOKO PRASETYO", "saksi1_nik": "0000010303750003",
    "saksi2_nama": "DEWI ANGGRAINI", "saksi2_nik": "0000014404780004",
}  # fmt: skip
MEETING = {
    "rapat_tanggal": "2026-11-20", "rapat_mulai": "09:00", "rapat_selesai": "09:05",
    "rapat_tempat": "Ruang rapat lantai dua", "rapat_pimpinan": "TONO SUBEKTI",
    "rapat_peserta": "TONO SUBEKTI, Ketua Tim\nRINA MARLINA, S.Sos., Kasi Identitas Penduduk\nOKI FERDINAN",
    "rapat_agenda": "Perbedaan ejaan nama", "notulen": "Berkas diperiksa bersama.",
    "rapat_keputusan": "Nama disesuaikan dengan akta kelahiran.",
    "rapat_tindak_lanjut": [{"apa": "Membetulkan data di SIAK", "siapa": "OKI FERDINAN", "kapan": "2026-11-25"}],
}  # fmt: skip
FAMILY_CARD: dict[str, Any] = {
    **ADDRESS, "jenis_permohonan": "perubahan", "kepala_keluarga": "BUDI SANTOSO", "anggota": [HEAD, WIFE, CHILD],
    "no_kk_terbit": "0000010211260001",
}  # fmt: skip
MOVING: dict[str, Any] = {
    **ADDRESS, "kepala_keluarga": "BUDI SANTOSO", "klasifikasi": "antar_prov", "alasan_pindah": "pekerjaan",
    "jenis_kepindahan": "kepala_dan_sebagian", "status_kk_tinggal": "membuat_kk_baru",
    "status_kk_pindah": "membuat_kk_baru", "tujuan_alamat": "JL. SAWO NO. 7", "tujuan_rt": "001", "tujuan_rw": "002",
    "tujuan_desa": "SUKAMAJU", "tujuan_kecamatan": "CIBEUNYING", "tujuan_kabupaten": "BANDUNG",
    "tujuan_provinsi": "JAWA BARAT", "tujuan_kode_pos": "40000", "tgl_pindah": "2026-12-01",
    "no_skpwni": "SKPWNI/0000/23112026/0001",
    "anggota_pindah": [{name: row[name] for name in ("nik", "nama", "shdk")} for row in (HEAD, CHILD)],
}  # fmt: skip
BIRTH: dict[str, Any] = {
    **WITNESSES, "tgl_lahir_anak": "2026-11-02", "perkawinan_ortu": "tercatat", "nama_anak": "PUTRI AYU LESTARI",
    "jk": "P", "tempat_lahir": "WAY KANAN", "tempat_dilahirkan": "rs", "jam_lahir": "08:15", "anak_ke": "3",
    "penolong": "bidan", "berat": "3100", "panjang": "49", "nik_anak": "0000014211260001",
    "nama_ayah": "BUDI SANTOSO", "nik_ayah": "0000010101800001", "nama_ibu": "SITI AMINAH",
    "nik_ibu": "0000014505900001", "pelapor_umur": "46", "pelapor_pekerjaan": "PETANI/PEKEBUN",
    "alamat": "JL. MERDEKA NO. 1", "no_akta_lahir": "0000-LU-23112026-0001",
}  # fmt: skip
DEATH: dict[str, Any] = {
    **WITNESSES, "hubungan_pelapor": "ahli_waris", "nama_almarhum": "SLAMET RIYADI", "nik_almarhum": "0000010505500005",
    "tgl_mati": "2026-11-15", "jk": "L", "tempat_lahir": "BARADATU", "tgl_lahir_almarhum": "1950-05-05",
    "jam_mati": "04:30", "tempat_mati": "KOTABUMI", "sebab_mati": "wabah", "yang_menerangkan": "dokter",
    "anak_ke": "2", "nama_ayah": "KARTO", "nama_ibu": "WAGINEM", "pelapor_umur": "46",
    "pelapor_pekerjaan": "PETANI/PEKEBUN", "alamat": "JL. MERDEKA NO. 1", "no_akta_mati": "0000-KM-23112026-0001",
}  # fmt: skip
POST: dict[str, Any] = {
    "cara_serah": "pos", "pos_penerima": "SITI AMINAH", "pos_alamat": "JL. MERDEKA NO. 1 RT 003 RW 012, BARADATU",
    "pos_kode_pos": "34764", "no_resi": "P2611230000001",
}  # fmt: skip
ADVICE: dict[str, Any] = {
    **MEETING, "pokok": "Perbedaan ejaan nama pada KK dan akta.",
    "rangkuman": "Nama pada KK berbeda satu huruf dengan akta kelahiran.", "dasar": "Perpres 96/2018",
    "jawaban": "Nama disesuaikan dengan akta kelahiran melalui perubahan KK.",
}  # fmt: skip
COMPLAINT: dict[str, Any] = {
    **MEETING, "uraian": "Nama pada KK salah tulis.", "rahasiakan": "tidak", "kategori": "data",
    "pokok_laporan": "Perlu keputusan atas data ganda.",
}  # fmt: skip
GENERAL: dict[str, Any] = {
    **ADDRESS, "jenis_dokumen": "kk", "nama_subjek": "BUDI SANTOSO", "keterangan": "Penambahan anggota keluarga.",
    "no_kk_terbit": "0000010211260001",
}  # fmt: skip

ANSWERS: dict[str, dict[str, Any]] = {
    "konsep_kk": FAMILY_CARD,
    "draf_skpwni": MOVING,
    "draf_akta_lahir": BIRTH,
    "draf_akta_mati": DEATH,
    "register_akta": BIRTH,
    "draf": GENERAL,
    "bukti_penyerahan": {**FAMILY_CARD, **HANDOVER},
    "label_pos": POST,
    "rangkuman_permasalahan": ADVICE,
    "notulensi_rapat": ADVICE,
    "daftar_hadir": ADVICE,
    "surat_jawaban": ADVICE,
    "tanda_terima_surat_jawaban": ADVICE,
    "tanda_terima_aduan": COMPLAINT,
    "laporan_aduan": COMPLAINT,
}
"""By document id; the others need nothing that was filled in."""
