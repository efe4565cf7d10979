"""Posts that a page describes in schema.org terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Final

import lxml.html
from lxml.etree import ParserError

from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.markup.quotes import not_own
from leadminer.mining.extraction.markup.structured import Node, all_nodes
from leadminer.mining.extraction.places.addresses import absolute, canonical, site_of
from leadminer.mining.extraction.places.fields import field_elements, read_fields
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Post

_FIRST: Final = frozenset(
    {"Question", "DiscussionForumPosting", "SocialMediaPosting", "ForumPosting"}
)
_REPLY: Final = frozenset({"Answer", "Comment", "UserComments"})
# a text about <html lang> is not itself HTML: it closes nothing
_HTML: Final = re.compile(
    r"</[a-z]\w*\s*>|<br\s*/?>|<p\b[^>]*>|<img\b[^>]+>|&(?:amp|lt|gt|quot|nbsp|#\d+);", re.I
)
_REPLY_PROPS: Final = ("acceptedAnswer", "suggestedAnswer", "comment", "comments")


def posts_of(nodes: list[Node], base: str, *, now: datetime, zone: Zone) -> list[Post]:
    """First posts and replies, each once, replies after their first post."""
    faq = {id(q) for n in all_nodes(nodes) if "FAQPage" in n.types for q in n.walk()}
    found: list[Post] = []
    seen: set[int] = set()
    for node in all_nodes(nodes):
        if id(node) in seen or id(node) in faq or not node.types & (_FIRST | _REPLY):
            continue
        thread = []
        made: dict[int, Post] = {}
        for each, is_reply, answered in _with_replies(node):
            if id(each) in seen:
                continue
            seen.add(id(each))
            post = made[id(each)] = _post(each, base, now=now, zone=zone)
            post.is_reply = is_reply
            post.answers = made.get(id(answered)) if answered is not node else None
            if post.text and (post.author or post.posted):
                thread.append(post)
        found += _without_head(node, thread)
    return found


def _without_head(node: Node, thread: list[Post]) -> list[Post]:
    """A thread whose head says in unseen mark-up no more than its title: its first post follows."""
    if len(thread) < 2 or node.element is None or thread[0].text != thread[0].title:
        return thread
    head, *rest = thread
    if any(each.tag != "meta" for each in node.element.xpath("./*[@itemprop='text']")):
        return thread
    first = rest[0]
    if first.author == head.author and first.posted == head.posted:
        first.is_reply, first.title, first.url = False, head.title, head.url or first.url
    return rest


def _with_replies(node: Node) -> Iterator[tuple[Node, bool, Node | None]]:
    """A post and all below it: whether it is a reply, and what it stands in, or names above it."""
    yield node, bool(node.types & _REPLY), None
    stack = [(each, node) for each in reversed(node.nodes(*_REPLY_PROPS))]
    budget = 2000
    while stack and budget:
        budget -= 1
        reply, above = stack.pop()
        yield reply, True, next(iter(reply.nodes("parentItem")), above)
        stack.extend((each, reply) for each in reversed(reply.nodes(*_REPLY_PROPS)))


def _post(node: Node, base: str, *, now: datetime, zone: Zone) -> Post:
    author = next(iter(node.nodes("author", "creator")), None)
    author_url = absolute(base, author.text("url")) if author else None
    when = node.text("datePublished", "dateCreated", "uploadDate")
    own = node.text("url") or (node.id or "")
    url = absolute(base, own) if own else None
    head, _, anchor = (url or "").partition("#")
    if url and site_of(url) != site_of(base):
        head, anchor = "", ""
    fields: dict[str, str] = {}
    if node.element is not None:
        anchor = anchor or (node.element.get("id") or "")
        for table in field_elements(node.element):
            fields |= read_fields(table)
    return Post(
        text=_own_words(node),
        author=one_line(unescape(node.text("author", "creator"))),
        author_url=canonical(author_url) if author_url else None,
        posted=read_time(when, now=now, zone=zone),
        title=one_line(plain_text(node.text("name", "headline"))),
        url=f"{canonical(head)}#{anchor}" if head and anchor else canonical(head) if head else "",
        anchor=anchor,
        fields=fields,
        lang=node.text("inLanguage") or (_lang_at(node) if node.element is not None else None),
        method=node.syntax,
    )


_TEXTS: Final = ("text", "articleBody", "description", "reviewBody", "commentText")


def _own_words(node: Node) -> str:
    """What was said, without what is quoted of others, where the page shows which is which."""
    if node.syntax == "microformats":
        return node.text(*_TEXTS)  # read from the tree: a "<b>" in it was written to be seen
    if node.element is not None:
        for name in _TEXTS:
            found = node.element.xpath(".//*[@itemprop=$n or @property=$n]", n=name)
            if len(found) == 1 and found[0].get("content") is None and found[0].tag != "meta":
                words = text_of(found[0], not_own(found[0]))
                if words:
                    return words
    return plain_text(node.text(*_TEXTS))


def _lang_at(node: Node) -> str | None:
    element = node.element
    assert element is not None
    return next((e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang")), None)


def plain_text(value: str) -> str:
    """A text from mark-up, which may itself be HTML."""
    if _HTML.search(value):
        try:
            return text_of(lxml.html.fragment_fromstring(value, create_parent="div"))
        except (ParserError, ValueError):
            return value
    return "\n".join(line.strip() for line in value.splitlines() if line.strip())
