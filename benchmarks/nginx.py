"""nginx on loopback with a few pages: many hosts, for every address of 127.0.0.0/8 is one."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks import commandline

UNCHANGING: Final = "unchanging"
"""The folder whose pages have validators, and are as they were."""
_PAGE = (
    "<!doctype html><html lang=en><title>Page $uri of $host</title><h1>Page $uri of $host</h1>"
    + "<p>Words that fill the page as a real page has them, one after another.</p>" * 50
    + "</html>"
)
_CONFIG = """
worker_processes 2; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 4096; }}
http {{
  access_log off; default_type text/html; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 0.0.0.0:{port} backlog=4096;
    location /{unchanging}/ {{ default_type text/html; add_header ETag '"{port}"';
      if ($http_if_none_match) {{ return 304; }}
      return 200 '{page}'; }}
    location / {{ default_type text/html; return 200 '{page}'; }}
  }}
}}
"""


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve pages of 4 kB, and yield the port; ends the process where nginx is not installed."""
    program = commandline.needed("nginx")
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        port = int(probe.getsockname()[1])
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(folder=folder, port=port, page=_PAGE, unchanging=UNCHANGING), encoding="utf-8")
    server = subprocess.Popen([program, "-p", str(folder), "-c", str(config)])
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def write_list(path: Path, links: int, hosts: int, port: int, under: str = "", first: int = 0) -> None:
    """Write a list of so many links, all different, spread over so many hosts, ``under`` a folder of each."""
    folder = f"{under}/" if under else ""
    lines = (
        f"- [Page {number}](http://127.0.{host // 250}.{host % 250 + 1}:{port}/{folder}{number})\n"
        for number in range(first, first + links)
        for host in (number % hosts,)
    )
    path.write_text("# Pages\n\n" + "".join(lines), encoding="utf-8")


def write_lists(folder: Path, links: int, hosts: int, port: int, most: int) -> None:
    """Write so many links into lists of at most so many each."""
    folder.mkdir()
    for first in range(0, links, most):
        write_list(folder / f"{first:07}.md", min(most, links - first), hosts, port, first=first)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("nginx does not answer")
