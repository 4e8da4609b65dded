"""A web server for what is measured: one granian worker for the site or for bytes, nginx for the same bytes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings

START_SECONDS = 120
THREADS = "4"


@contextmanager
def granian(**environment: str) -> Iterator[int]:
    """Serve the application with one worker, as the demo does; yield the port."""
    port = _free_port()
    address = ["--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", THREADS]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", *address, "--no-access-log"]
    quiet = ["--log-level", "error", "config.wsgi:application"]
    with _running([*command, *quiet], port, os.environ | environment):
        yield port


@contextmanager
def nginx(folder: Path, content: bytes) -> Iterator[int | None]:
    """Serve `content` as a file at /page; yield the port, or None where there is no nginx on this machine."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port = _free_port()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page").write_bytes(content)
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port))
    with _running([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], port, os.environ):
        yield port


_NGINX = """
daemon off;
user root;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    default_type text/html;
    sendfile on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@contextmanager
def _running(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=dict(environment), cwd=settings.BASE_DIR)  # noqa: S603
    try:
        _wait_until_it_answers(process, port)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/never-there/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{command_of(process)} did not start.")


def command_of(process: subprocess.Popen[bytes]) -> str:
    """Return by what a process was started."""
    return " ".join(map(str, process.args)) if isinstance(process.args, list) else str(process.args)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
