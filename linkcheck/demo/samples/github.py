"""Repositories and accounts of list.md. Stars are round and invented; so is who moved, was archived or deleted.

``louis-she/torchscript-demos`` is missing on purpose: the demo's deleted repository.
"""

from __future__ import annotations

from typing import Final

from linkcheck.demo.sites.github import Account, Release, Repo

_APACHE: Final = "Apache-2.0"

REPOS: Final = (
    Repo(
        name="haotian-liu/LLaVA", stars=23000, license=_APACHE, created="2023-04-17T16:00:00Z",
        pushed="2024-08-12T10:00:00Z", topics=("llava", "multimodal", "chatbot"),
        description="Visual instruction tuning towards vision and language assistants",
    ),
    Repo(
        name="PKU-YuanGroup/Video-LLaVA", stars=3300, license=_APACHE, created="2023-10-23T05:00:00Z",
        pushed="2026-08-20T08:00:00Z", topics=("video", "multimodal"),
        description="One visual representation for images and videos, learned before projection",
    ),
    Repo(
        name="microsoft/LLaVA-Med", stars=2000, license="NOASSERTION", created="2023-05-31T20:00:00Z",
        pushed="2026-06-30T20:00:00Z", topics=("medical", "multimodal"),
        description="A large language-and-vision assistant for biomedicine",
    ),
    Repo(
        name="NExT-GPT/NExT-GPT", stars=3600, license="BSD-3-Clause", created="2023-08-30T13:00:00Z",
        pushed="2026-05-13T09:00:00Z", topics=("any-to-any", "multimodal"), description="An any-to-any multimodal LLM",
    ),
    Repo(
        name="Vision-CAIR/MiniGPT-4", stars=25000, license="BSD-3-Clause", created="2023-04-15T18:00:00Z",
        pushed="2025-03-27T16:00:00Z", description="Code of MiniGPT-4 and MiniGPT-v2",
    ),
    Repo(
        name="InternLM/InternLM-XComposer", stars=2900, license=_APACHE, created="2023-09-26T08:00:00Z",
        pushed="2026-07-15T07:00:00Z", topics=("vision-language",),
        description="A multimodal system for long-term streaming video and audio",
    ),
    Repo(
        name="meta-llama/llama", former=("facebookresearch/llama",), stars=58000, license="NOASSERTION",
        created="2023-02-14T09:00:00Z", pushed="2025-01-26T21:00:00Z", archived="2026-02-03T12:00:00Z",
        description="Inference code for Llama models",
    ),
    Repo(
        name="Hannibal046/Awesome-LLM", stars=25000, license="CC0-1.0", language=None, created="2022-12-12T04:00:00Z",
        pushed="2026-07-28T06:00:00Z", topics=("awesome-list", "llm"),
        description="A curated list of large language models",
    ),
    Repo(
        name="opendilab/awesome-RLHF", stars=4200, license=_APACHE, language=None, created="2023-02-13T10:00:00Z",
        pushed="2026-09-21T03:00:00Z", topics=("awesome-list", "rlhf"), description="A list of resources on RLHF",
    ),
    Repo(
        name="xlite-dev/Awesome-LLM-Inference", former=("DefTruth/Awesome-LLM-Inference",), stars=4700,
        license="GPL-3.0", created="2023-08-27T02:00:00Z", pushed="2026-11-20T02:00:00Z",
        topics=("awesome-list", "inference"), description="Papers with codes about LLM inference",
    ),
    Repo(
        name="NVIDIA/TensorRT", stars=12000, license=_APACHE, language="C++", created="2019-05-02T22:00:00Z",
        pushed="2026-10-10T17:00:00Z", release=Release(tag="v10.9", published="2026-09-11T18:00:00Z"),
        topics=("inference", "gpu"), description="The open source components of NVIDIA TensorRT",
    ),
    Repo(
        name="NVIDIA/TensorRT-LLM", stars=12000, license=_APACHE, language="C++", created="2023-08-16T17:00:00Z",
        pushed="2026-11-22T10:00:00Z", release=Release(tag="v1.2.0", published="2026-10-30T08:00:00Z"),
        description="Defines and optimizes large language models for inference on NVIDIA GPUs",
    ),
    Repo(
        name="facebookresearch/faiss", stars=38000, language="C++", created="2017-02-07T16:00:00Z",
        pushed="2026-11-21T19:00:00Z", release=Release(tag="v1.13.0", published="2026-08-05T16:00:00Z"),
        description="Efficient similarity search and clustering of dense vectors",
    ),
    Repo(
        name="huggingface/diffusers", stars=31000, license=_APACHE, created="2022-05-30T16:00:00Z",
        pushed="2026-11-22T22:00:00Z", topics=("diffusion", "pytorch"), description="Diffusion models in PyTorch",
    ),
    Repo(
        name="Stability-AI/stablediffusion", stars=42000, created="2022-11-23T23:00:00Z",
        pushed="2024-10-10T14:00:00Z", archived="2026-06-01T09:00:00Z",
        description="High-resolution image synthesis with latent diffusion models",
    ),
    Repo(
        name="uni-medical/STU-Net", stars=300, license=_APACHE, created="2023-04-12T03:00:00Z",
        pushed="2025-05-06T05:00:00Z", topics=("medical", "segmentation"),
        description="Scalable and transferable medical image segmentation",
    ),
    Repo(
        name="deepspeedai/DeepSpeed", former=("microsoft/DeepSpeed",), stars=41000, license=_APACHE,
        created="2020-01-23T18:00:00Z", pushed="2026-11-22T17:00:00Z",
        release=Release(tag="v0.18.0", published="2026-10-02T17:00:00Z"),
        description="Makes distributed training and inference easy, efficient and effective",
    ),
    Repo(
        name="pytorch/pytorch", stars=97000, license="NOASSERTION", created="2016-08-13T05:00:00Z",
        pushed="2026-11-23T01:00:00Z", release=Release(tag="v2.9.0", published="2026-10-15T17:00:00Z"),
        files={"CONTRIBUTING.md": "# Contributing to PyTorch\n\n## Developing PyTorch\n\nA sample.\n"},
        wiki=("The-Ultimate-Guide-to-PyTorch-Contributions",), topics=("deep-learning", "python"),
        description="Tensors and dynamic neural networks in Python with strong GPU acceleration",
    ),
    Repo(
        name="huggingface/pytorch-image-models", stars=36000, license=_APACHE, created="2019-02-02T05:00:00Z",
        pushed="2026-11-18T23:00:00Z", topics=("image-classification",),
        description="A large collection of PyTorch image encoders and backbones",
    ),
    Repo(
        name="MLNLP-World/Paper-Writing-Tips", stars=4400, license=None, language=None,
        created="2022-03-16T02:00:00Z", pushed="2025-11-04T11:00:00Z", description="Tips for writing papers",
    ),
)  # fmt: skip

ACCOUNTS: Final = (
    Account(login="OpenGVLab", name="OpenGVLab", bio="General vision at Shanghai AI Laboratory", repositories=80),
    Account(login="open-mmlab", name="OpenMMLab", bio="Open source computer vision", repositories=70),
    Account(login="haotian-liu", name="Haotian Liu", kind="User", followers=2000),
    Account(login="Hannibal046", kind="User", followers=900),
    Account(login="louis-she", kind="User", followers=100),
)
