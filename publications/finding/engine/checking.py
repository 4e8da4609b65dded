"""Whether the files of an index are as they were written: each ends with its own checksum."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

_FOOT = struct.Struct("<II")
_MAGIC = 1337
_PARTS = {".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"}


def is_whole(place: Path) -> bool:
    """Whether every file that the index in `place` names is there, and holds what was written; it is read once."""
    try:
        meta = json.loads((place / "meta.json").read_bytes())
        return all(_is_segment_whole(place, segment) for segment in meta["segments"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error):
        return False


def _is_segment_whole(place: Path, segment: dict) -> bool:
    name = segment["segment_id"].replace("-", "")
    files = {path.suffix: path for path in place.glob(f"{name}.*") if path.suffix != ".del"}
    deleted = segment["deletes"]
    if deleted:
        files[".del"] = place / f"{name}.{deleted['opstamp']}.del"
    return files.keys() >= _PARTS and all(_is_as_written(path) for path in files.values())


def _is_as_written(path: Path) -> bool:
    content = memoryview(path.read_bytes())
    length, magic = _FOOT.unpack(content[-_FOOT.size :])
    foot = json.loads(bytes(content[-_FOOT.size - length : -_FOOT.size]))
    return magic == _MAGIC and foot["crc"] == zlib.crc32(content[: -_FOOT.size - length])


def is_of_engine(fault: BaseException) -> bool:
    """Return whether the engine, and nothing else, went wrong."""
    # What went wrong inside the engine comes as a panic, which is no ordinary exception.
    return isinstance(fault, (ValueError, OSError)) or type(fault).__name__ == "PanicException"
