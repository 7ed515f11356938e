"""What was found earlier and may still be so: ask for it only if it has changed (RFC 9110 §13)."""

from __future__ import annotations

from dataclasses import replace

from fetchers.facts import Observation
from linkcheck.plan import Query
from linkcheck.store import RunStore

_NOT_MODIFIED = 304


def conditional(ask: Query, store: RunStore) -> Query:
    """Return the ask with the validators of the page that was found last time, where it gave any.

    Only what a page itself said can be renewed by a 304: a service's answer, a page behind bad TLS, or one whose
    fragments are asked for has to be read again.
    """
    known = None if ask.target.fragments else store.found(ask.target.key)
    if known is None or known.validators is None or known.status != 200 or known.answer or known.tls:
        return ask
    return replace(ask, target=replace(ask.target, validators=known.validators))


def renewed(ask: Query, observation: Observation, store: RunStore) -> Observation:
    """Return the stored facts of an unchanged page (304), observed now; every other observation as it is."""
    if observation.status != _NOT_MODIFIED or ask.target.validators is None:
        return observation
    known = store.found(ask.target.key)
    if known is None:
        return observation
    return replace(
        known,
        observed=observation.observed,
        final_url=observation.final_url,
        redirects=observation.redirects,
        headers={**known.headers, **observation.headers},
    )
