"""The policy table: which country, recipient, origin and channel allows what, by which rule.

The table is data (`policy.toml`). Loading it checks everything that can be checked; deciding is
pure: the same facts and the same table always give the same decision, so that a decision can be
computed again years later from the facts stored with a message.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from leadminer.base.errors import ConfigError, Finding
from leadminer.base.ids import content_hash

KINDS = ("individual", "sole_trader", "company_person", "company_role", "unknown")
ORIGINS = ("given", "imported", "crawled", "unknown")
CHANNELS = ("draft", "email", "phone", "sms", "messenger")
STRICTNESS = {"allow": 0, "consent_only": 1, "draft": 2, "never": 3}
SITE_VERDICTS = ("allowed", "draft", "never")
GUARDS = ("suppressed", "withdrawn", "undeliverable", "cap")
UNKNOWN_COUNTRY = "ZZ"
# ISO 3166-1 alpha-2, officially assigned
_ISO_3166 = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM
    ZW
"""
COUNTRIES = frozenset(_ISO_3166.split())

Cell = tuple[str, str, str, str]  # country, kind, origin, channel


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: where it applies, what it says, and why."""

    id: str
    verdict: str
    countries: frozenset[str]
    kinds: frozenset[str]
    origins: frozenset[str]
    channels: frozenset[str]
    citation: str
    review: date
    subject_mark: str = ""


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What may be done with a draft on one site."""

    host: str
    verdict: str  # allowed draft never
    rule: str
    citation: str
    review: date


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """All that a decision is made from; stored with the message.

    `suppressed` is the reason of the person's no (empty: none); `site` is the host of a draft;
    `undeliverable` is why mail to the address cannot arrive (empty: it may).
    """

    channel: str
    country: str | None = None
    recipient_kind: str = "unknown"
    origin: str = "unknown"
    consent: str = "none"  # live withdrawn none
    suppressed: str = ""
    touches_seen: int = 0
    cap_touches: int = 1
    cap_days: int = 14
    site: str = ""
    undeliverable: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ContactFacts:
        """The facts as they were stored; unknown keys of later versions are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in stored.items() if key in known})


@dataclass(frozen=True, slots=True)
class Decision:
    """What is allowed, by which rule of which version, in words."""

    verdict: str  # allow consent_only draft never
    outcome: str  # go: may be done now · hold: not now · stop: not at all
    rule_id: str
    citation: str
    version: str
    explanation: str
    subject_mark: str = ""

    @property
    def permitted(self) -> bool:
        """Whether it may be done now."""
        return self.outcome == "go"


@dataclass(frozen=True)
class Policy:
    """A loaded and checked table. `version` ends in a hash of the text it was read from."""

    version: str
    rules: tuple[Rule, ...]
    guards: Mapping[str, str]
    sites: tuple[SiteRule, ...]

    def rule_for(self, country: str | None, kind: str, origin: str, channel: str) -> Rule:
        """The first rule that fits; values nobody knows count as unknown."""
        cell = (
            country if country in COUNTRIES else UNKNOWN_COUNTRY,
            kind if kind in KINDS else "unknown",
            origin if origin in ORIGINS else "unknown",
            channel,
        )
        # the last rule refuses everything, a channel nobody knows included
        return next((rule for rule in self.rules if _fits(rule, cell)), self.rules[-1])

    def site_rule(self, host: str) -> SiteRule | None:
        """What is known of a site; a listed host stands for its subdomains, too."""
        host = host.lower().rstrip(".")
        for site in self.sites:
            if host == site.host or host.endswith("." + site.host):
                return site
        return None


def decide(facts: ContactFacts, policy: Policy | None = None) -> Decision:
    """What the table says of a contact, and whether it may be made now. Pure.

    A no of the person comes before every rule, a dead address and the cap after them.
    """
    policy = policy or bundled_policy()
    rule = policy.rule_for(facts.country, facts.recipient_kind, facts.origin, facts.channel)

    def answer(verdict: str, outcome: str, rule_id: str, citation: str, why: str) -> Decision:
        mark = rule.subject_mark if outcome != "stop" else ""
        return Decision(verdict, outcome, rule_id, citation, policy.version, why, mark)

    def guard(name: str, outcome: str, why: str) -> Decision:
        verdict = "never" if outcome == "stop" else rule.verdict
        return answer(verdict, outcome, f"guard-{name}", policy.guards[name], why)

    if facts.suppressed:
        return guard("suppressed", "stop", f"the person said no ({facts.suppressed})")
    if facts.consent == "withdrawn" and facts.channel != "draft":
        return guard("withdrawn", "stop", "the person took the consent back")
    here = (
        f"{facts.channel} to {facts.recipient_kind} in {facts.country or 'an unknown country'},"
        f" address {facts.origin}"
    )
    if rule.verdict == "never":
        return answer("never", "stop", rule.id, rule.citation, f"{here}: never")
    if rule.verdict == "consent_only" and facts.consent != "live":
        why = f"{here}: only with consent, and no live consent row is there"
        return answer("consent_only", "stop", rule.id, rule.citation, why)
    site = policy.site_rule(facts.site) if facts.channel == "draft" else None
    if site is not None and site.verdict == "never":
        return answer(
            "never", "stop", f"site-{site.host}", site.citation, f"no drafts there: {site.rule}"
        )
    if facts.undeliverable and facts.channel == "email":
        return guard("undeliverable", "stop", f"mail cannot arrive there ({facts.undeliverable})")
    if facts.touches_seen >= facts.cap_touches:
        why = (
            f"{facts.touches_seen} contacts in the last {facts.cap_days} days over all merchants;"
            f" the cap is {facts.cap_touches}"
        )
        return guard("cap", "hold", why)
    words = {
        "allow": "allowed without asking first",
        "consent_only": "a live consent row is there",
        "draft": "as a text that a person posts by hand",
    }
    note = f"; the site says: {site.rule}" if site is not None else ""
    return answer(
        rule.verdict, "go", rule.id, rule.citation, f"{here}: {words[rule.verdict]}{note}"
    )


@lru_cache(maxsize=1)
def bundled_policy() -> Policy:
    """The table that ships with the package."""
    path = Path(__file__).with_name("policy.toml")
    return parse_policy(path.read_text(encoding="utf-8"), where=path.name)


def parse_policy(text: str, *, where: str = "policy.toml") -> Policy:
    """Read and check a table. Raises ConfigError with all that is wrong with it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Finding(where, f"is no TOML: {error}")]) from None
    problems: list[Finding] = []
    unknown = set(raw) - {"version", "groups", "rules", "guards", "sites"}
    problems += [Finding(where, f"unknown key {key!r}") for key in sorted(unknown)]
    if not isinstance(raw.get("version"), str) or not raw.get("version"):
        problems.append(Finding(where, "has no version"))
    groups = _groups(raw.get("groups", {}), where, problems)
    rules = [_rule(entry, groups, where, problems) for entry in raw.get("rules", [])]
    sites = [_site(entry, where, problems) for entry in raw.get("sites", [])]
    guards = {name: entry.get("citation", "") for name, entry in raw.get("guards", {}).items()}
    for name in GUARDS:
        if not guards.get(name):
            problems.append(Finding(where, f"guard {name!r} needs a citation"))
    if not problems:
        problems = _check_whole(rules, sites, where)
    if problems:
        raise ConfigError(problems)
    version = f"{raw['version']}+{content_hash(text)[:8]}"
    return Policy(version, tuple(rules), guards, tuple(sites))


def _groups(raw: Any, where: str, problems: list[Finding]) -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for name, codes in raw.items():
        wrong = sorted(set(codes) - COUNTRIES)
        if wrong or len(name) < 3:
            problems.append(Finding(where, f"group {name!r}: not a country code: {wrong or name}"))
        groups[name] = frozenset(codes)
    return groups


def _rule(
    entry: dict[str, Any],
    groups: Mapping[str, frozenset[str]],
    where: str,
    problems: list[Finding],
) -> Rule:
    place = f"{where}, rule {entry.get('id', '?')!r}"
    wanted = {"id", "verdict", "countries", "kinds", "origins", "channels", "citation", "review"}
    for key in sorted(wanted - set(entry)):
        problems.append(Finding(place, f"needs {key}"))
    for key in sorted(set(entry) - wanted - {"subject_mark"}):
        problems.append(Finding(place, f"unknown key {key!r}"))
    if entry.get("verdict") not in STRICTNESS:
        problems.append(Finding(place, f"verdict is one of {', '.join(STRICTNESS)}"))
    if not isinstance(entry.get("review"), date):
        problems.append(Finding(place, "review is a date such as 2027-05-22"))
    if not str(entry.get("citation", "")).strip():
        problems.append(Finding(place, "citation is empty"))

    def values(key: str, known: Iterable[str]) -> frozenset[str]:
        given = entry.get(key, [])
        if given == ["*"]:
            return frozenset(known)
        found: set[str] = set()
        for value in given:
            if key == "countries" and value in groups:
                found |= groups[value]
            elif value in known:
                found.add(value)
            else:
                problems.append(Finding(place, f"{key}: {value!r} is not known"))
        if not found:
            problems.append(Finding(place, f"{key} is empty"))
        return frozenset(found)

    return Rule(
        id=str(entry.get("id", "")),
        verdict=str(entry.get("verdict", "")),
        countries=values("countries", COUNTRIES | {UNKNOWN_COUNTRY}),
        kinds=values("kinds", KINDS),
        origins=values("origins", ORIGINS),
        channels=values("channels", CHANNELS),
        citation=str(entry.get("citation", "")),
        review=entry.get("review", date.min),
        subject_mark=str(entry.get("subject_mark", "")),
    )


def _site(entry: dict[str, Any], where: str, problems: list[Finding]) -> SiteRule:
    place = f"{where}, site {entry.get('host', '?')!r}"
    wanted = {"host", "verdict", "rule", "citation", "review"}
    for key in sorted(wanted ^ set(entry)):
        problems.append(Finding(place, f"{'needs' if key in wanted else 'unknown key'} {key}"))
    if entry.get("verdict") not in SITE_VERDICTS:
        problems.append(Finding(place, f"verdict is one of {', '.join(SITE_VERDICTS)}"))
    if not isinstance(entry.get("review"), date):
        problems.append(Finding(place, "review is a date such as 2027-05-22"))
    return SiteRule(
        host=str(entry.get("host", "")).lower(),
        verdict=str(entry.get("verdict", "")),
        rule=str(entry.get("rule", "")),
        citation=str(entry.get("citation", "")),
        review=entry.get("review", date.min),
    )


def _check_whole(rules: list[Rule], sites: list[SiteRule], where: str) -> list[Finding]:
    """What only shows in the whole: doubles, dead rules, and that not knowing is never laxer."""
    problems: list[Finding] = []
    for name, keys in (("rule", [r.id for r in rules]), ("site", [s.host for s in sites])):
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        problems += [Finding(where, f"two {name}s are named {key!r}") for key in doubled]
    deny = rules[-1] if rules else None
    if deny is None or deny.verdict != "never" or _size(deny) != _size_of_all():
        problems.append(Finding(where, "the last rule must fit everything and say never"))
        return problems
    matrix = whole_matrix(rules)
    used = {rule.id for rule in matrix.values()}
    problems += [
        Finding(where, f"rule {rule.id!r} decides nothing: rules above it cover all it names")
        for rule in rules
        if rule.id not in used
    ]
    for cell, rule in matrix.items():
        if (rule.verdict == "draft") != (cell[3] == "draft") and rule.verdict != "never":
            problems.append(
                Finding(where, f"rule {rule.id!r}: {rule.verdict} is no way for {cell[3]}")
            )
            break
        for blurred in _less_known(cell):
            if STRICTNESS[matrix[blurred].verdict] < STRICTNESS[rule.verdict]:
                text = f"knowing less is laxer: {blurred} by {matrix[blurred].id!r}, {cell} by"
                problems.append(Finding(where, f"{text} {rule.id!r}"))
                return problems
    return problems


def whole_matrix(rules: Iterable[Rule]) -> dict[Cell, Rule]:
    """Every cell of the table with the rule that decides it."""
    rules = list(rules)
    matrix: dict[Cell, Rule] = {}
    for cell in product(sorted(COUNTRIES | {UNKNOWN_COUNTRY}), KINDS, ORIGINS, CHANNELS):
        matrix[cell] = next(rule for rule in rules if _fits(rule, cell))
    return matrix


def _fits(rule: Rule, cell: Cell) -> bool:
    return (
        cell[0] in rule.countries
        and cell[1] in rule.kinds
        and cell[2] in rule.origins
        and cell[3] in rule.channels
    )


def _less_known(cell: Cell) -> list[Cell]:
    country, kind, origin, channel = cell
    return [
        (UNKNOWN_COUNTRY, kind, origin, channel),
        (country, "unknown", origin, channel),
        (country, kind, "unknown", channel),
    ]


def _size(rule: Rule) -> int:
    return len(rule.countries) * len(rule.kinds) * len(rule.origins) * len(rule.channels)


def _size_of_all() -> int:
    return (len(COUNTRIES) + 1) * len(KINDS) * len(ORIGINS) * len(CHANNELS)
