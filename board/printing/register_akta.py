"""The page of the akta register: one akta, one page, with room for notes in the margin (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, KeepInFrame, Table

from board.printing.akta import SEX
from board.printing.blocks import GRID, FillPage, gap, heading, text
from board.printing.particulars import clock, day, printed_day
from board.printing.sheet import build
from board.printing.signing import signature, signed, signers
from board.printing.tables import grid, pairs, shares, table_style
from board.wording import weekday_date


def register_page(data: dict[str, Any]) -> bytes:
    """Pelapor, event, two witnesses, four signatures; catatan pinggir beside them down the whole page."""
    answers = data["data"]
    death = "nama_almarhum" in answers or "no_akta_mati" in answers
    kind = "KEMATIAN" if death else "KELAHIRAN"

    def story(width: float, size: float) -> list[Flowable]:
        def page(_width: float, height: float) -> Flowable:
            main, margin = width * 0.74, width * 0.26
            body = KeepInFrame(main - 6, height - 2, _body(data, death, main - 6, size), mode="shrink")
            notes = text("CATATAN PINGGIR", size * 0.85, bold=True)
            table = Table([[body, notes]], colWidths=[main, margin], rowHeights=[height - 1], hAlign="LEFT")
            table.setStyle(
                table_style(("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOX", (1, 0), (1, 0), 0.6, GRID),
                            ("LEFTPADDING", (0, 0), (0, 0), 0), ("TOPPADDING", (0, 0), (0, 0), 0),
                            ("BOTTOMPADDING", (0, 0), (-1, -1), 0))
            )  # fmt: skip
            return table

        return [heading(f"REGISTER AKTA {kind}", size * 1.4), gap(2), FillPage(page)]

    return build(data, story)


def _body(data: dict[str, Any], death: bool, width: float, size: float) -> list[Flowable]:
    answers = data["data"]
    saksi1, saksi2 = answers.get("saksi1_nama") or "", answers.get("saksi2_nama") or ""
    return [
        pairs(
            [
                ("Nomor akta", answers.get("no_akta_mati" if death else "no_akta_lahir")),
                ("No. urut register", data["books"].get("akta_mati" if death else "akta_lahir")),
                ("No. berkas", data["number"]),
                ("Dicatat pada", weekday_date(printed_day(data))),
            ],
            width, size,
        ),
        gap(2.5),
        text("PELAPOR", size, bold=True),
        pairs(
            [
                ("Nama", data["applicant"]["name"]), ("NIK", data["applicant"]["nik"]),
                ("Umur", f"{answers['pelapor_umur']} tahun" if answers.get("pelapor_umur") else ""),
                ("Pekerjaan", answers.get("pelapor_pekerjaan")), ("Alamat", answers.get("alamat")),
            ],
            width, size,
        ),
        gap(2.5),
        text("YANG MENINGGAL" if death else "ANAK", size, bold=True),
        pairs(_deceased(data) if death else _child(data), width, size),
        gap(2.5),
        text("SAKSI", size, bold=True, space=2),
        grid(["", "Nama", "NIK"],
             [["I", saksi1, answers.get("saksi1_nik") or ""], ["II", saksi2, answers.get("saksi2_nik") or ""]],
             shares(width, 7, 60, 42), size * 0.95),
        gap(5),
        signers([("Pelapor", data["applicant"]["name"]), ("Saksi I", saksi1), ("Saksi II", saksi2)], width,
                size * 0.85),
        gap(5),
        signed([None, signature(data["signature"], size * 0.95, width * 0.6, head="Pejabat Pencatatan Sipil")],
               width, size),
        gap(1),
    ]  # fmt: skip


def _deceased(data: dict[str, Any]) -> list[tuple[str, object]]:
    answers = data["data"]
    when = day(answers.get("tgl_mati"))
    return [
        ("Nama", answers.get("nama_almarhum")), ("NIK", answers.get("nik_almarhum")),
        ("Jenis kelamin", SEX.get(answers.get("jk", ""), ("", ""))[0]),
        ("Tempat kematian", answers.get("tempat_mati")), ("Tanggal", weekday_date(when) if when else ""),
        ("Pukul", clock(data, answers.get("jam_mati"))), *_parents(answers),
    ]  # fmt: skip


def _child(data: dict[str, Any]) -> list[tuple[str, object]]:
    answers = data["data"]
    when = day(answers.get("tgl_lahir_anak"))
    return [
        ("Nama", answers.get("nama_anak")), ("Jenis kelamin", SEX.get(answers.get("jk", ""), ("", ""))[0]),
        ("Tempat lahir", answers.get("tempat_lahir")), ("Tanggal lahir", weekday_date(when) if when else ""),
        ("Pukul", clock(data, answers.get("jam_lahir"))), ("Anak ke", answers.get("anak_ke")), *_parents(answers),
    ]  # fmt: skip


def _parents(answers: dict[str, Any]) -> list[tuple[str, object]]:
    return [("Ayah", answers.get("nama_ayah")), ("Ibu", answers.get("nama_ibu"))]
