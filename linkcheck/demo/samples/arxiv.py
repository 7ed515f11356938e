"""Papers of list.md, with their true titles and authors. That one of them is withdrawn holds in the demo alone."""

from __future__ import annotations

from typing import Final

from linkcheck.demo.sites.arxiv import DemoPaper


def _paper(
    number: str, title: str, authors: str, *versions: str, category: str = "cs.LG", comment: str = ""
) -> DemoPaper:
    names = tuple(name.strip() for name in authors.split(","))
    dates = tuple(f"{date}T17:00:00Z" for date in versions)
    return DemoPaper(id=number, title=title, authors=names, versions=dates, category=category, comment=comment or None)


PAPERS: Final = (
    _paper(
        "1711.00937", "Neural Discrete Representation Learning",
        "Aaron van den Oord, Oriol Vinyals, Koray Kavukcuoglu", "2017-11-02", "2018-05-30",
    ),
    _paper(
        "1906.00446", "Generating Diverse High-Fidelity Images with VQ-VAE-2",
        "Ali Razavi, Aaron van den Oord, Oriol Vinyals", "2019-06-02",
    ),
    _paper(
        "2006.11239", "Denoising Diffusion Probabilistic Models",
        "Jonathan Ho, Ajay Jain, Pieter Abbeel", "2020-06-19", "2020-12-16",
    ),
    _paper(
        "2007.07314", "Long-tail learning via logit adjustment",
        "Aditya Krishna Menon, Sadeep Jayasumana, Ankit Singh Rawat, Himanshu Jain, Andreas Veit, Sanjiv Kumar",
        "2020-07-14", "2021-07-09",
    ),
    _paper(
        "2010.02502", "Denoising Diffusion Implicit Models",
        "Jiaming Song, Chenlin Meng, Stefano Ermon", "2020-10-06", "2020-10-07", "2021-10-05", "2022-10-05",
    ),
    _paper(
        "2106.09685", "LoRA: Low-Rank Adaptation of Large Language Models",
        "Edward J. Hu, Yelong Shen, Phillip Wallis, Zeyuan Allen-Zhu, Yuanzhi Li, Shean Wang, Lu Wang, Weizhu Chen",
        "2021-06-17", "2021-10-16", category="cs.CL",
    ),
    _paper(
        "2203.02155", "Training language models to follow instructions with human feedback",
        "Long Ouyang, Jeff Wu, Xu Jiang, Diogo Almeida, Carroll L. Wainwright, Pamela Mishkin", "2022-03-04",
        category="cs.CL",
    ),
    _paper(
        "2203.17270",
        "BEVFormer: Learning Bird's-Eye-View Representation from Multi-Camera Images via Spatiotemporal Transformers",
        "Zhiqi Li, Wenhai Wang, Hongyang Li, Enze Xie, Chonghao Sima, Tong Lu, Qiao Yu, Jifeng Dai",
        "2022-03-31", "2022-07-13", category="cs.CV",
    ),
    _paper(
        "2205.14135", "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness",
        "Tri Dao, Daniel Y. Fu, Stefano Ermon, Atri Rudra, Christopher Ré", "2022-05-27", "2022-06-23",
    ),
    _paper(
        "2305.10855", "TextDiffuser: Diffusion Models as Text Painters",
        "Jingye Chen, Yupan Huang, Tengchao Lv, Lei Cui, Qifeng Chen, Furu Wei", "2023-05-18", "2023-10-30",
        category="cs.CV",
    ),
    _paper(
        "2309.15505", "Finite Scalar Quantization: VQ-VAE Made Simple",
        "Fabian Mentzer, David Minnen, Eirikur Agustsson, Michael Tschannen", "2023-09-27", "2023-10-12",
        category="cs.CV",
    ),
    _paper(
        "2311.03079", "CogVLM: Visual Expert for Pretrained Language Models",
        "Weihan Wang, Qingsong Lv, Wenmeng Yu, Wenyi Hong, Ji Qi, Yan Wang", "2023-11-06", "2024-02-04",
        category="cs.CV",
    ),
    _paper(
        "2311.16465", "TextDiffuser-2: Unleashing the Power of Language Models for Text Rendering",
        "Jingye Chen, Yupan Huang, Tengchao Lv, Lei Cui, Qifeng Chen, Furu Wei", "2023-11-28", category="cs.CV",
    ),
    _paper(
        "2312.00752", "Mamba: Linear-Time Sequence Modeling with Selective State Spaces", "Albert Gu, Tri Dao",
        "2023-12-01", "2024-05-31",
    ),
    _paper(
        "2312.10997", "Retrieval-Augmented Generation for Large Language Models: A Survey",
        "Yunfan Gao, Yun Xiong, Xinyu Gao, Kangxiang Jia, Jinliu Pan, Yuxi Bi, Yi Dai, Jiawei Sun, Haofen Wang",
        "2023-12-18", "2023-12-29", "2024-01-03", "2024-01-05", "2024-03-27", category="cs.CL",
    ),
    _paper(
        "2402.17764", "The Era of 1-bit LLMs: All Large Language Models are in 1.58 Bits",
        "Shuming Ma, Hongyu Wang, Lingxiao Ma, Lei Wang, Wenhui Wang, Shaohan Huang, Li Dong, Furu Wei",
        "2024-02-27", category="cs.CL",
    ),
    _paper(
        "2404.18947", "Multimodal Fusion on Low-quality Data: A Comprehensive Survey",
        "Qingyang Zhang, Yake Wei, Zongbo Han, Huazhu Fu, Xi Peng, Cheng Deng", "2024-04-27", "2024-11-05",
        comment="This paper has been withdrawn (in linkcheck's demo only)",
    ),
    _paper(
        "2407.04620", "Learning to (Learn at Test Time): RNNs with Expressive Hidden States",
        "Yu Sun, Xinhao Li, Karan Dalal, Jiarui Xu, Arjun Vikram, Genghan Zhang, Yann Dubois",
        "2024-07-05", "2024-08-11",
    ),
)  # fmt: skip
