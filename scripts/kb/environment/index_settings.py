"""Tells uv of the package index that pip has been set up to use on this machine.

uv reads neither pip.conf nor PIP_*: behind a mirror or a company's proxy it would ask the public
index in vain. Reads settings only; never changes them, never prints them (they may hold passwords).
"""

from __future__ import annotations

import configparser
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

Variables = Mapping[str, str]
_UV_OWN = ("INDEX", "DEFAULT_INDEX", "INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "CONFIG_FILE")
_UV_KEYS = {"index", "index-url", "extra-index-url", "find-links", "no-index"}


def pip_files(variables: Variables, platform: str = sys.platform) -> Iterator[Path]:
    """Yield the places of pip's settings, the weakest first, as pip's own manual lists them."""
    named = variables.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return
    home = Path(variables.get("HOME") or variables.get("USERPROFILE") or Path.home())
    if platform == "win32":
        yield Path(variables.get("PROGRAMDATA", "C:/ProgramData"), "pip/pip.ini")
        user = [home / "pip/pip.ini", Path(variables.get("APPDATA", home), "pip/pip.ini")]
    else:
        for folder in reversed(variables.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")):
            yield Path(folder, "pip/pip.conf")
        yield Path("/Library/Application Support/pip/pip.conf")
        yield Path("/etc/pip.conf")
        config = Path(variables.get("XDG_CONFIG_HOME") or home / ".config")
        library = home / "Library/Application Support/pip"
        of_mac = platform == "darwin" and library.is_dir()
        user = [home / ".pip/pip.conf", (library if of_mac else config / "pip") / "pip.conf"]
    if not (named and Path(named).exists()):
        yield from user
    yield Path(sys.prefix, "pip.ini" if platform == "win32" else "pip.conf")
    if named:
        yield Path(named)


def pip_settings(variables: Variables) -> dict[str, str]:
    """Return pip's settings for `pip install`, by their long option names."""
    merged: dict[str, dict[str, str]] = {"global": {}, "install": {}}
    for path in pip_files(variables):
        parser = configparser.RawConfigParser()
        with suppress(OSError, UnicodeDecodeError, configparser.Error):
            parser.read(path, encoding="utf-8")
        for section in merged.keys() & set(parser.sections()):
            merged[section].update(_named(parser.items(section)))
    of_shell = ((name[4:], value) for name, value in variables.items() if name.startswith("PIP_"))
    return {**merged["global"], **merged["install"], **_named((n, v) for n, v in of_shell if v)}


def _named(items: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> dict[str, str]:
    plain = {name.lower().replace("_", "-"): value.strip() for name, value in items}
    for other, usual in (("default-timeout", "timeout"), ("pypi-url", "index-url")):
        if other in plain:
            plain.setdefault(usual, plain[other])
    return plain


def _is_there(location: str) -> bool:
    """Say whether a location can be asked: pip passes over folders that do not exist, uv stops."""
    if location.startswith("file:"):
        return Path(url2pathname(unquote(urlsplit(location).path))).exists()
    return "://" in location or Path(location).expanduser().exists()


def _many(settings: Mapping[str, str], name: str) -> list[str]:
    return [place for place in settings.get(name, "").split() if _is_there(place)]


def _uv_has_its_own(variables: Variables) -> bool:
    if any(variables.get(f"UV_{name}") for name in _UV_OWN):
        return True
    home = Path(variables.get("HOME") or Path.home())
    config = variables.get("XDG_CONFIG_HOME") or variables.get("APPDATA") or home / ".config"
    for path in (Path(config, "uv/uv.toml"), Path("/etc/uv/uv.toml")):
        with suppress(OSError, ValueError):
            own = tomllib.loads(path.read_text(encoding="utf-8"))
            if _UV_KEYS & (own.keys() | own.get("pip", {}).keys()):
                return True
    return False


def for_uv(variables: Variables) -> tuple[dict[str, str], list[str]]:
    """Return what to add to uv's variables and to its command for it to ask where pip would."""
    settings = pip_settings(variables)
    added = _connection(settings)
    options: list[str] = []
    if not _uv_has_its_own(variables):
        added |= _index(settings)
        if settings.get("no-index", "").lower() in {"1", "true", "yes", "on", "t", "y"}:
            options = ["--no-index"]
    new = {name: value for name, value in added.items() if value and name not in variables}
    return new, options


def _index(settings: Mapping[str, str]) -> dict[str, str]:
    default = settings.get("index-url", "")
    extra = _many(settings, "extra-index-url")
    return {
        "UV_DEFAULT_INDEX": default if default and _is_there(default) else "",
        "UV_INDEX": " ".join(extra),
        # pip looks at every index. Taking a file from any of them is safe: its hash is locked.
        "UV_INDEX_STRATEGY": "unsafe-best-match" if extra else "",
        "UV_FIND_LINKS": ",".join(_many(settings, "find-links")),
    }


def _connection(settings: Mapping[str, str]) -> dict[str, str]:
    certificate = settings.get("cert", "")
    proxy, keyring = settings.get("proxy", ""), settings.get("keyring-provider", "")
    return {
        "UV_INSECURE_HOST": " ".join(settings.get("trusted-host", "").split()),
        "UV_HTTP_TIMEOUT": settings.get("timeout", "").partition(".")[0],
        "UV_KEYRING_PROVIDER": keyring if keyring == "subprocess" else "",
        "SSL_CERT_DIR" if Path(certificate).is_dir() else "SSL_CERT_FILE": certificate,
        "SSL_CLIENT_CERT": settings.get("client-cert", ""),
        "HTTP_PROXY": proxy,
        "HTTPS_PROXY": proxy,
    }
