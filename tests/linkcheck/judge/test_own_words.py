"""What platforms, engines and walls say in words of their own: the text of each page as it is sent, without its chrome.

No corpus of whole pages has all of them, and a sentence that decides none of its cases may decide a link of a list.
"""

# ruff: noqa: E501  pages as they come

from __future__ import annotations

import pytest

from linkcheck.judge import judge
from linkcheck.model import Verdict
from tests.linkcheck.judge.scenes import link, seen

GONE = frozenset({Verdict.SOFT_DEAD, Verdict.DEAD})
WALLED = frozenset({Verdict.BLOCKED})
AWAY = frozenset({Verdict.UNREACHABLE})

# fmt: off
PAGES = (
    (GONE, 200, "https://discord.gg/abc123", "Discord", "<h2>Invite Invalid</h2><p>This invite may be expired, or you might not have permission to join.</p>"),
    (GONE, 200, "https://www.mediafire.com/file/x1/a.zip", "MediaFire", "<div>Invalid or Deleted File.</div><p>The key you provided for file access was invalid. This is usually caused because the file is no longer stored on MediaFire.</p>"),
    (GONE, 200, "https://mega.nz/file/abc", "MEGA", "<p>The file you are trying to download is no longer available.</p>"),
    (GONE, 200, "https://www.dropbox.com/s/abc/f.pdf", "Dropbox", "<h1>This item was deleted</h1><p>You might be able to find it in your deleted files.</p>"),
    (GONE, 200, "https://drive.google.com/file/d/1abc/view", "Google Drive", "<p>Sorry, the file you have requested does not exist.</p><p>Make sure that you have the correct URL and that the file exists.</p>"),
    (GONE, 200, "https://drive.google.com/file/d/1abd/view", "Google Drive - File in trash", "<p>This file is in the owner's trash.</p>"),
    (GONE, 200, "https://pastebin.com/abcd", "Pastebin.com - Not Found (#404)", "<p>This page is no longer available. It has either expired, been removed by its creator, or removed by one of the Pastebin staff.</p>"),
    (GONE, 200, "https://pan.baidu.com/s/1abc", "百度网盘-链接不存在", "<p>啊哦，你来晚了，分享的文件已经被取消了，下次要早点哟。</p>"),
    (GONE, 200, "https://pan.baidu.com/s/1abd", "百度网盘-链接不存在", "<p>此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问！</p>"),
    (GONE, 200, "https://pan.baidu.com/share/link?shareid=1", "百度网盘", "<p>啊哦！链接不存在或已失效</p>"),
    (GONE, 200, "https://pan.quark.cn/s/abc", "夸克网盘分享", "<p>分享已失效</p>"),
    (GONE, 200, "https://www.aliyundrive.com/s/abc", "阿里云盘分享", "<p>来晚啦，该分享已失效</p>"),
    (GONE, 200, "https://wwa.lanzoui.com/iabc", "蓝奏云", "<p>来晚啦...文件取消分享了</p>"),
    (GONE, 200, "https://115.com/s/abc", "115", "<p>分享已取消</p>"),
    (GONE, 200, "https://weibo.com/1234/abc", "微博", "<p>此微博已被作者删除。查看帮助</p>"),
    (GONE, 200, "https://weibo.com/u/12345", "微博-随时随地发现新鲜事", "<p>用户不存在或已被删除</p>"),
    (GONE, 200, "https://blog.csdn.net/x/article/details/1", "CSDN", "<p>文章已被作者删除</p>"),
    (GONE, 200, "https://www.jianshu.com/p/abc", "简书", "<h3>文章已被锁定</h3><p>该文章已被锁定，暂时无法访问</p>"),
    (GONE, 200, "https://juejin.cn/post/123", "稀土掘金", "<p>文章不存在或已下架</p>"),
    (GONE, 200, "https://www.cnblogs.com/x/p/1.html", "博客园", "<p>您访问的博文已被删除</p>"),
    (GONE, 200, "https://segmentfault.com/q/123", "SegmentFault 思否", "<h1>页面找不到了</h1>"),
    (GONE, 200, "https://www.bilibili.com/video/BV1xx", "视频去哪了呢？_哔哩哔哩_bilibili", "<p>啊叻？视频不见了？</p>"),
    (GONE, 200, "https://www.bilibili.com/video/BV1xy", "哔哩哔哩", "<p>稿件不可见</p>"),
    (GONE, 200, "https://www.zhipin.com/job_detail/abc.html", "BOSS直聘", "<p>该职位已停止招聘</p>"),
    (GONE, 200, "https://www.lagou.com/jobs/1.html", "拉勾网", "<p>该职位已下线</p>"),
    (GONE, 200, "https://www.linkedin.com/jobs/view/1", "ML Engineer | LinkedIn", "<p>No longer accepting applications</p>"),
    (GONE, 200, "https://www.indeed.com/viewjob?jk=1", "Job Post Details - Indeed.com", "<p>This job has expired on Indeed</p><p>Reasons could include: the employer is not accepting applications, is not actively hiring, or is reviewing applications</p>"),
    (GONE, 200, "https://boards.greenhouse.io/acme/jobs/1", "Jobs at Acme", "<p>The job you are looking for is no longer open.</p>"),
    (GONE, 200, "https://jobs.lever.co/acme/abc", "Acme", "<p>Sorry, we couldn't find anything here. The job posting you're looking for might have closed, or it has been removed.</p>"),
    (GONE, 200, "https://apps.apple.com/us/app/x/id1", "App Store", "<p>The page you're looking for can't be found.</p>"),
    (GONE, 200, "https://apps.apple.com/cn/app/x/id1", "App Store", "<p>此项内容不可用</p>"),
    (GONE, 200, "https://play.google.com/store/apps/details?id=a.b", "Not Found", "<p>We're sorry, the requested URL was not found on this server.</p>"),
    (GONE, 200, "https://addons.mozilla.org/en-US/firefox/addon/x/", "Add-ons", "<p>This add-on has been disabled by an administrator.</p>"),
    (GONE, 200, "https://t.me/+abc", "Telegram: Join Group Chat", "<p>Sorry, this group is no longer accessible.</p><p>This invite link has expired.</p>"),
    (GONE, 200, "https://chat.whatsapp.com/abc", "WhatsApp Group Invite", "<p>This invite link was reset.</p>"),
    (GONE, 200, "https://join.slack.com/t/acme/shared_invite/abc", "Slack", "<h1>This link is no longer active</h1><p>To join this workspace, you'll need to ask the person who originally invited you for a new link.</p>"),
    (GONE, 200, "https://us02web.zoom.us/j/123", "Error - Zoom", "<p>This meeting link is invalid (3,001)</p>"),
    (GONE, 200, "https://www.youtube.com/watch?v=abc", "YouTube", "<p>Video unavailable</p><p>This video is private</p>"),
    (GONE, 200, "https://vimeo.com/123", "VimeUhOh", "<h1>Sorry, we couldn't find that page</h1>"),
    (GONE, 200, "https://www.dailymotion.com/video/x1", "Dailymotion", "<p>This video has been removed</p>"),
    (GONE, 200, "https://wiki.foo.org/wiki/Bar", "Bar - FooWiki", "<h1>Bar</h1><p>There is currently no text in this page. You can search for this page title in other pages, search the related logs, or create this page.</p>"),
    (GONE, 200, "https://zh.foo.org/wiki/条目", "条目 - 维基", "<h1>条目</h1><p>本页面目前没有内容。您可以在其他页面中搜索本页标题，搜索相关日志，或创建此页面。</p>"),
    (GONE, 200, "https://wiki.foo.org/doku.php?id=a:b", "a:b [Foo]", "<h1>This topic does not exist yet</h1><p>You've followed a link to a topic that doesn't exist yet. If permissions allow, you may create it by clicking on Create this page.</p>"),
    (GONE, 200, "https://de.foo.org/wiki/Baz", "Baz – FooWiki", "<h1>Baz</h1><p>Diese Seite enthält momentan noch keinen Text. Du kannst ihren Titel auf anderen Seiten suchen.</p>"),
    (GONE, 200, "https://ja.foo.org/wiki/Baz", "Baz", "<h1>Baz</h1><p>このページには現在記事がありません。他のページに含まれるこのページ名を検索できます。</p>"),
    (GONE, 200, "https://old.foo.org/~jan/svm.html", "Objekt nenalezen!", "<h1>Objekt nenalezen!</h1><p>Požadované URL nebylo na tomto serveru nalezeno.</p>"),
    (GONE, 200, "https://old.foo.org/a.html", "Object not found!", "<h1>Object not found!</h1><p>The requested URL was not found on this server. If you entered the URL manually please check your spelling and try again.</p>"),
    (GONE, 200, "https://old.foo.org/b.html", "Objekt nicht gefunden!", "<h1>Objekt nicht gefunden!</h1><p>Der angeforderte URL konnte auf dem Server nicht gefunden werden.</p>"),
    (WALLED, 200, "https://mp.weixin.qq.com/s/abc", "", "<p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>"),
    (WALLED, 412, "https://www.bilibili.com/read/cv1", "出错啦! - bilibili.com", "<p>错误号: 412</p><p>由于触发哔哩哔哩安全风控策略，该次访问请求被拒绝。</p>"),
    (WALLED, 200, "https://www.amazon.com/dp/1", "Amazon.com", "<p>Enter the characters you see below</p><p>Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies.</p><form><input name=field-keywords></form>"),
    (WALLED, 200, "https://forum.foo.cn/thread-1-1-1.html", "提示信息 - 某论坛", "<p>抱歉，本帖要求阅读权限高于 20 才能浏览</p>"),
    (WALLED, 200, "https://forum.foo.cn/thread-2-1-1.html", "提示信息 - 某论坛", "<p>抱歉，您没有权限访问该版块</p>"),
    (WALLED, 200, "https://forum.foo.cn/thread-3-1-1.html", "提示信息 - 某论坛", "<p>您需要登录才可以下载或查看，没有账号？立即注册</p><form><input type=password name=p></form>"),
    (AWAY, 200, "https://ex.foo.org/paper/1", "Too many requests", "<h1>Too many requests</h1><p>Please slow down.</p>"),
    (AWAY, 200, "https://ex.foo.cn/paper/1", "提示", "<p>访问过于频繁，请稍后再试</p>"),
    (WALLED, 200, "https://ex.foo.org/paper/2", "Subscribe to read | Financial Times", "<h1>Subscribe to read</h1><p>Keep reading for $1</p>"),
    (WALLED, 200, "https://intra.foo.org/x", "", "<form method=post action='https://idp.foo.org/sso'><input type=hidden name=SAMLRequest value=abc><noscript><input type=submit></noscript></form><script>document.forms[0].submit()</script>"),
    (WALLED, 200, "https://site.foo.org/x", "Pardon Our Interruption", "<h1>Pardon Our Interruption...</h1><p>As you were browsing something about your browser made us think you might be a bot.</p>"),
    (WALLED, 403, "https://site.foo.org/y", "Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are unable to access site.foo.org</p><p>Why have I been blocked? This website is using a security service to protect itself from online attacks. Cloudflare Ray ID: 1</p>"),
    (WALLED, 403, "https://site.foo.org/z", "Access denied | site used Cloudflare to restrict access", "<h1>Error 1020</h1><p>Access denied</p><p>Cloudflare</p>"),
    (WALLED, 403, "https://site.foo.org/w", "ERROR: The request could not be satisfied", "<h1>403 ERROR</h1><p>The request could not be satisfied. Generated by cloudfront (CloudFront)</p>"),
    (WALLED, 200, "https://site.foo.org/v", "Radware Bot Manager Captcha", "<p>We apologize for the inconvenience. Please solve this CAPTCHA.</p>"),
    (WALLED, 200, "https://site.foo.org/u", "One moment, please...", "<h1>One moment, please...</h1><p>Please wait while your request is being verified...</p>"),
    (WALLED, 200, "https://site.foo.org/t", "", "<p></p><script src='/aes.js'></script><script>function toNumbers(d){}var a=toNumbers(\"f655ba9d09a112d4968c63579db590b4\");document.cookie=slowAES.decrypt(a);location.href='/t?i=1';</script>"),
    (WALLED, 200, "https://site.foo.org/s", "HAProxy challenge", "<p>Checking your browser</p>"),
    (WALLED, 200, "https://scholar.google.com/x", "https://scholar.google.com/x", "<p>Our systems have detected unusual traffic from your computer network. Please try your request again later.</p>"),
    (GONE, 200, "https://shop.foo.org/a", "shop.foo.org", "<p>This domain is for sale! Buy it now.</p><p>shop.foo.org</p>"),
    (GONE, 200, "https://blog.foo.org/a", "Account Suspended", "<p>This Account has been suspended. Contact your hosting provider for more information.</p>"),
    (GONE, 404, "https://app1.herokuapp.com/a", "Heroku | No such app", "<iframe src='//www.herokucdn.com/error-pages/no-such-app.html'></iframe>"),
    (AWAY, 200, "https://wp.foo.org/a", "Database Error", "<p>Error establishing a database connection</p>"),
    (AWAY, 200, "https://wp.foo.org/b", "", "<h1>Error establishing a database connection</h1>"),
    (AWAY, 200, "https://wp.foo.org/c", "Maintenance", "<p>Back soon</p>"),
    (GONE, 200, "https://lot.foo.org/c", "lot.foo.org", "<p>Related searches</p><script>var u='//www.sedoparking.com/x.js'</script>"),
)
# fmt: on


@pytest.mark.parametrize(("wanted", "status", "url", "title", "body"), PAGES)
def test_own_words_are_known(wanted: frozenset[Verdict], status: int, url: str, title: str, body: str) -> None:
    page = seen(url, status=status, title=title, heading="", body=body)
    assert judge(link(url, text="A fine thing to read"), page).verdict in wanted
