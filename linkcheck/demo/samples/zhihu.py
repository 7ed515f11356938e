"""Zhihu pages of list.md by address: what is served, what asks for a login, what is refused, and what is gone.

Authors, votes and dates are invented, and so are the titles that list.md does not tell.
"""

from __future__ import annotations

from typing import Final

from linkcheck.demo.exchange import Answer
from linkcheck.demo.sites import zhihu

_SPRING_24: Final = 1711900800  # 2024-03-31T16:00:00Z

ARTICLES: Final[dict[str, Answer]] = {
    "/p/676109470": zhihu.article("676109470", "大模型推理加速：Continuous Batching", "示例作者甲", 900, 1704900000),
    "/p/548735583": zhihu.article("548735583", "长尾学习：Generalized Logit Adjustment", "示例作者乙", 60, 1659400000),
    "/p/675421518": zhihu.article(
        "675421518", "adam在大模型预训练中的不稳定性分析及解决办法", "示例作者丙", 1200, 1704400000
    ),
    "/p/695589046": zhihu.challenge(),
    "/p/709427098": zhihu.article(
        "709427098", "CUDA by Example: An Introduction to General-Purpose GPU Programming", "示例作者丁", 40, 1720900000
    ),
    "/p/690474151": zhihu.article("690474151", "大模型面试经验（示例标题）", "示例作者戊", 300, _SPRING_24),
    "/p/690801254": zhihu.article("690801254", "国内20家公司大模型岗位面试经验汇总", "示例作者己", 1500, _SPRING_24),
    "/p/678602674": zhihu.gone(),
}
"""On zhuanlan.zhihu.com."""

PAGES: Final[dict[str, Answer]] = {
    "/tardis/zm/art/647109286": zhihu.article(
        "647109286", "旋转编码 RoPE 图解（示例标题）", "示例作者庚", 2300, 1690900000
    ),
    "/people/xu-tao-83-44-34/posts": zhihu.person("xu-tao-83-44-34", "示例用户一", 5000),
    "/people/xia-jing-jing-57/": zhihu.person("xia-jing-jing-57", "示例用户二", 8000),
    "/question/591646269/answer/3539346609": zhihu.answer(
        "591646269", "3539346609", "大模型推理加速技术的学习路线是什么?", "示例作者辛", 700, 1719000000
    ),
    "/column/c_1389404662173315072": zhihu.column("c_1389404662173315072", "复杂性的那些事", "示例作者壬", 1624000000),
    "/question/328463675": zhihu.question("328463675", "如何阅读pytorch框架的源码？", 42, 1560000000),
    "/question/636533414/answer/3345355574": zhihu.challenge(),
    "/question/426238388/answer/2937544836": zhihu.answer(
        "426238388", "2937544836", "大厂算法面试是什么体验？（示例标题）", "示例作者癸", 2600, 1678800000
    ),
    "/question/650979052": zhihu.question("650979052", "如何判断候选人有没有千卡GPU集群的训练经验？", 31, 1712000000),
    "/question/588325646": zhihu.question("588325646", "为什么现在的LLM都是Decoder only的架构？", 88, 1678000000),
}
"""On www.zhihu.com. ``/people/liu-dong-13`` is missing here: it asks for a login."""
