"""Every address that a host's URL conf can answer, with plausible arguments."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

SAMPLES = {
    "int": "1",
    "slug": "page",
    "str": "page",
    "uuid": "7f8b1d4e-5f0a-4a52-9d65-0d3b0e9f1c11",
    "path": "a/b",
    "": "page",
}
_CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
_IN_REGEX = {"filter_spec": "width-100", "revision_id_a": "live", "revision_id_b": "latest"}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    path: str


def addresses(urlconf: str) -> list[Address]:
    """Return every address of `urlconf`, those of included URL confs too."""
    return list(_walk(get_resolver(urlconf).url_patterns, "/", "", ""))


def _walk(patterns: list, before: str, route: str, namespace: str) -> Iterator[Address]:
    for found in patterns:
        path = before + _filled(found.pattern)
        whole = route + str(found.pattern)
        if isinstance(found, URLResolver):
            inner = f"{namespace}{found.namespace}:" if found.namespace else namespace
            yield from _walk(found.url_patterns, path, whole, inner)
        elif isinstance(found, URLPattern):
            yield Address(f"{namespace}{found.name}", whole, path)


def _filled(pattern: RoutePattern | RegexPattern) -> str:
    if isinstance(pattern, RoutePattern):
        return _CONVERTER.sub(lambda match: SAMPLES[match[1] or ""], str(pattern))
    text = _GROUP.sub(lambda match: _IN_REGEX.get(match[1], "1"), str(pattern))
    return _plain(text)


def _plain(regex: str) -> str:
    text = re.sub(r"\(\?:[^()]*\)\??", "", regex).replace(".*", "anything").replace("\\.", ".")
    return text.strip("^$").replace("\\Z", "").replace("?", "")


def names(found: list[Address]) -> set[str]:
    return {address.name for address in found}


def doubled(paths: list[str]) -> list[str]:
    """Return `paths` with and without their last slash, each once."""
    both = itertools.chain.from_iterable((path, path.rstrip("/") or "/") for path in paths)
    return list(dict.fromkeys(both))
