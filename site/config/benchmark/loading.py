"""Asks a server as fast as it answers: with wrk where it is on the machine, and otherwise with a few threads."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

CONNECTIONS = 8


@dataclass(frozen=True)
class Target:
    """A page of a server; `host` is what is asked for."""

    port: int
    path: str
    host: str


def rates(targets: Mapping[str, Target], *, rounds: int, seconds: float) -> dict[str, float]:
    """Return requests a second for each target: the median of `rounds`, in which they take turns."""
    found: dict[str, list[float]] = {name: [] for name in targets}
    for target in targets.values():
        _rate(target, 0.5)
    for _ in range(rounds):
        for name, target in targets.items():
            found[name].append(_rate(target, seconds))
    return {name: round(median(values)) for name, values in found.items()}


def generator() -> str:
    """Return what asks."""
    return "wrk" if shutil.which("wrk") else f"{CONNECTIONS} threads of Python"


def _rate(target: Target, seconds: float) -> float:
    return _with_wrk(target, seconds) if shutil.which("wrk") else _with_threads(target, seconds)


def _with_wrk(target: Target, seconds: float) -> float:
    # It takes whole seconds.
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-H", f"Host: {target.host}"]
    command = ["wrk", *options, f"http://127.0.0.1:{target.port}{target.path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in said:
        raise RuntimeError(f"{target.path} was not always answered with 200.")
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def _with_threads(target: Target, seconds: float) -> float:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(lambda _: _ask_until(target, until), range(CONNECTIONS))) / seconds


def _ask_until(target: Target, until: float) -> int:
    connection, number = HTTPConnection("127.0.0.1", target.port, timeout=30), 0
    while time.monotonic() < until:
        connection.request("GET", target.path, headers={"Host": target.host})
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{target.path} was answered with {answer.status}.")
        answer.read()
        number += 1
    connection.close()
    return number
