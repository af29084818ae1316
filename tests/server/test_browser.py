"""The pages in a real browser: what it requests, what it complains about, and whether they fit a telephone.

Chromium is steered through its debugging pipe (https://chromedevtools.github.io/devtools-protocol/), which needs no port
and no library. It resolves no name, so that a request to anywhere else would fail, and be seen.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.parse
from collections import deque
from dataclasses import replace

import pytest

from server.pages.examples import examples
from tests.tools import missing

WIDE, NARROW = (1280, 900), (390, 844)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-pipe",
)


class Browser:
    """One Chromium with one tab."""

    def __init__(self, chromium, profile):
        theirs_in, self.out = os.pipe()
        self.into, theirs_out = os.pipe()

        def pipes():  # the protocol's pipes are file descriptors 3 and 4
            kept = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(kept[0], 3)
            os.dup2(kept[1], 4)

        self.process = subprocess.Popen(
            [chromium, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            close_fds=False,
            preexec_fn=pipes,  # noqa: PLW1509 — no other thread runs yet
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.number, self.session, self.rest, self.events = 0, None, b"", deque()
        tab = self("Target.createTarget", url="about:blank")["targetId"]
        self.session = self("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self(f"{domain}.enable")

    def __call__(self, method, **parameters):
        """Do what the method says; gives its result."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while (told := self._read()).get("id") != self.number:
            self.events.append(told)
        assert "error" not in told, told
        return told["result"]

    def open(self, url, size):
        """Open a page; gives what was requested for it, and what the browser complained about."""
        width, height = size
        self(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=size == NARROW
        )
        self.events.clear()
        self("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())
        requested = self._told("Network.requestWillBeSent", lambda told: told["request"]["url"])
        complaints = self._told("Log.entryAdded", lambda told: told["entry"]["text"])
        return requested, complaints

    def value(self, expression):
        """The value of a JavaScript expression. The page's own policy does not hold here."""
        return self("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def close(self):
        self("Browser.close")
        self.process.wait(20)
        os.close(self.out)
        os.close(self.into)

    def _told(self, method, of):
        return [of(event["params"]) for event in self.events if event["method"] == method]

    def _read(self):
        while b"\0" not in self.rest:
            got = os.read(self.into, 1 << 16)
            assert got, "Chromium has ended"
            self.rest += got
        one, _, self.rest = self.rest.partition(b"\0")
        return json.loads(one)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        missing("Chromium", "apt-get install chromium")
    opened = Browser(chromium, tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(seeds_comity):
    """The address of a server over the loaded seeds."""
    with seeds_comity.serving() as address:
        yield address


@pytest.fixture(scope="module")
def empty_site(seeds_comity, tmp_path_factory):
    """The address of a server over a home into which nothing has been loaded."""
    with replace(seeds_comity, home=tmp_path_factory.mktemp("empty")).serving() as address:
        yield address


def query(sparql):
    return f"/sparql?query={urllib.parse.quote(sparql)}"


CLASSES = ("Article", "Agreement", "Meeting", "Person", "Agency", "Country", "Threat", "Place", "Post")
FIXED = {
    "home": "/",
    "home in Vietnamese": "/?lang=vi",
    "query": "/sparql",
    "ontology": "/ontology",
    "table": query(examples()[2].sparql),
    "yes or no": query("ASK {}"),
    "turtle": query("DESCRIBE <https://w3id.org/comity/id/country/BY>"),
    "no answer": query("SELECT ?x { ?x a <urn:nothing> }"),
    "wrong query": query("SELECT * WHERE { ?s ?p "),
    "not found": "/id/agreement/" + "long" * 30,
}
KINDS = (*CLASSES, "Graph", *FIXED)


@pytest.fixture(scope="module")
def paths(seeds_comity):
    """The page of each kind; of a class, the thing about which most is said."""

    def first(class_):
        asked = f"SELECT ?x (COUNT(?e) AS ?n) {{ ?x a c:{class_} ; c:evidence|^c:mentions|rdfs:label ?e }} GROUP BY ?x"
        table = seeds_comity("query", "--format", "csv", f"{asked} ORDER BY DESC(?n) ?x LIMIT 1").out
        return re.search(r"https://w3id\.org/comity(/id/\S+),", table)[1]

    found = {class_: first(class_) for class_ in CLASSES}
    return {**found, "Graph": found["Article"].replace("/id/article/", "/graph/"), **FIXED}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_stands_by_itself_and_fits(browser, site, paths, kind, size):
    requested, complaints = browser.open(site + paths[kind], size)
    assert requested
    assert all(url.startswith((site + "/", "data:")) for url in requested)
    expected = {"wrong query": "400", "not found": "404"}.get(kind)
    assert [text for text in complaints if not expected or f"status of {expected}" not in text] == []
    assert browser.value("document.querySelectorAll('h1').length") == 1
    assert browser.value("[...document.styleSheets].every(sheet => sheet.cssRules.length > 9)")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.value(overflow) <= 0, "the page is wider than the window"


@pytest.mark.parametrize("kind", ["Agreement", "Meeting"])
def test_the_sentences_of_an_event_are_seen_without_scrolling(browser, site, paths, kind):
    browser.open(site + paths[kind], NARROW)
    quoted = browser.value("document.querySelector('.evidence blockquote').getBoundingClientRect().top")
    assert quoted < NARROW[1] / 2
    target = browser.value("document.querySelector('.evidence figcaption a').getAttribute('href')")
    assert target.startswith("/id/article/")


def test_the_empty_state_fits_and_says_how_to_load(browser, empty_site):
    requested, complaints = browser.open(empty_site, NARROW)
    assert all(url.startswith(empty_site) for url in requested)
    assert complaints == []
    assert "comity load" in browser.value("document.querySelector('.notice').innerText")


CONTRAST = """
(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                          return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const light = colour => rgb(colour).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                                     .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = node => { for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (!colour.endsWith(', 0)')) return colour; } return 'white'; };
  let worst = 21;
  for (const node of document.querySelectorAll('main *, footer *, header *')) {
    if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))];
    worst = Math.min(worst, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return worst;
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "Agreement", "table", "wrong query"])
def test_text_stands_out_from_its_ground(browser, site, paths, kind, scheme):
    browser("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(site + paths[kind], WIDE)
    assert browser.value(CONTRAST) >= 4.5  # WCAG 2.2, success criterion 1.4.3
