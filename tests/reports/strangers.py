"""What strangers may write: hypothesis strategies and the worst known cases."""

from __future__ import annotations

from hypothesis import strategies as st

ATTACKS = (
    "](https://evil.example) [x",
    "![](https://evil.example/p.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<https://evil.example>",
    "https://evil.example/auto www.evil.example me@evil.example",
    "a | b | c",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "```js",
    "~~~",
    "---",
    "===",
    "`code` **bold** _it_ ~~gone~~ $x$",
    "&lt;b&gt; &#60;b&#62; &copy",
    "@octocat closes #1, o/r#12 and GH-3",
    "x\r\n::error::owned",
    "::set-env name=PATH::x ##[add-mask]y",
    "中文::error::x",
    "\x1b[31mred\x1b]8;;https://evil.example\x07x\x1b]8;;\x07\x9b31m",
    "\u202egnp.exe\u2066\u200b\ufeff",
    '=HYPERLINK("https://evil.example","x")',
    "+1\t@SUM(A1)",
    "＝1+1",
    "%0A::error::x",
    "]]> <!-- --> <![CDATA[ x",
    "\\",
    "\\`",
    "[^1]: note",
    "[ref]: https://evil.example",
    ":tada: :+1:",
    "\ud800 lone \udfff",
    "\ufffe\uffff\x00\x0b",
    "Z̴̡̢̧̨̛̛̗͍̱͚a̸̡l",
    "</details></summary>",
    '" onclick="x',
    "{{ 7 * 7 }} {% raw %}",
    "line\u2028break\u2029break\x85",
    "\u00a0\u3000",
    "",
    "x" * 5000,
)

_alphabet = st.one_of(
    st.sampled_from("[]()<>!`*_~|\\#@&;:/'\"=+-.,$%{}^ \n\r\t\x1b\x9b\u202e\u200b"),
    st.characters(),
    st.sampled_from("abcxyz019中文。，"),
)
texts = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(_alphabet, max_size=80),
    st.builds("".join, st.lists(st.one_of(st.sampled_from(ATTACKS[:40]), st.text(_alphabet, max_size=5)), max_size=4)),
)
tails = st.text(st.one_of(st.sampled_from("()[]<>\"'`|\\ *_&;#?=%$"), st.characters()), max_size=40)
urls = st.one_of(
    st.builds("https://example.org/{}".format, tails),
    st.sampled_from(
        (
            "javascript:alert(1)",
            "data:text/html,<script>",
            "mailto:a@b.example",
            "file:///etc/passwd",
            "http:example.org",
            "https://",
            "https://example.org/" + "a" * 5000,
            "//evil.example",
            "HTTPS://EXAMPLE.ORG/Ü",
        )
    ),
    texts,
)
