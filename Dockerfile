# docker build -t linkcheck . && docker run --rm -v "$PWD:/work" linkcheck README.md
# Two stages: what builds stays behind, and no compiler, pip cache or checkout is in the image that runs.
# A release names the base by digest (release.yml), and the image's labels say which it was.
ARG BASE=python:3.13-slim
FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY pyproject.toml README.md LICENSE list.md ./
COPY linkcheck ./linkcheck
COPY fetchers ./fetchers
COPY reports ./reports
# [dask]: an image for a cluster's workers, and for the run that uses them (docs/scale.md).
ARG EXTRAS=
RUN python -m venv /opt/linkcheck && /opt/linkcheck/bin/pip install ".${EXTRAS}"

FROM ${BASE}
# git, for --since. The list of packages is of no use in the image.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 linkcheck \
    && git config --system --add safe.directory /work
COPY --from=build /opt/linkcheck /opt/linkcheck
ENV PATH="/opt/linkcheck/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
USER linkcheck
WORKDIR /work
ENTRYPOINT ["linkcheck"]
CMD ["--help"]
