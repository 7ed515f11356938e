"""The allowance of open files is raised, and never lowered."""

from __future__ import annotations

import subprocess
import sys

import pytest

resource = pytest.importorskip("resource")

_SCRIPT = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from fetchers.net.descriptors import allow_many
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
