from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from config.clockwork import Duty, patient_duties, pause_until_next, punctual_duties, tick, unhurried_duties

QUIET_SECONDS = 1.0
GRACE_SECONDS = 8.0


class Command(BaseCommand):
    help = "Carry out releases at their hour, send mail, and work through the queue of tasks. Run one or several."

    def handle(self, **options: Any) -> None:
        self.stopping = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stopping.set())
        threading.Thread(target=self._work_through_queue, name="queue", daemon=True).start()
        threading.Thread(target=self._keep, args=(unhurried_duties(),), name="errands", daemon=True).start()
        house = threading.Thread(target=self._keep, args=(patient_duties(),), name="house", daemon=True)
        house.start()
        self.stdout.write("The worker is running.")
        self._keep_time()
        house.join(GRACE_SECONDS)
        self.stdout.write("The worker has stopped.")

    def _keep_time(self) -> None:
        duties = punctual_duties()
        while not self.stopping.is_set():
            tick(duties, timezone.now())
            close_old_connections()
            self.stopping.wait(self._pause())

    def _keep(self, duties: list[Duty]) -> None:
        while not self.stopping.wait(QUIET_SECONDS):
            tick(duties, timezone.now())
            close_old_connections()

    def _pause(self) -> float:
        try:
            return pause_until_next(timezone.now())
        except DatabaseError:
            return QUIET_SECONDS

    def _work_through_queue(self) -> None:
        while not self.stopping.wait(QUIET_SECONDS):
            try:
                _one_round().run()
            except DatabaseError:
                close_old_connections()


def _one_round() -> Worker:
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
