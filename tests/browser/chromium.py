"""A headless Chromium under test, spoken to in the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--remote-debugging-port=0",
    # The sandbox refuses root, who runs in a container, and hosted runners without user namespaces; no page here is
    # anybody's but ours.
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
PATIENCE = 60.0
"""Seconds that starting, or one answer, may take on a busy machine."""


def find() -> str | None:
    """Return the path of a Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running(executable: str, profile: Path) -> Iterator[int]:
    """Run a browser; yields the port on loopback where it takes DevTools commands."""
    arguments = [executable, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(arguments, stdin=silent, stdout=silent, stderr=silent) as process:
        try:
            yield _port(profile / "DevToolsActivePort", process)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _port(announced: Path, process: subprocess.Popen[bytes]) -> int:
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience and process.poll() is None:
        if announced.exists() and (lines := announced.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.05)
    raise RuntimeError(f"the browser said nothing (exit code {process.poll()})")


class Tab:
    """One page in the browser, with everything that it asked for and complained of."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._sent = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._loaded = asyncio.Event()
        self.requests: list[str] = []
        self.complaints: list[str] = []

    async def listen(self) -> None:
        """Take in what the browser says until it hangs up."""
        async for message in self._socket:
            self._take(message.json())

    def _take(self, said: dict[str, Any]) -> None:
        if "id" in said:
            self._answers.pop(said["id"]).set_result(said)
        method, params = said.get("method"), said.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.loadEventFired":
            self._loaded.set()
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("warning", "error"):
            self.complaints.append(params["entry"]["text"])
        elif method in ("Runtime.consoleAPICalled", "Page.javascriptDialogOpening", "Page.windowOpen"):
            self.complaints.append(f"{method}: {params}")

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command and return its result."""
        self._sent += 1
        answer = self._answers[self._sent] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._sent, "method": method, "params": params})
        said = await asyncio.wait_for(answer, PATIENCE)
        assert "error" not in said, (method, said["error"])
        result: dict[str, Any] = said["result"]
        return result

    async def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._loaded.clear()
        await self.call("Page.navigate", url=url)
        await asyncio.wait_for(self._loaded.wait(), PATIENCE)

    async def run(self, script: str) -> Any:
        """Return the value of an expression in the page, of the value that it promises."""
        said = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    async def press(self, key: str, code: int) -> None:
        """Press and let go of a key that is no letter."""
        text = "\r" if key == "Enter" else ""
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, text=text)

    async def type(self, text: str) -> None:
        """Put text in where the focus is, as a keyboard or an input method does."""
        await self.call("Input.insertText", text=text)
        await self.painted()

    async def painted(self) -> None:
        """Wait until the page has drawn what it was told."""
        await self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@asynccontextmanager
async def tab(port: int, *, width: int = 1200, height: int = 800, scheme: str = "light") -> AsyncIterator[Tab]:
    """Open a tab of a size and a colour scheme, and close it."""
    base = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as session, session.put(f"{base}/json/new?about:blank") as reply:
        target = await reply.json(content_type=None)
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Tab(socket)
            listening = asyncio.create_task(page.listen())
            try:
                for domain in ("Page", "Network", "Runtime", "Log", "Performance"):
                    await page.call(f"{domain}.enable")
                size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                await page.call("Emulation.setDeviceMetricsOverride", **size)
                feature = {"name": "prefers-color-scheme", "value": scheme}
                await page.call("Emulation.setEmulatedMedia", features=[feature])
                yield page
            finally:
                listening.cancel()
        await session.get(f"{base}/json/close/{target['id']}")
