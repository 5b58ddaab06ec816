#!/bin/sh
# Memasang jalan masuk SSH papan. Dibuat oleh "board ssh setup". Baca dahulu; boleh dijalankan berulang kali.
#
# Gladi bersih tanpa menyentuh /etc, akun, dan folder kantor:  ETC=/run/coba/etc sh install.sh
set -eu
umask 022
ETC=${ETC:-/etc}
here=$(cd -- "$(dirname -- "$0")" && pwd)
[ "$(id -u)" -eq 0 ] || { echo 'Jalankan sebagai root.' >&2; exit 1; }

echo '1. Program sesi dan program kunci di @PREFIX@ (milik root; sshd menolak yang lain)'
install -d -o root -g root -m 755 '@PREFIX@'
install -o root -g root -m 755 "$here/session" '@SESSION@'
install -o root -g root -m 755 "$here/keys" '@KEYS@'

if [ "$ETC" = /etc ]; then
    echo '2. Akun @ACCOUNT@: tanpa sandi, tanpa folder sendiri, shell-nya program sesi papan'
    id @ACCOUNT@ >/dev/null 2>&1 || useradd --system --user-group --no-create-home --home-dir / @ACCOUNT@
    [ "$(id -u @ACCOUNT@)" -ne 0 ] || { echo 'Akun layanan tidak boleh root.' >&2; exit 1; }
    usermod --home / --shell '@SESSION@' --password '*' @ACCOUNT@

    echo '3. Folder kantor hanya untuk @ACCOUNT@'
    chown -R @ACCOUNT@: @HOME@
    chmod -R go= @HOME@
fi

echo '4. Aturan sshd untuk @ACCOUNT@'
rule=$ETC/ssh/sshd_config.d/@DROP_IN@
install -d -m 755 "$ETC/ssh/sshd_config.d"
[ ! -e "$rule" ] || cp -p "$rule" "$rule.lama"
install -o root -g root -m 644 "$here/sshd.conf" "$rule"
if [ "$ETC" = /etc ] && ! sshd -t; then
    rm -f "$rule"
    [ ! -e "$rule.lama" ] || mv "$rule.lama" "$rule"
    echo 'sshd menolak aturan itu; yang lama tetap berlaku.' >&2
    exit 1
fi
rm -f "$rule.lama"

echo '5. Batas memori, proses, dan prosesor untuk semua sesi bersama-sama; hak folder setiap kali mesin menyala'
uid=$(id -u @ACCOUNT@ 2>/dev/null || echo UID)
install -d -m 755 "$ETC/systemd/system/user-$uid.slice.d" "$ETC/tmpfiles.d"
install -o root -g root -m 644 "$here/slice.conf" "$ETC/systemd/system/user-$uid.slice.d/50-board.conf"
install -o root -g root -m 644 "$here/tmpfiles.conf" "$ETC/tmpfiles.d/board-@ACCOUNT@.conf"
if [ "$ETC" = /etc ] && [ -d /run/systemd/system ]; then
    systemctl daemon-reload
fi

cat <<'AKHIR'

Terpasang. Berikutnya:
  systemctl reload ssh
  @CHECK@
AKHIR
