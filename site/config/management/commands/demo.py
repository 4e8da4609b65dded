from __future__ import annotations

import hashlib
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.demo.action_plans import LEADS, SLUG
from config.demo.partnerships import PARTNERSHIPS, PEOPLE
from config.demo.planting import demo_address, demo_password, plant_demo
from config.demo.serving import forget_everything, port_is_free, serve
from config.frontend import FrontendBuildError, build_frontend
from config.wording import compile_words


class Command(BaseCommand):
    help = "Set up the demonstration and serve it: web and worker together, on this machine only."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--set-up-only", action="store_true", help="Set everything up, then stop.")
        parser.add_argument("--reset", action="store_true", help="Forget the demo's data and plant it anew.")
        parser.add_argument("--debug", action="store_true", help="Show Django's debug pages.")

    def handle(self, *, port: int, set_up_only: bool, reset: bool, debug: bool, **options: Any) -> None:
        self._refuse_elsewhere(port, set_up_only)
        if reset:
            self._say("Forgetting the demo's data")
            connection.close()
            forget_everything()
        self._set_up(port)
        self._introduce(port)
        if not set_up_only:
            os.environ["DEMO_DEBUG"] = "true" if debug else "false"
            sys.exit(serve(port))

    def _refuse_elsewhere(self, port: int, set_up_only: bool) -> None:
        if not settings.DEMO:
            raise CommandError("The demo runs with the development settings only, never in production.")
        if not set_up_only and not port_is_free(port):
            raise CommandError(f"Something is already using port {port}. Choose another one with --port.")

    def _set_up(self, port: int) -> None:
        try:
            build_frontend(say=self._say)
        except FrontendBuildError as error:
            raise CommandError(str(error)) from error
        compile_words()
        self._migrate()
        self._collect()
        plant_demo(say=self._say, port=port, now=timezone.now())

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Preparing the database (about half a minute the first time)")
            call_command("migrate", verbosity=0, interactive=False)

    def _collect(self) -> None:
        stamp, state = Path(settings.VAR_DIR) / "static-stamp.txt", _static_state()
        if not stamp.exists() or stamp.read_text() != state:
            self._say("Collecting style sheets and scripts")
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(state)

    def _introduce(self, port: int) -> None:
        hosts = [f"{facts['slug']}.localhost" for facts in PARTNERSHIPS]
        lines = [
            "",
            f"Start here:       http://localhost:{port}/",
            *(f"Public host:      http://{host}:{port}/" for host in hosts),
            f"Staff host:       http://staff.localhost:{port}/",
            f"Family portal:    http://portal.localhost:{port}/",
            "",
            "Accounts (PARTNERSHIP is " + ", ".join(facts["slug"] for facts in PARTNERSHIPS) + "):",
            *(f"  {demo_address(person, 'PARTNERSHIP')}" for person in PEOPLE),
            f"Leads of agencies of Surrey: {', '.join(demo_address(person, SLUG) for person in LEADS)}",
            f"Their password:   {demo_password()}",
            "Second factor:    uv run manage.py demo_code ADDRESS",
            "Families:         uv run manage.py demo_family   (their names, codes and letters)",
            "Who works with them, on the family portal: family@ and reviewer@, of surrey and solihull",
            "",
        ]
        self.stdout.write("\n".join(lines))

    def _say(self, line: str) -> None:
        self.stdout.write(f"… {line}")
        self.stdout.flush()


def _static_state() -> str:
    """Return a hash that changes when anything that is collected does."""
    digest = hashlib.sha256()
    for folder in map(Path, settings.STATICFILES_DIRS):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(f"{path}{path.stat().st_mtime_ns}".encode())
    digest.update((settings.BASE_DIR / "uv.lock").read_bytes())
    return digest.hexdigest()
