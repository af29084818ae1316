"""The table of settings: what may be said, where it may be said, what counts first, and how a mistake is told."""

from __future__ import annotations

import logging
import re

import pytest

from ontology.errors import UsageError
from server.configuration import configured
from server.kinds import SECRET, Secret
from server.settings import Settings, table

ROWS = {row.name: row for row in table()}
TOKEN = "Zm9vYmFyLWJhei1xdXV4"


@pytest.fixture
def file_of(tmp_path):
    """`file_of(text)`: a file of settings."""

    def write(text: str):
        path = tmp_path / "comity.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_flag_counts_before_the_environment_before_the_file(file_of):
    file = file_of("port = 1\nthreads = 2\nqueue = 3\n")
    environ = {"COMITY_PORT": "11", "COMITY_THREADS": "12", "COMITY_CONFIG": str(file)}
    given = configured(environ, port="21")
    assert (given.port, given.threads, given.queue, given.host) == (21, 12, 3, "127.0.0.1")
    assert given.config == file


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.kind is not SECRET and row.shown])
def test_each_default_can_be_written_as_it_is_shown(name, file_of):
    row = ROWS[name]
    assert row.value(row.shown, row.flag) == row.default
    file = str(file_of(f'{name} = "{row.shown}"'))
    assert getattr(configured({"COMITY_CONFIG": file}), name) == getattr(configured({row.env: row.shown}), name)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("max_upload_bytes", "2MiB", 2 << 20),
        ("max_upload_bytes", "1.5 GiB", 3 << 29),
        ("max_upload_bytes", "4096", 4096),
        ("query_timeout", "500ms", 0.5),
        ("query_timeout", "2min", 120.0),
        ("query_timeout", "7", 7.0),
        ("trusted_proxies", "127.0.0.1, ::1 10.0.0.0/8", ("127.0.0.1", "::1", "10.0.0.0/8")),
        ("default_graph", "own", "own"),
    ],
)
def test_values_may_be_written_as_people_do(name, text, value):
    assert getattr(configured({ROWS[name].env: text}), name) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 80", "there is no setting prot; did you mean port?"),
        ("zzzzzz = 1", "`comity serve --help` lists them"),
        ('port = "eighty"', "port='eighty' must be a whole number"),
        ("port = true", "port=True must be a whole number"),
        ("port = 65536", "port=65536 is out of bounds: number, 0 to 65535"),
        ("query_timeout = nan", "must be a number of seconds"),
        ('query_timeout = "5 parsecs"', "must be a number of seconds"),
        ('max_upload_bytes = "5s"', "must be a number of bytes"),
        ("trusted_proxies = [1]", "must be a list"),
        ('trusted_proxies = ["nowhere"]', "'nowhere' does not appear to be an IPv4 or IPv6 network"),
        ('default_graph = "both"', "must be one of union, own"),
        ('base = "https://x.org"', "must be absolute and end in a slash"),
        ('public_url = "x.org"', "must start with https:// or http://"),
        ('config = "other.toml"', "take out the key config"),
        ("port 80", "is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_one_line_that_names_it(run, file_of, text, said):
    result = run("serve", "--config", file_of(text))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("comity: ")
    assert len(result.err.splitlines()) == 1
    assert said in result.err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--port", "x"], "--port='x' must be a whole number"),
        (["--threads", "0"], "--threads='0' is out of bounds"),
        (["--config", "nowhere.toml"], "nowhere.toml cannot be read: No such file"),
        (["--write-token-file", "nowhere"], "write_token_file: nowhere cannot be read: No such file"),
    ],
)
def test_a_mistake_in_a_flag_is_one_line_that_names_it(run, flags, said):
    result = run("serve", *flags)
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert said in result.err


def test_a_mistake_in_the_environment_names_the_variable():
    with pytest.raises(UsageError, match=r"^COMITY_QUEUE='many' must be a whole number"):
        configured({"COMITY_QUEUE": "many"})


def test_a_token_may_stand_in_a_file(tmp_path):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\nnot this\n")
    given = configured({"COMITY_WRITE_TOKEN_FILE": str(file)})
    assert given.write_token.matches(TOKEN)
    assert not given.write_token.matches(TOKEN[:-1])
    assert not given.admin_token


def test_an_empty_token_matches_nothing():
    assert not Secret().matches("")
    assert not configured({"COMITY_WRITE_TOKEN": ""}).write_token


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\n", b"two words\n"])
def test_a_file_without_a_token_is_refused(tmp_path, content):
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"token") as error:
        configured({"COMITY_ADMIN_TOKEN_FILE": str(file)})
    assert "two words" not in str(error.value)


def test_a_token_twice_is_refused_without_telling_it(tmp_path):
    file = tmp_path / "token"
    file.write_text(TOKEN)
    with pytest.raises(UsageError, match=r"write_token and write_token_file are both set") as error:
        configured({"COMITY_WRITE_TOKEN": TOKEN, "COMITY_WRITE_TOKEN_FILE": str(file)})
    assert TOKEN not in str(error.value)


def test_a_token_is_never_shown(caplog, run):
    given = configured({"COMITY_WRITE_TOKEN": TOKEN, "COMITY_ADMIN_TOKEN": TOKEN + "2"})
    logging.getLogger("test").warning("%s %r %s", given, given.write_token, given.admin_token)
    assert TOKEN not in f"{given!r} {given} {given.write_token} {given.write_token!r} {caplog.text}"
    assert not [row.name for row in table() if row.kind is SECRET and row.flag]
    assert not re.search(r"--(write|admin)-token[ =\n]", run("serve", "--help").out)


def test_each_setting_has_an_option_in_the_help(run):
    said = re.sub(r"\s+", " ", run("serve", "--help").out)
    for row in table():
        assert not row.flag or f" {row.flag} " in said, row.name
        assert not row.flag or f"({row.env}" in said, row.name


def test_names_flags_and_variables_are_each_once():
    for column in ("name", "env"):
        values = [getattr(row, column) for row in table()]
        assert len(values) == len(set(values))


def test_workers_are_counted_for_this_machine():
    assert Settings().workers >= 2
    assert Settings(workers=3).workers == 3
