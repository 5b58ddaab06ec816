"""``board report flow`` and ``board report sla``: how long things took, as tables and bars of plain signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from board.cli.bars import bar, labelled, sign_worth
from board.cli.context import Context
from board.wording import decimal, duration, working_span

Row = Mapping[str, Any]
SPREAD = ("touch_median_minutes", "touch_average_minutes", "waiting_median_minutes")
"""Numbers of a step that may have a decimal."""


def tell_flow(context: Context, told: Mapping[str, Any]) -> None:
    """The flow of a month; under the table bars, edges of returns, and where cases wait longest."""
    walked = [row for row in told["rows"] if row["left"]]
    columns = [("place", "Langkah"), ("standard_minutes", "Baku"), ("left", "Keluar"), ("measured", "Terukur"),
               ("touch_median_minutes", "Median"), ("touch_p90_minutes", "P90"),
               ("touch_average_minutes", "Rata2"), ("percent", "Sesuai"), ("waiting_median_minutes", "Antre"),
               ("waiting_p90_minutes", "P90")]  # fmt: skip
    context.show_list(told, columns, [_with_place(row) for row in walked])
    if not walked:
        return
    context.say("Baku, median, P90, rata2 dan antre dalam menit kerja; P90: 9 dari 10 tidak lebih lama.")
    context.say("Sesuai: dalam waktu standar. Yang dipindahkan tanpa Ambil keluar, tetapi tidak terukur.")
    _say_flow_bars(context, walked)
    _say_returns(context, told)
    longest = told["longest"]
    if longest:
        median, ninth = (working_span(int(longest[f"waiting_{name}_minutes"])) for name in ("median", "p90"))
        context.say("")
        context.say(
            f"Antre terlama: {longest['service']} {longest['no']} {longest['tray']}, median {median}, P90 {ninth}."
        )


def _with_place(row: Row) -> dict[str, Any]:
    percent = row["within_percent"]
    return {
        **row,
        "place": f"{row['service']} {row['no']} {row['tray']}",
        "percent": None if percent is None else f"{percent}%",
        **{name: None if row[name] is None else decimal(row[name]) for name in SPREAD},
    }


def _say_flow_bars(context: Context, rows: list[Row]) -> None:
    worth = sign_worth(max((row["touch_median_minutes"] or 0) + row["waiting_median_minutes"] for row in rows))
    lines = []
    for row in rows:
        touch, waiting, standard = row["touch_median_minutes"] or 0, row["waiting_median_minutes"], _standard(row)
        over = max(0, touch - standard)
        said = f"{decimal(touch)} + {decimal(waiting)}" if row["measured"] else f"tak terukur + {decimal(waiting)}"
        said += f", lewat {decimal(over)}" if over else ""
        drawn = bar(((touch - over, "="), (over, "!"), (waiting, ".")), worth)
        lines.append((f"{row['service']} {row['no']} {row['tray']}", drawn, said))
    context.say("")
    context.say(f"Median per langkah: = dikerjakan, ! melewati waktu standar, . antre; satu tanda {worth} menit kerja.")
    for line in labelled(lines):
        context.say(line)


def _standard(row: Row) -> float:
    """Standard minutes of a step; nothing is beyond one that has none."""
    return float("inf") if row["standard_minutes"] is None else row["standard_minutes"]


def _say_returns(context: Context, told: Mapping[str, Any]) -> None:
    context.say("")
    context.say("Pengembalian:" if told["returns"] else "Pengembalian: tidak ada.")
    for edge in told["returns"]:
        reasons = "; ".join(f"{item['title']} {item['count']}" for item in edge["reasons"])
        context.say(f"  {edge['service']}: {edge['from_title']} ke {edge['to_title']} {edge['count']}x ({reasons})")
    for service in told["services"]:
        if service["ready"]:
            context.say(
                f"  {service['service']}: {service['right_first']} dari {service['ready']} siap tanpa pengembalian "
                f"({service['right_first_percent']}%)"
            )


def tell_sla(context: Context, told: Mapping[str, Any]) -> None:
    """The times of a month; under the table bars, the load of officers, and the days."""
    columns = [("service", "Layanan"), ("ready", "Siap"), ("on_time", "Tepat"), ("late", "Terlambat"),
               ("no_promise", "Tanpa janji"), ("net", "Bersih (median)"), ("gross", "Kotor (median)"),
               ("late_open", "Lewat, belum siap")]  # fmt: skip
    lines = [*told["rows"], {**told["total"], "service": "Jumlah"}]
    context.show_list(told, columns, [_with_spans(row) for row in lines])
    context.say("Bersih: jam kerja dari lengkap sampai siap tanpa jeda. Kotor: menurut kalender.")
    _say_promise_bars(context, told["rows"])
    _say_load(context, told["officers"])
    _say_days(context, told["days"])


def _with_spans(row: Row) -> dict[str, Any]:
    net, gross = row["net_median_minutes"], row["gross_median_minutes"]
    return {
        **row,
        "net": _span(net),
        "gross": None if gross is None else duration(int(gross)),
    }


def _say_promise_bars(context: Context, rows: list[Row]) -> None:
    busy = [row for row in rows if row["ready"] or row["late_open"]]
    if not busy:
        return
    worth = sign_worth(max(row["ready"] + row["late_open"] for row in busy))
    lines = [
        (
            row["service"],
            bar(((row["on_time"], "="), (row["late"], "!"), (row["no_promise"], "-"), (row["late_open"], "?")), worth),
            f"{row['on_time']} tepat, {row['late']} terlambat, {row['no_promise']} tanpa janji, "
            f"{row['late_open']} lewat dan belum siap",
        )
        for row in busy
    ]
    context.say("")
    context.say(
        f"Berkas: = tepat waktu, ! terlambat, - tanpa janji, ? lewat dan belum siap; satu tanda {worth} berkas."
    )
    for line in labelled(lines):
        context.say(line)


def _say_load(context: Context, officers: list[Row]) -> None:
    if not officers:
        return
    worth = sign_worth(max(row["moves"] for row in officers))
    lines = [
        (
            row["name"], bar(((row["moves"], "="),), worth),
            f"{row['moves']} langkah, {row['cases']} berkas, dikerjakan {_span(row['touch_minutes'])}, "
            f"mengembalikan {row['returns_made']}, dikembalikan kepadanya {row['returned_to']}",
        )
        for row in officers
    ]  # fmt: skip
    context.say("")
    context.say(
        f"Beban petugas: = langkah yang dipindahkan; satu tanda {worth} langkah. Waktu sejak Ambil, atau sejak terbuka "
        "di layar."
    )
    for line in labelled(lines):
        context.say(line)


def _say_days(context: Context, days: list[Row]) -> None:
    busy = [row for row in days if row["open"] or row["came"] or row["ready"]]
    worth = sign_worth(max((row["came"] + row["ready"] for row in busy), default=0))
    lines = [
        (
            f"{int(row['day'][-2:]):>2}", bar(((row["came"], "+"), (row["ready"], "=")), worth),
            f"{row['came']} masuk, {row['ready']} siap",
        )
        for row in busy
    ]  # fmt: skip
    context.say("")
    context.say(f"Tanggal: + masuk, = siap; satu tanda {worth} berkas.")
    for line in labelled(lines):
        context.say(line)


def _span(minutes: float | None) -> str:
    return "-" if minutes is None else working_span(int(minutes))
