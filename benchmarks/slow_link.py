"""A link between client and server that is thin and far, or goes silent: what an office beyond the mountains has."""

from __future__ import annotations

import queue
import socket
import threading
import time

BITS = 10
"""Bits on the line for each byte."""
PIECE = 128
"""Bytes that travel together."""
BUFFER = 2.0
"""Seconds of traffic that modems and routers on the way hold."""


class SlowLink:
    """Passes connections on to a port of this machine.

    Args:
        port: where the server listens.
        bits: bits a second it carries each way; 0: as many as come.
        delay: seconds each way.
    """

    def __init__(self, port: int, *, bits: int = 0, delay: float = 0.0) -> None:
        self._target, self._bits, self._delay = port, bits, delay
        self._moving = threading.Event()
        self._moving.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def go_silent(self) -> None:
        """Nothing comes through any more, and nobody is told: a cable that was pulled."""
        self._moving.clear()

    def go_on(self) -> None:
        """What was on its way arrives."""
        self._moving.set()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            for source, target in ((client, server), (server, client)):
                held = int(self._bits / BITS * BUFFER / PIECE) if self._bits else 1024
                way: queue.Queue[tuple[float, bytes]] = queue.Queue(max(2, held))
                threading.Thread(target=self._receive, args=(source, way), daemon=True).start()
                threading.Thread(target=self._send, args=(way, target), daemon=True).start()

    def _receive(self, source: socket.socket, way: queue.Queue[tuple[float, bytes]]) -> None:
        data = b"."
        while data:
            try:
                data = source.recv(PIECE)
            except OSError:
                data = b""
            way.put((time.monotonic() + self._delay, data))

    def _send(self, way: queue.Queue[tuple[float, bytes]], target: socket.socket) -> None:
        while True:
            due, data = way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            self._moving.wait()
            try:
                if not data:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(data)
            except OSError:
                return
            if self._bits:
                time.sleep(len(data) * BITS / self._bits)
