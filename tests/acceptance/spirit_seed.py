"""Fills a django-spirit forum with the texts of a JSONL file; run inside the forum's own project.

usage: python spirit_seed.py POSTS.jsonl GOLD.jsonl   (GOLD: what a perfect reader would find)
"""

import datetime
import html
import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.dev")
sys.path.insert(0, str(Path.cwd()))
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import transaction  # noqa: E402
from spirit.category.models import Category  # noqa: E402
from spirit.comment.models import Comment  # noqa: E402
from spirit.topic.models import Topic  # noqa: E402

START = datetime.datetime(2026, 10, 1, 8, 0, tzinfo=datetime.UTC)
REPLIES = (
    "+1, we need this too",
    "同求，求推荐",
    "Thanks for sharing this.",
    "我也遇到过这个问题。",
)


def paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n") if part.strip())


@transaction.atomic
def seed(posts: list[dict], gold_path: Path) -> None:
    users = [
        get_user_model().objects.create_user(
            username=f"member{n}", password="not used", email=f"member{n}@example.invalid"
        )
        for n in range(40)
    ]
    boards = [
        Category.objects.create(title=title) for title in ("General talk", "求助与推荐", "Hardware")
    ]
    gold = []
    for n, post in enumerate(posts):
        user = users[n % len(users)]
        at = START + datetime.timedelta(minutes=37 * n)
        title = post["title"][:200] or post["text"][:60]
        text = post["text"].strip() or title
        topic = Topic.objects.create(
            user=user, category=boards[n % 3], title=title, comment_count=1, date=at, last_active=at
        )
        comment = Comment.objects.create(
            user=user, topic=topic, comment=text, comment_html=paragraphs(text), date=at
        )
        Comment.objects.filter(pk=comment.pk).update(date=at)
        Topic.objects.filter(pk=topic.pk).update(date=at, last_active=at)
        replies = []
        for r in range(n % 4):
            who = users[(n + r + 7) % len(users)]
            when = at + datetime.timedelta(minutes=5 + r)
            said = REPLIES[(n + r) % len(REPLIES)]
            reply = Comment.objects.create(
                user=who, topic=topic, comment=said, comment_html=paragraphs(said), date=when
            )
            Comment.objects.filter(pk=reply.pk).update(date=when)
            replies.append({"author": who.username, "text": said, "posted": when.isoformat()})
        gold.append(
            {
                "id": post["id"],
                "url": topic.get_absolute_url(),
                "author": user.username,
                "title": title,
                "text": text,
                "posted": at.isoformat(),
                "label": post.get("label"),
                "section": topic.category.title,
                "replies": replies,
            }
        )
    gold_path.write_text("\n".join(json.dumps(g, ensure_ascii=False) for g in gold), "utf-8")


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    seed([json.loads(line) for line in lines if line.strip()], Path(sys.argv[2]))
