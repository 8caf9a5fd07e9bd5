"""A real site, served by `karski serve`, in a real browser."""

import os
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Request

STARTS_WITHIN = 180  # s, the first drawing of charts on a busy machine included
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@dataclass
class Site:
    """A running `karski serve`, and what it printed."""

    process: subprocess.Popen[str]
    workspace: Path
    url: str
    port: int
    printed: list[str] = field(default_factory=list)
    listener: threading.Thread | None = None

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)

    @property
    def first_link(self) -> str:
        found = re.search(r"http://\S+/people/first/\S+", "".join(self.printed))
        assert found is not None, "".join(self.printed)
        return found.group()

    def run(self, *arguments: str) -> str:
        """Run another verb of karski in the same workspace."""
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *arguments],
            env=environment(self.workspace),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


WIDER_THAN_SCREEN = """() => {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
}"""
SETTINGS = "DJANGO_SETTINGS_MODULE"  # of the tests; the site has its own
MAIN = "from karski.cli import main; main()"


def environment(workspace: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name != SETTINGS}
    return ours | {"KARSKI_WORKSPACE": str(workspace), "PYTHONUNBUFFERED": "1"}


def serve(workspace: Path, *options: str, port: int | None = None) -> Site:
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--port", str(port), *options],
        env=environment(workspace),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    site = Site(process, workspace, f"http://localhost:{port}", port)
    site.listener = threading.Thread(target=site.listen, daemon=True)
    site.listener.start()
    until = monotonic() + STARTS_WITHIN
    while monotonic() < until:
        if process.poll() is not None:
            break
        try:
            # the name is for the browser: tests may call no host but by its number
            httpx.get(site.url.replace("localhost", "127.0.0.1"), timeout=10)
        except httpx.TransportError:
            sleep(0.2)
        else:
            return site
    process.kill()
    _close(site)
    raise AssertionError("the site did not come up: " + "".join(site.printed))


def stop(site: Site) -> None:
    site.process.terminate()
    try:
        site.process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        site.process.kill()
        raise
    finally:
        _close(site)


def kill(site: Site) -> None:
    """End it as a power cut does: kill -9."""
    site.process.kill()
    _close(site)


def _close(site: Site) -> None:
    site.process.wait()
    assert site.listener is not None
    site.listener.join()
    assert site.process.stdout is not None
    site.process.stdout.close()


@dataclass
class Watched:
    """A page, and what went wrong on it unseen."""

    page: Page
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def picture(self, folder: Path, name: str) -> None:
        """Keep a picture of the whole page, to be looked at."""
        size = self.page.viewport_size
        assert size is not None
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "world"
        file = folder / f"{plain}-{size['width']}.png"
        self.page.screenshot(path=file, full_page=True)

    def check(self) -> None:
        """No accessibility violation, no error, no request to another host."""
        found = Axe().run(self.page, options={"runOnly": RULES})
        told = [
            f"{each['id']}: {each['nodes'][0]['html'][:200]}"
            for each in found.response["violations"]
        ]
        assert told == [], f"{self.page.url}: {told}"
        wide = self.page.evaluate(WIDER_THAN_SCREEN)
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        assert (self.errors, self.elsewhere) == ([], []), self.page.url


def watched(context: BrowserContext, site: Site) -> Watched:
    found = Watched(context.new_page())

    def asked(request: Request) -> None:
        if not request.url.startswith((site.url, "data:")):
            found.elsewhere.append(request.url)

    found.page.on("request", asked)
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    found.page.on(
        "console",
        lambda said: found.errors.append(said.text) if said.type == "error" else None,
    )
    return found
