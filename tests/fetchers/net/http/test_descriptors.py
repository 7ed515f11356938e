"""The allowance of open files is raised, never lowered, and kept to where it is small."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from fetchers.net.http.descriptors import share_of
from tests.fetchers.net.web import Asked, Web, answer

resource = pytest.importorskip("resource")

_SCRIPT = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from fetchers.net.http.descriptors import allow_many
allow_many()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(("soft", "hard", "then"), [(200, 400, 400), (200, 9000, 8192), (8500, 9000, 8500)])
def test_as_far_as_it_may(soft: int, hard: int, then: int) -> None:
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 9000:
        pytest.skip("the limit here is lower than what is tried")
    script = _SCRIPT.format(soft=soft, hard=hard)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) == then


def test_all_that_may_be_open_fits_in() -> None:
    for files in (64, 100, 256, 1024, 8192):
        share = share_of(files)
        assert share.requests + share.lookups < files - 20
        assert share.requests >= 8
    assert share_of(8192).requests >= 2048
    assert share_of(1).requests >= 4


_RUN = """
import asyncio, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
from fetchers.addresses.address import parse
from fetchers.net import PageRequest, Net, NetSettings

async def main():
    port = int(sys.argv[1])
    async with Net(NetSettings(resolver=lambda *_: [("127.0.0.1", port)], trust_env=False)) as net:
        visits = [net.visit(PageRequest(address=parse(f"http://host{n}.example/"))) for n in range(200)]
        print({visit.reply.status for visit in await asyncio.gather(*visits)})

asyncio.run(main())
"""


async def test_two_hundred_hosts_are_asked_with_sixty_four_files(web: Web) -> None:
    async def script(_: Asked) -> bytes:
        await asyncio.sleep(0.01)
        return answer()

    port = await web.host("any.example", script)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _RUN, str(port), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, errors = await process.communicate()
    assert out.decode().strip() == "{200}", errors.decode()
