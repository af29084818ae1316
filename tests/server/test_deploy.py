"""The files in deploy/ and docs/operations.md name only what exists; `comity doctor` tells what is wrong."""

from __future__ import annotations

import json
import re
import shlex
import socket
from pathlib import Path

import click
import pytest

from server.cli import comity
from server.configuration import configured
from server.settings import Settings, table

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "comity.service").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
ROWS = {row.name: row for row in table()}
VARIABLES = {row.env for row in table()} | {"COMITY_CACHE"}


def options(name: str) -> set[str]:
    command = comity.get_command(click.Context(comity), name)
    assert command is not None, f"there is no command {name}"
    return {option for parameter in command.params for option in parameter.opts} | {"--home"}


def check_call(words: list[str]) -> None:
    """That a command line of ours is one that exists."""
    known = comity.list_commands(click.Context(comity))
    name = next(word for word in words if word in known)
    assert {word for word in words if word.startswith("--")} <= options(name)


def test_the_unit_calls_what_exists():
    (line,) = re.findall(r"^ExecStart=(.+)$", UNIT, re.MULTILINE)
    check_call(shlex.split(line))


def test_the_container_calls_what_exists():
    (entry,) = re.findall(r"^ENTRYPOINT (.+)$", CONTAINER, re.MULTILINE)
    (command,) = re.findall(r"^CMD (\[.+)$", CONTAINER, re.MULTILINE)
    assert json.loads(entry) == ["comity"]
    check_call(json.loads(command))
    assert "/health" in CONTAINER


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_variables_and_calls_of_the_files_exist(file):
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"\bCOMITY_[A-Z_]+\b", text)) <= VARIABLES
    for words in re.findall(r"^(?:.*bin/|.* )?comity ((?:doctor|serve|load|--home).*)$", text, re.MULTILINE):
        check_call(["comity", *words.partition("`")[0].split()])


def test_the_containers_variables_are_valid():
    given = dict(re.findall(r"(COMITY_\w+)=(\S+)", CONTAINER))
    assert configured(given).home == Path("/data")


def test_the_file_of_settings_is_valid():
    given = configured({"COMITY_CONFIG": str(DEPLOY / "comity.toml")})
    assert given.trusted_proxies
    for proxy in ("nginx.conf", "Caddyfile"):
        assert f"{given.host}:{given.port}" in (DEPLOY / proxy).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["Containerfile", "comity.service"])
def test_no_privileges(file):
    text = (DEPLOY / file).read_text(encoding="utf-8")
    for line in {
        "Containerfile": [r"^USER (?!0|root)\S+$", r"^FROM \S+:\d\S+( AS build)?$"],
        "comity.service": [
            r"^User=(?!root)\w+$",
            "^NoNewPrivileges=yes$",
            "^ProtectSystem=strict$",
            "^CapabilityBoundingSet=$",
        ],
    }[file]:
        assert re.search(line, text, re.MULTILINE), line


def test_every_setting_that_the_page_names_exists():
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", OPERATIONS))
    named -= {
        name for name in named if name.startswith(("comity_", "process_", "header_time", "body_time", "answer_time"))
    }
    assert named <= set(ROWS), named - set(ROWS)


def test_the_page_tells_every_metric_and_no_other(client):
    served = set(re.findall(r"^# TYPE (\w+)", client.get("/metrics").get_data(as_text=True), re.MULTILINE))
    served |= {"comity_connections", "comity_log_lines_lost_total"}  # of a listening server
    assert set(re.findall(r"`((?:comity|process)_\w+)`", OPERATIONS)) == served


def test_every_limit_that_a_metric_counts_is_told():
    code = "".join(
        path.read_text() for path in [*(ROOT / "server/listener").glob("*.py"), ROOT / "server/web/http/fairness.py"]
    )
    counted = set(re.findall(r'"(refused|evicted|\w+_timeout|client_\w+)"', code)) - {"idle_timeout"}
    (line,) = [line for line in OPERATIONS.splitlines() if line.startswith("| `comity_limits_total`")]
    assert counted <= set(re.findall(r"\w+", line))


def said(result) -> dict[str, list[str]]:
    """The states of each check."""
    found: dict[str, list[str]] = {}
    for line in result.out.splitlines():
        state, check, _ = re.fullmatch(r"(ok|warn|fail) +(\w+): (.+)", line).groups()
        found.setdefault(check, []).append(state)
    return found


def test_the_doctor_finds_nothing_wrong_with_a_good_home(run, home, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("port = 0\nquery_memory = '256MiB'\nworkers = 2\n")
    result = run("doctor", "--config", file, home=home.root)
    assert result.code == 0
    found = said(result)
    assert set(found) == {
        "versions",
        "tokens",
        "limits",
        "seccomp",
        "port",
        "home",
        "disk",
        "snapshot",
        "store",
        "leftovers",
    }
    assert found["snapshot"] == ["ok"]
    assert found["seccomp"] == ["ok"]
    assert not [check for check, states in found.items() if "fail" in states]


@pytest.mark.parametrize(("library", "state", "code"), [("libanl.so.1", "ok", 0), ("libnowhere.so.9", "fail", 1)])
def test_the_doctor_tries_the_allocator_that_is_set(library, state, code, run, home, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(f"port = 0\nallocator = '{library}'\n")
    result = run("doctor", "--config", file, home=home.root)
    assert result.code == code
    assert said(result)["allocator"] == [state]


def test_the_doctor_finds_a_home_that_is_not_there(run, tmp_path):
    result = run("doctor", home=tmp_path / "nowhere")
    assert result.code == 1
    assert said(result)["home"] == ["fail"]
    assert "run `comity load PATH`" in result.out


def test_the_doctor_finds_a_damaged_snapshot(run, publish, quads, tmp_path):
    place = publish(tmp_path / "data", quads)
    for file in place.snapshot(1).glob("*"):
        if file.name.startswith(("CURRENT", "MANIFEST")):
            file.unlink()
    result = run("doctor", home=place.root)
    assert result.code == 1
    assert said(result)["snapshot"] == ["fail"]


def test_the_doctor_finds_what_a_kill_left(run, publish, quads, tmp_path):
    place = publish(tmp_path / "data", quads)
    (place.snapshots / "00000002.tmp").mkdir()
    (place.store / "bulk-17.sst").touch()
    (place.root / "store.damaged-1").mkdir()
    (place.root / "unpublished").touch()
    found = said(run("doctor", home=place.root))
    assert found["leftovers"] == ["warn"] * 3
    assert found["store"] == ["warn"]


def test_the_doctor_finds_weak_tokens_and_open_files(run, home, tmp_path):
    token = tmp_path / "token"
    token.write_text("guess")
    token.chmod(0o644)
    file = tmp_path / "settings.toml"
    file.write_text(f"write_token_file = '{token}'\n")
    result = run("doctor", "--config", file, home=home.root)
    assert said(result)["tokens"].count("warn") == 2
    assert "guess\n" not in result.out
    assert "chmod 600" in result.out


def test_the_doctor_finds_a_busy_port(run, home, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        file = tmp_path / "settings.toml"
        file.write_text(f"port = {busy.getsockname()[1]}\n")
        assert said(run("doctor", "--config", file, home=home.root))["port"] == ["warn"]


def test_the_doctor_tells_as_json(run, home):
    found = json.loads(run("doctor", "--json", home=home.root).out)["found"]
    assert {"check", "state", "text"} == set(found[0])


def test_threads_exceed_the_queue():
    given = Settings(workers=8)
    assert given.threads > given.queue + 2 * given.workers
