"""A stand-in for the HTTP contract of GOV.UK Notify: it checks who asks, keeps what it takes, fails as it is told."""

from __future__ import annotations

import json
import threading
import time
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = str(uuid.uuid4()), str(uuid.uuid4())
API_KEY = f"families-{SERVICE}-{SECRET}"
# What the real service says of a bad number quotes what it was given.
FAULTS = {400: "ValidationError", 403: "AuthError", 429: "RateLimitError", 500: "Exception"}


class NotifyOffice:
    """`plan`: how each of the next messages is answered: a status, "hang", "drop" (taken, no answer) or "garbage"."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict]] = []
        self.asked: list[str] = []
        self.plan: list[object] = []

    def answer(self, path: str, body: dict) -> tuple[object, dict]:
        how = self.plan.pop(0) if self.plan else 201
        if how in FAULTS:
            message = f"{body.get('phone_number') or body.get('email_address')} was refused"
            return how, {"status_code": how, "errors": [{"error": FAULTS[how], "message": message}]}
        self.taken.append((path, body))
        made = {"id": str(uuid.uuid4()), "reference": body["reference"], "content": {}, "template": {}, "uri": ""}
        return how, made


class _Handler(BaseHTTPRequestHandler):
    office: NotifyOffice

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        address = {"/v2/notifications/sms": "phone_number", "/v2/notifications/email": "email_address"}[self.path]
        assert set(body) <= {address, "template_id", "reference", "personalisation"}
        uuid.UUID(body["template_id"])
        if not self._is_known():
            return self._say(403, {"status_code": 403, "errors": [{"error": "AuthError", "message": "Invalid token"}]})
        how, said = self.office.answer(self.path, body)
        if how == "hang":
            time.sleep(2)
        elif how == "drop":
            self.close_connection = True
        elif how == "garbage":
            self._raw(201, b"<html>")
        else:
            self._say(how, said)
        return None

    def do_GET(self) -> None:
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        self.office.asked.append(reference)
        found = [{"id": "1", "reference": reference} for _, body in self.office.taken if body["reference"] == reference]
        self._say(200, {"notifications": found, "links": {}})

    def _is_known(self) -> bool:
        scheme, _, token = self.headers["Authorization"].partition(" ")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return False
        return scheme == "Bearer" and said["iss"] == SERVICE and abs(said["iat"] - time.time()) < 30

    def _say(self, status: int, said: dict) -> None:
        self._raw(status, json.dumps(said).encode())

    def _raw(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def notify_office():
    """Open the office on a free port; yield it and its address."""
    office = NotifyOffice()
    handler = type("Handler", (_Handler,), {"office": office})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield office, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
