"""Reading one bundle of the upload folder: which of its files are new, and what each of them turns out to be."""

from __future__ import annotations

import codecs
import os
import unicodedata
from dataclasses import dataclass, field

from board import wording
from board.models.inbox import Bundle, BundleFile
from board.printing.unreadable import Unreadable
from board.services.attach_file import digest_of
from board.services.attachments import stored_name
from board.services.bundles import NEW, WORDS
from board.services.desk import Desk
from board.services.inbox_folder import Gathered, NotTaken, content_of, lasting, look, refusal_of, stamp_of
from board.services.safe_decoder import SafeDecoder
from board.services.storage import keep_file

LARGEST_TEXT = 8 * 1024
NO_TEXT = "Bukan teks yang dapat dibaca; lihat di telepon layanan, atau minta pengirim menulisnya lagi."
_NO_LETTERS, _LAYOUT = frozenset({"Cc", "Cs", "Cn"}), frozenset("\t\n\r\f")
"""Control characters and what Unicode knows no sign for: none of these stands in a text but for its layout."""
READ_AS_WORDS = "Isinya dibaca sebagai pesan pengirim."


@dataclass
class Taken:
    """A file of a bundle as its row will tell it."""

    name: str
    """As the folder tells it."""
    source: str
    stamp: str
    size: int
    mime: str = ""
    pages: int = 0
    sha256: str = ""
    refused: str = ""
    words: str = ""

    @property
    def kept(self) -> bool:
        """Whether the original has done its work."""
        return bool(self.sha256) or self.mime == WORDS


@dataclass
class Reading:
    """One bundle while it is read."""

    files: list[Taken] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    """Name and stamp of originals that are known already: left over when a reading was cut off."""
    oldest: float | None = None


def read_bundle(desk: Desk, folder: int, item: Gathered, decoder: SafeDecoder) -> Reading:
    """Read what is new of a bundle, and keep the content of what is taken.

    Raises:
        StillArriving: something changed meanwhile.
        HomeUnusable: what was read cannot be kept.
    """
    known = _known(desk, item)
    reading, beyond = Reading(), 0
    room = desk.profile.inbox.most_files - _in_hand(desk, item)
    for name in item.names:
        told, source = look(folder, name), item.source_of(name)
        if told is None:
            continue
        stamp = stamp_of(told)
        if (source, lasting(stamp)) in known:
            if known[source, lasting(stamp)]:
                reading.gone.append((name, stamp))
            continue
        reading.oldest = min(told.st_mtime, reading.oldest or told.st_mtime)
        if len(reading.files) >= room:
            beyond += 1
            continue
        taken = Taken(name, source, stamp, told.st_size, refused=refusal_of(told))
        if not taken.refused:
            _take(desk, folder, told, taken, decoder)
        reading.files.append(taken)
    if beyond and (f"{item.source}*", str(beyond)) not in known:
        reading.files.append(
            Taken(
                f"{beyond} berkas lain", f"{item.source}*", str(beyond), 0,
                refused=f"Lebih dari {desk.profile.inbox.most_files} berkas dalam satu kiriman; sisanya tidak dibaca. "
                "Selesaikan kiriman ini, atau minta pengirim memilih foto yang diperlukan.",
            )
        )  # fmt: skip
    return reading


def _take(desk: Desk, folder: int, told: os.stat_result, taken: Taken, decoder: SafeDecoder) -> None:
    """Read one file and keep its content, or say why not."""
    try:
        if taken.name.lower().endswith(".txt"):
            _take_words(folder, told, taken)
            return
        decoded = decoder.decode(content_of(folder, taken.name, told))
    except NotTaken as refused:
        taken.refused = str(refused)
        return
    except Unreadable as refused:
        words = str(refused)
        taken.refused = words[:1].upper() + words[1:]
        return
    taken.sha256, taken.mime, taken.pages = digest_of(decoded.content), decoded.mime, decoded.pages
    taken.size = len(decoded.content)
    keep_file(desk.attachments / stored_name(taken.sha256, taken.mime), decoded.content)


def _take_words(folder: int, told: os.stat_result, taken: Taken) -> None:
    if told.st_size > LARGEST_TEXT:
        taken.refused = f"Teks lebih dari {wording.size_words(LARGEST_TEXT)}; minta pemohon menulis singkat."
        return
    text = text_in(content_of(folder, taken.name, told))
    if text is None:
        taken.refused = NO_TEXT
        return
    taken.words = wording.clean(text, lines=True)
    taken.mime, taken.refused = WORDS, READ_AS_WORDS


def text_in(content: bytes) -> str | None:
    """What a text file says, as phones (UTF-8) and office computers (UTF-16, Windows Latin) write one.

    None where it is no text: half of a photo under the name of a text must not become what the sender says.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(char) in _NO_LETTERS and char not in _LAYOUT for char in text):
            return None
        # Every second byte sequence is some Windows Latin: a text in it is made of plain letters for the most part.
        return text if encoding != "cp1252" or 2 * sum(map(str.isascii, text)) > len(text) else None
    return None


def shown_name(name: str) -> str:
    """A name from outside as it may be shown: no half characters, no signs that turn the line around, not at length."""
    return wording.clean(name)[:120] or "berkas"


def _known(desk: Desk, item: Gathered) -> dict[tuple[str, str], bool]:
    """What was read before, by source and stamp: whether it was kept, so that its original has only to go."""
    sources = [item.source_of(name) for name in item.names]
    found: dict[tuple[str, str], bool] = {}
    for start in range(0, len(sources) + 1, 500):
        some = [*sources[start : start + 500], f"{item.source}*"]
        rows = BundleFile.select(BundleFile.source, BundleFile.seen, BundleFile.sha256, BundleFile.mime).where(
            (BundleFile.office == desk.office) & BundleFile.source.in_(some)
        )
        for source, seen, sha256, mime in rows.tuples():
            place = source, lasting(seen)
            found[place] = found.get(place, False) or bool(sha256) or mime == WORDS
    return found


def open_bundle(desk: Desk, item: Gathered) -> Bundle | None:
    """The bundle that what lies there goes on with; None where it begins one."""
    same = (Bundle.office == desk.office) & (Bundle.source == item.source) & (Bundle.state == NEW)
    row: Bundle | None = Bundle.select().where(same).order_by(Bundle.id.desc()).first()
    return row


def _in_hand(desk: Desk, item: Gathered) -> int:
    row = open_bundle(desk, item)
    return int(BundleFile.select().where(BundleFile.bundle_id == row.id).count()) if row else 0
