"""The demo's merchants and log-ins."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from leadminer.app import App
from leadminer.flow.merchants import import_merchants
from leadminer.merchants.queries import add_user, merchant_by_slug

PASSWORD = "try-leadminer"  # noqa: S105 - of the demo alone; it listens on loopback
LOGINS = (  # (e-mail, name, role, merchant, language)
    ("operator@demo.example", "Ola Operator", "operator", None, "en"),
    ("hengli@demo.example", "何经理", "merchant", "hengli", "zh-Hans"),
    ("lumen@demo.example", "林小姐", "merchant", "lumen", "zh-Hant"),
    ("nordlicht@demo.example", "Frau Nordmann", "merchant", "nordlicht", "en"),
    ("finance@demo.example", "Fin Finance", "finance", None, "en"),
)


def set_up(app: App) -> None:
    """Put the three merchants, their terms and one log-in per role into an empty database."""
    path = Path(str(resources.files("leadminer.demo") / "merchants.toml"))
    with app.begin() as session:
        import_merchants(session, path, now=app.clock.now())
        for email, name, role, slug, lang in LOGINS:
            owner = merchant_by_slug(session, slug).id if slug else None
            add_user(
                session,
                email=email,
                name=name,
                role=role,
                merchant_id=owner,
                password=PASSWORD,
                lang=lang,
                now=app.clock.now(),
            )
