"""A security key in software: it signs what a browser would let it sign."""

from __future__ import annotations

import base64
import hashlib
import json
import os

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftKey:
    def __init__(self, host: str, origin: str) -> None:
        self.host, self.origin, self.id, self.count = host, origin, os.urandom(32), 0
        self.private = ec.generate_private_key(ec.SECP256R1())

    def registers(self, options: dict) -> dict:
        numbers = self.private.public_key().public_numbers()
        point = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(point)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._about(0x45) + credential})
        said = {"attestationObject": text(attestation), "clientDataJSON": text(self._client("create", options))}
        return self._whole(said)

    def signs(self, options: dict) -> dict:
        self.count += 1
        about, client = self._about(0x05), self._client("get", options)
        signed = self.private.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"authenticatorData": text(about), "clientDataJSON": text(client), "signature": text(signed)}
        return self._whole(said)

    def _about(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, deed: str, options: dict) -> bytes:
        data = {"type": f"webauthn.{deed}", "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(data).encode()

    def _whole(self, said: dict) -> dict:
        return {"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": said}
