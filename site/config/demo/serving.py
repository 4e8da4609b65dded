"""Web and worker of the demo, side by side, until either ends or somebody presses Ctrl+C."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

POLL_SECONDS = 0.2
GRACE_SECONDS = 10


def serve(port: int) -> int:
    """Run both processes; return 0 when asked to stop, 1 when one of them ended by itself."""
    environment = _environment(port)
    processes = [subprocess.Popen(command, env=environment) for command in (_web(port), _worker())]  # noqa: S603
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(POLL_SECONDS)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)


def _web(port: int) -> list[str]:
    quiet = ["--no-access-log", "--log-level", "error", "--blocking-threads", "4"]
    address = ["--host", "127.0.0.1", "--port", str(port)]
    return [sys.executable, "-m", "granian", "--interface", "wsgi", *address, *quiet, "config.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]


def _environment(port: int) -> Mapping[str, str]:
    paths = [str(settings.BASE_DIR / "site"), str(settings.BASE_DIR), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DEMO_PORT": str(port),
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
    }


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _stop(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def port_is_free(port: int) -> bool:
    """Return whether nothing answers on `port` of this machine yet."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def forget_everything() -> None:
    """Delete the demo's database, files and mail; its secrets and the built front end stay."""
    folder = Path(settings.VAR_DIR)
    for path in folder.glob("db.sqlite3*"):
        path.unlink()
    for name in ("files", "mail"):
        shutil.rmtree(folder / name, ignore_errors=True)
