"""Marks of content delivery networks: Cloudflare, AWS, Akamai, Vercel, Fastly. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import REFUSALS, Marker

_FORBIDDEN: Final = frozenset({403})

MARKERS: Final = (
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare docs, cf-mitigated",
        headers=(("cf-mitigated", r"challenge|block"),),
    ),
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare challenge page, 2021 to 2026; /cdn-cgi/challenge-platform/scripts/jsd is on ordinary pages",
        html=r"_cf_chl_opt|challenge-platform/h/\w+/orchestrate|cf-browser-verification|cf_chl_prog|"
        r"jschl[-_](?:answer|vc)|cf-challenge-running|id=[\"']?challenge-(?:form|running|error-text)",
        most_words=150,
    ),
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare error pages 1005 to 1020; 1015 is a rate limit, 1016 a DNS fault of the origin",
        visible=r"error(?: code)?:? ?(?:1005|1006|1007|1008|1009|1010|1012|1020|1106)\b",
        html=r"cloudflare|cf-error|cf-wrapper",
        status=REFUSALS,
        most_words=400,
    ),
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare block page",
        title=r"attention required.*|sorry, you have been blocked|access denied.*cloudflare.*|"
        r"please wait.* cloudflare",
        html=r"cloudflare",
        most_words=300,
    ),
    Marker(
        trait="challenge-aws-waf",
        source="AWS WAF developer guide: 202 and 405",
        headers=(("x-amzn-waf-action", r"challenge|captcha"),),
    ),
    Marker(
        trait="challenge-aws-waf",
        source="AWS WAF interstitial",
        html=r"awsWafCookieDomainList|gokuProps|token\.awswaf\.com|captcha\.awswaf\.com",
        most_words=60,
    ),
    Marker(
        trait="challenge-aws-elb",
        source="EDGI web-monitoring",
        headers=(("server", r"^awselb/"),),
        status=_FORBIDDEN,
        most_words=40,
    ),
    Marker(
        trait="challenge-cloudfront",
        source="EDGI web-monitoring; CloudFront never says 404 of its own accord",
        headers=(("x-cache", r"^error from cloudfront"),),
        status=_FORBIDDEN,
    ),
    Marker(
        trait="challenge-cloudfront",
        source="CloudFront error page",
        visible=r"the request could not be satisfied",
        html=r"cloudfront",
        status=_FORBIDDEN,
        most_words=150,
    ),
    Marker(
        trait="challenge-akamai",
        source="Akamai deny page",
        visible=r"access denied.{0,200}(?:reference|référence|referenz) ?#",
        status=REFUSALS,
        most_words=90,
    ),
    Marker(
        trait="challenge-akamai",
        source="Akamai edge host",
        headers=(("server", r"^akamai"),),
        status=frozenset({403, 429}),
        most_words=60,
    ),
    Marker(
        trait="challenge-akamai",
        source="Akamai Bot Manager interstitial",
        html=r"_sec/cp_challenge|sec-if-cpt-container|bm-verify|errors\.edgesuite\.net",
        most_words=60,
    ),
    Marker(
        trait="refused-at-edge",
        source="EDGI web-monitoring: Akamai answered without asking the origin",
        headers=(("server-timing", r"ak_p"), ("server-timing", r"^(?!.*origin; ?dur=[1-9])")),
        status=REFUSALS,
        most_words=60,
    ),
    Marker(trait="challenge-vercel", source="Vercel docs", headers=(("x-vercel-mitigated", r"."),)),
    Marker(trait="challenge-vercel", source="Vercel checkpoint", title=r"vercel security checkpoint", most_words=150),
    Marker(trait="challenge-fastly", source="Fastly Client Challenge", html=r"/_fs-ch-", most_words=120),
)
