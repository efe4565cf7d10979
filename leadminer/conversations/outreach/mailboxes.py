"""Finding out whether mail to an address would arrive: its form, its domain, and only if the
settings say so its mail server.

DNS is asked as any mail server would ask it (RFC 5321, 5.1; null MX: RFC 7505). A server is asked
by a dialogue that ends before DATA: nothing is ever sent. Names kept for examples and private
networks (RFC 2606, 6762, 8375) are asked nowhere.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import dns.exception
import dns.name
import dns.resolver
from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email

from leadminer.base.ids import random_token
from leadminer.base.private_addresses import why_closed_ip
from leadminer.conversations.outreach.mail_verdicts import Verdict, judge, recipient_answer
from leadminer.mining.extraction.values.emails import owner_of

Mode = Literal["off", "syntax", "dns", "smtp"]
DNS_SECONDS: Final = 3.0  # for one question, all tries together
SMTP_SECONDS: Final = 15.0
FAILURES_MAX: Final = 3  # questions without any answer after which DNS is left alone
HOSTS_MAX: Final = 2  # mail servers of a domain that are tried
ASKED_MAX: Final = 20  # addresses of one domain asked about in one round: no server is pestered
_PRIVATE: Final = (
    "example", "test", "localhost", "local", "internal", "lan", "home.arpa", "onion",
    "example.com", "example.net", "example.org",
)  # fmt: skip


@dataclass(slots=True)
class Domain:
    """What DNS says of a domain: who takes its mail, or why nobody does."""

    hosts: list[str] = field(default_factory=list)
    cause: str = ""
    asked: int = 0  # addresses its server was asked about


@dataclass
class MailChecker:
    """Looks at addresses, one round of them; what a domain said is asked once a round.

    `sender`: whom a mail server is told that the mail would be from. `nameserver`: "IP" or
    "IP:PORT" of the DNS server to ask; empty: the machine's.
    """

    mode: Mode
    sender: str = ""
    nameserver: str = ""
    smtp_port: int = 25
    allow_private: bool = False
    _domains: dict[str, Domain] = field(default_factory=dict)
    _failures: int = 0

    def check(self, address: str) -> Verdict:
        """What can be found out of one address; never raises, whatever it is given."""
        domain, causes = _form(address)
        if "syntax" in causes or self.mode in ("off", "syntax") or not domain:
            return judge(causes, method="syntax")
        if domain == "invalid" or domain.endswith(".invalid"):
            return judge([*causes, "invalid_name"], method="syntax")
        if any(domain == name or domain.endswith(f".{name}") for name in _PRIVATE):
            return judge([*causes, "reserved"], method="syntax")
        known = self._domains.get(domain)
        if known is None:
            known = self._domains[domain] = self._ask_dns(domain)
        if known.cause:
            causes.append(known.cause)
        if not known.hosts or self.mode != "smtp":
            return judge(causes, method="dns")
        if known.asked >= ASKED_MAX:
            return judge([*causes, "not_asked"], method="dns")
        known.asked += 1
        return self._ask_servers(address, known.hosts, causes)

    # --- DNS ---------------------------------------------------------------------------------

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver | None:
        try:
            resolver = dns.resolver.Resolver(configure=not self.nameserver)
        except dns.resolver.NoResolverConfiguration:
            return None
        resolver.lifetime = resolver.timeout = DNS_SECONDS
        if self.nameserver:
            host, _, port = self.nameserver.rpartition(":")
            if not host or (":" in host.strip("[]") and not host.startswith("[")):
                host, port = self.nameserver, "53"  # a bare address, of IPv6 too
            try:
                resolver.nameservers = [host.strip("[]")]
                resolver.port = int(port)
            except ValueError:  # no address: as good as no network
                return None
        return resolver

    @cached_property
    def _knows_the_root(self) -> bool:
        """Whether the resolver speaks for the internet: one cut off may deny every name."""
        return isinstance(self._resolve(dns.name.root, "NS"), list)

    def _resolve(self, name: str | dns.name.Name, kind: str) -> list[object] | str:
        """Records, or why there are none: no_domain no_answer dns_failed no_network."""
        if self._resolver is None or self._failures >= FAILURES_MAX:
            return "no_network"
        try:
            return list(self._resolver.resolve(name, kind, search=False))
        except dns.resolver.NXDOMAIN:
            return "no_domain"
        except dns.resolver.NoAnswer:
            return "no_answer"
        except dns.resolver.NoNameservers:
            return "dns_failed"  # it is there, and says that it cannot tell
        except (dns.exception.DNSException, OSError, ValueError):
            self._failures += 1
            return "no_network"

    def _ask_dns(self, domain: str) -> Domain:
        found = self._resolve(domain, "MX")
        if isinstance(found, list):
            rows = sorted((r.preference, r.exchange.to_text()) for r in found)  # type: ignore[attr-defined]
            hosts = [host.rstrip(".") for _, host in rows if host != "."]
            return Domain(hosts) if hosts else Domain(cause="null_mx")
        if found == "no_answer":
            kinds = [self._resolve(domain, kind) for kind in ("A", "AAAA")]
            if any(isinstance(answer, list) for answer in kinds):
                return Domain([domain], "implicit_mx")
            lost = [answer for answer in kinds if answer in ("no_network", "dns_failed")]
            found = str(lost[0]) if lost else "no_mx"
        if found in ("no_domain", "no_mx") and not self._knows_the_root:
            found = "no_network"
        return Domain(cause=found)

    # --- the mail server ---------------------------------------------------------------------

    def _ask_servers(self, address: str, hosts: list[str], causes: list[str]) -> Verdict:
        for host in hosts[:HOSTS_MAX]:
            for ip in self._addresses(host):
                try:
                    answer, said = self._ask(ip, address)
                except (OSError, smtplib.SMTPException):
                    continue
                rest = [] if answer == "accepted" else [answer]
                return judge(
                    [*causes, *rest], method="smtp", accepted=answer == "accepted", said=said
                )
        return judge([*causes, "unreachable"], method="smtp")

    def _addresses(self, host: str) -> list[str]:
        """Public addresses behind a name; a stranger's MX leads nobody into our own network."""
        found = [self._resolve(host, kind) for kind in ("A", "AAAA")]
        texts = [str(record) for answer in found if isinstance(answer, list) for record in answer]
        allow = self.allow_private
        return [text for text in texts if why_closed_ip(text, allow_private=allow) is None][:2]

    def _ask(self, ip: str, address: str) -> tuple[str, str]:
        """One dialogue up to RCPT TO. Raises OSError or SMTPException if there is none."""
        own = self.sender.rpartition("@")[2] or "localhost"
        client = smtplib.SMTP(timeout=SMTP_SECONDS, local_hostname=own)
        try:
            code, text = client.connect(ip, self.smtp_port)
            if code == 220:
                code, text = client.ehlo()
                if code >= 400:
                    code, text = client.helo()
            if code < 400:
                code, text = client.mail(self.sender)
            if code >= 400:  # it does not talk to us at all: that says nothing of the mailbox
                return ("greylisted" if code < 500 else "blocked"), _words(code, text)
            code, text = client.rcpt(address)
            answer = recipient_answer(code, text.decode("utf-8", "replace"))
            if answer == "accepted":
                nobody = f"{random_token(12).lower()}@{address.rpartition('@')[2]}"
                other, said = client.rcpt(nobody)
                if 200 <= other < 300:
                    return "catch_all", _words(other, said)
                if other < 500:
                    return "greylisted", _words(other, said)
            return answer, _words(code, text)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                client.quit()


def _form(address: str) -> tuple[str, list[str]]:
    """The domain of an address as DNS knows it, and what its form alone tells."""
    local, at, domain = address.strip().rpartition("@")
    plain = domain.lower().strip(".")
    special = any(plain == name or plain.endswith(f".{name}") for name in (*_PRIVATE, "invalid"))
    try:
        # names kept for private use are no mistake of form; the rest of the address may be one
        asked = f"{local}{at}mail.example" if special else address.strip()
        found = validate_email(asked, check_deliverability=False, allow_quoted_local=True)
    except (EmailNotValidError, ValueError):
        return "", ["syntax"]
    ascii_domain = plain if special else (found.ascii_domain or "").lower()
    causes = []
    if owner_of(f"{local}@{plain}".lower()) == "role":
        causes.append("role")
    if _is_disposable(ascii_domain):
        causes.append("disposable")
    return ascii_domain, causes


def _is_disposable(domain: str) -> bool:
    labels = domain.split(".")
    return any(".".join(labels[n:]) in blocklist for n in range(max(1, len(labels) - 1)))


def _words(code: int, text: bytes) -> str:
    return f"{code} {' '.join(text.decode('utf-8', 'replace').split())}".strip()
