"""How a load tells on stderr what it does: one line that renews itself on a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from loader.summary import Refusal, Summary

TERMINAL_SECONDS = 0.1
PLAIN_SECONDS = 10.0


class LoadProgress:
    """Progress of a load on stderr."""

    def __init__(self, *, terminal: bool, quiet: bool = False) -> None:
        self._terminal = terminal
        self._quiet = quiet
        self._started = self._told = time.monotonic()

    def advance(self, summary: Summary, source: str) -> None:
        """Say how far it is, if the last time was long enough ago."""
        now = time.monotonic()
        if self._quiet or now - self._told < (TERMINAL_SECONDS if self._terminal else PLAIN_SECONDS):
            return
        self._told = now
        rate = summary.documents / (now - self._started)
        refused = len(summary.rejected) + len(summary.unreadable)
        self._line(f"{summary.documents:,} read ({rate:.1f}/s), {refused} set aside or unreadable; last {source}")

    def refuse(self, what: str, refusal: Refusal) -> None:
        """Say at once that something was not taken, and why."""
        self.close()
        report = f"; see {refusal.report}" if refusal.report else ""
        click.echo(f"{what}: {refusal.source}: {refusal.reason}{report}", err=True)

    def close(self) -> None:
        """Clear the line that renews itself."""
        if self._terminal and not self._quiet:
            click.echo("\r\x1b[K", err=True, nl=False)

    def _line(self, text: str) -> None:
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            click.echo(f"\r\x1b[K{text[:width]}", err=True, nl=False)
        else:
            click.echo(text, err=True)
