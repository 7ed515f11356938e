"""The ordinary pages of list.md: who answers plainly, who moved, who is slow, refuses, is insecure or no longer there.

Every fate is invented, to show each kind of answer once; none says anything of the real site.
"""

from __future__ import annotations

from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.host_names import Name, Tls
from linkcheck.demo.responses import html, meta, page, pdf, redirect
from linkcheck.demo.web import SmallWeb


def serve(web: SmallWeb) -> None:
    """Answer for every host of list.md that has no service of its own."""
    _alive(web)
    _moved(web)
    _troubled(web)
    _gone(web)


def _dated(title: str, date: str, author: str = "", language: str = "en") -> ServedResponse:
    head = meta(article_published_time=date, og_title=title) + (meta(author=author) if author else "")
    return page(title, head=head, language=language)


def _alive(web: SmallWeb) -> None:
    spaces = web.site("spaces.ac.cn")
    spaces.answer("/", page("科学空间|Scientific Spaces", "示例首页。\n" * 5, language="zh"))
    spaces.answer("/archives/9844", _dated("VQ一下Key，Transformer的复杂度就变成线性了", "2023-11-09", "苏剑林", "zh"))
    archbase = _dated("计算机体系结构基础（第三版）", "2022-01-01", language="zh")
    web.site("foxsen.github.io").answer("/archbase/", archbase).answer("/archbase/index.html", archbase)
    web.site("llvm.org").answer("/docs/", page("About — LLVM documentation", delay=1.0))
    web.site("docs.pytorch.org").page(
        "/docs/stable/notes/amp_examples.html", "Automatic Mixed Precision examples — PyTorch documentation"
    ).answer("/tutorials/advanced/custom_ops_landing_page.html", _custom_ops())
    talk = pdf("如何端到端地写科研论文", "邱锡鹏")
    web.site("www.cips-cl.org").answer("/static/CCL2018/downloads/stuPPT/qiuxp.pdf", talk)


def _custom_ops() -> ServedResponse:
    title = "PyTorch Custom Operators — PyTorch Tutorials"
    return html(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        '<section id="custom-ops-landing-page"><h1>PyTorch Custom Operators</h1><p>A sample of the landing page, '
        "which tells how operators of one's own are registered in Python and in C++.</p></section></body></html>"
    )


def _moved(web: SmallWeb) -> None:
    pytorch = web.site("pytorch.org")
    for path in ("/docs/stable/notes/amp_examples.html", "/tutorials/advanced/custom_ops_landing_page.html"):
        pytorch.redirect(path, f"https://docs.pytorch.org{path}")
    langchain = web.site("python.langchain.com")
    langchain.redirect("/docs/use_cases/question_answering/", "/docs/tutorials/rag/", 308)
    langchain.page("/docs/tutorials/rag/", "Build a Retrieval Augmented Generation (RAG) App | LangChain")
    nvidia = web.site("docs.nvidia.com")  # for the time being: the address in the list stays the right one
    nvidia.redirect("/cuda/cuda-c-programming-guide/index.html", "/cuda/cuda-programming-guide/index.html", 302)
    nvidia.page("/cuda/cuda-programming-guide/index.html", "CUDA C++ Programming Guide")
    path = "/2020/09/lets-talk-about-the-pytorch-dispatcher/"
    post = _dated("Let’s talk about the PyTorch dispatcher : ezyang’s blog", "2020-09-10T18:29:00Z", "Edward Z. Yang")
    web.site("blog.ezyang.com").handle(
        path, lambda request: post if request.scheme == "https" else redirect(f"https://{request.host}{path}")
    )


def _troubled(web: SmallWeb) -> None:
    web.site("antkillerfarm.github.io", name=Name.REFUSED)
    clang = page("Clang Compiler User’s Manual — Clang documentation")
    web.site("clang.llvm.org").answer("/docs/UsersManual.html", ServedResponse(status=503, body="Busy."), clang)
    post = _dated("浅谈Transformer的初始化、参数化与标准化", "2021-08-17", "苏剑林", "zh")
    limited = ServedResponse(status=429, body="Too many requests.", headers={"Retry-After": "1"})
    web.site("spaces.ac.cn").answer("/archives/8620", limited, post)
    web.site("raphaelmilliere.com", tls=Tls.EXPIRED).page("/", "Raphaël Millière")
    refusal = page("403 Forbidden", "Access from this network is not allowed.", status=403)
    web.site("www.jianshu.com").otherwise(lambda _: refusal)


def _gone(web: SmallWeb) -> None:
    web.site("openmmlab.com", name=Name.NO_SUCH_HOST)
    sale = html(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>tensorops.ai is for sale</title></head>'
        "<body><h1>This domain is for sale</h1><p>Buy tensorops.ai today.</p>"
        '<a href="https://sedo.com/search/details/?domain=tensorops.ai">Make an offer</a></body></html>'
    )
    web.site("www.tensorops.ai").otherwise(lambda _: sale)
    missing = page("404 - Page not found", "Sorry, the page you are looking for does not exist or has been moved.")
    web.site("longaspire.github.io").otherwise(lambda _: missing)
