"""Synchronous clients on the one session: arxiv.py and PyGithub speak ``requests``, and run in worker threads."""

from __future__ import annotations

import asyncio
import concurrent.futures
import io
from collections.abc import Awaitable, Callable, Mapping
from http.client import responses
from typing import Final, TypeAlias

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers
from urllib3 import HTTPResponse

from fetchers.failure import Failure, FailureKind
from fetchers.net.messages import ApiRequest, Response

_TIMEOUTS: Final = {FailureKind.TIMEOUT, FailureKind.CONNECT_TIMEOUT, FailureKind.OUT_OF_TIME}
_OURS: Final = {"user-agent", "accept-encoding", "connection", "content-length", "host"}
"""Request headers that are ours to set. Services throttle the default names of libraries harder."""
_SPENT: Final = {"content-encoding", "content-length", "transfer-encoding"}
"""Answer headers that are no longer true of a body that was decoded."""

Timeout: TypeAlias = float | tuple[float | None, float | None] | None


class AdapterConnectionError(requests.ConnectionError):
    """No answer came. ``failure`` says why."""

    failure: Failure


class AdapterTimeoutError(requests.ReadTimeout):
    """No answer came in time. ``failure`` says of what."""

    failure: Failure


class RequestsAdapter(BaseAdapter):
    """Mount it on a ``requests.Session``; call that session in a worker thread, never on the loop's own."""

    def __init__(
        self, call: Callable[[ApiRequest], Awaitable[Response]], loop: asyncio.AbstractEventLoop, limit: int
    ) -> None:
        super().__init__()
        self._call = call
        self._loop = loop
        self._limit = limit

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002, FBT001, FBT002 - the interface of requests
        timeout: Timeout = None,
        verify: bool | str = True,  # noqa: ARG002, FBT001, FBT002 - ours decides
        cert: object = None,  # noqa: ARG002
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> requests.Response:
        """Send on the loop, wait for the answer. Raises requests.RequestException with the Failure attached."""
        call = ApiRequest(
            url=request.url or "",
            method=request.method or "GET",
            headers={k: _text(v) for k, v in request.headers.items() if k.lower() not in _OURS},
            body=_bytes(request.body),
            limit=self._limit,
            timeout=timeout[1] if isinstance(timeout, tuple) else timeout,
        )
        future = asyncio.run_coroutine_threadsafe(_await(self._call, call), self._loop)
        try:
            reply = future.result()
        except concurrent.futures.CancelledError as error:
            raise requests.ConnectionError("the run was ended", request=request) from error
        if reply.failure is not None:
            raise _error(reply.failure, request)
        return _response(reply, request, self)

    def close(self) -> None:
        """Do nothing: Net owns the session."""


async def _await(call: Callable[[ApiRequest], Awaitable[Response]], what: ApiRequest) -> Response:
    return await call(what)


def _error(failure: Failure, request: requests.PreparedRequest) -> requests.RequestException:
    kind = AdapterTimeoutError if failure.kind in _TIMEOUTS else AdapterConnectionError
    error = kind(f"{failure.kind}: {failure.detail}", request=request)
    error.failure = failure
    return error


def _response(reply: Response, request: requests.PreparedRequest, bridge: RequestsAdapter) -> requests.Response:
    headers = {name: value for name, value in reply.headers.items() if name not in _SPENT}
    response = requests.Response()
    response.status_code = reply.status or 0
    response.reason = responses.get(response.status_code, "")
    response.headers = CaseInsensitiveDict(headers)
    response.encoding = get_encoding_from_headers(response.headers)
    response.url = request.url or ""
    response.request = request
    response.connection = bridge  # type: ignore[assignment]
    response.raw = HTTPResponse(
        body=io.BytesIO(reply.body),
        headers=headers,
        status=response.status_code,
        reason=response.reason,
        preload_content=False,
        decode_content=False,
    )
    return response


def _bytes(body: object) -> bytes | None:
    if body is None or isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode()
    raise TypeError(f"cannot send a body of type {type(body).__name__}")


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")
