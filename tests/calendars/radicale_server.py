"""A real CalDAV server on loopback, with TLS and a password, for as long as a test wants it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentormatch.calendars.server import Server

DATA = Path(__file__).parent / "data"
CERTIFICATE = DATA / "loopback.pem"
USER, PASSWORD = "office", "Vögel, 12 : eggs"


class Radicale:
    """The server in a folder; it can be stopped, killed and started again with what it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        (folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\nssl = True\ncertificate = {CERTIFICATE}\n"
            f"key = {DATA / 'loopback.key'}\n"
            f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\nhtpasswd_encryption = plain\ndelay = 0\n"
            f"[storage]\nfilesystem_folder = {folder / 'kept'}\n[rights]\ntype = owner_only\n",
            encoding="utf-8",
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/"

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(self.folder / "config")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("Radicale did not start")

    def kill(self) -> None:
        """Ends it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def files(self) -> dict[str, bytes]:
        """Every object that it holds, by collection and name."""
        found = sorted((self.folder / "kept").rglob("*.ics"))
        return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in found if ".Radicale" not in str(path)}

    def server(self, password: str = PASSWORD) -> Server:
        """A connection to it."""
        return Server(self.url, USER, password, certificate=str(CERTIFICATE), features="radicale")


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """A running server."""
    made = Radicale(folder)
    made.start()
    try:
        yield made
    finally:
        made.kill()
