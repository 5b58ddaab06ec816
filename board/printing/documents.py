"""Document id → builder. The ids are those of the SOP files and of ``config/documents.toml``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from board.printing import akta, endings, letters, meetings, receipts, reports, tickets, working_papers
from board.printing.confidential import without_secrets
from board.printing.draf_skpwni import draf_skpwni
from board.printing.handover import handover
from board.printing.konsep_kk import konsep_kk
from board.printing.photos import photos
from board.printing.register_akta import register_page

BUILDERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "tanda_terima_berkas": receipts.receipt,
    "tanda_bukti_pengambilan": receipts.receipt,
    "nomor_antrean": tickets.queue_number,
    "checklist_persyaratan": working_papers.checklist,
    "foto_berkas": photos,
    "konsep_kk": konsep_kk,
    "draf_skpwni": draf_skpwni,
    "draf_akta_lahir": akta.birth_draft,
    "draf_akta_mati": akta.death_draft,
    "draf": working_papers.draft,
    "register_akta": register_page,
    "lembar_koreksi": working_papers.correction_sheet,
    "lembar_paraf": working_papers.paraf_sheet,
    "bukti_penyerahan": handover,
    "label_pos": tickets.post_label,
    "map_ttd": working_papers.signing_folder,
    "rangkuman_permasalahan": letters.summary,
    "notulensi_rapat": meetings.minutes,
    "daftar_hadir": meetings.attendance,
    "surat_jawaban": letters.answer_letter,
    "tanda_terima_surat_jawaban": receipts.answer_receipt,
    "tanda_terima_aduan": receipts.complaint_receipt,
    "laporan_aduan": reports.complaint_report,
    "berita_acara_pembatalan": endings.cancellation,
    "pemberitahuan_insiden": endings.incident_letter,
}


def render(data: dict[str, Any]) -> bytes:
    """The PDF of a snapshot.

    Raises:
        KeyError: no builder for the document; a test holds this table against the configuration.
    """
    return BUILDERS[data["document"]](without_secrets(data))
