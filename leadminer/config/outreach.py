"""[outreach]: how prospects are written to, where a rule allows it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from leadminer.config.section import Section


class OutreachSection(Section):
    """How prospects are written to, where a rule allows it."""

    smtp_host: str = Field(default="", description="mail server; empty: no mail is sent")
    smtp_port: int = Field(default=25, ge=1, le=65535, description="its port")
    smtp_starttls: bool = Field(default=True, description="encrypt the connection")
    smtp_user: str = Field(default="", description="log-in name, if it wants one")
    smtp_password_env: str = Field(default="", description="environment variable with the password")
    smtp_password_file: str = Field(default="", description="file with the password")
    sender_name: str = Field(default="", description="name in From")
    sender_address: str = Field(default="", description="address in From")
    postal_address: str = Field(
        default="", description="street address; the law wants it in a mail"
    )
    operator_name: str = Field(default="", description="who you are, for the disclosure line")
    cap_touches: int = Field(
        default=1, ge=0, description="most contacts a person over all merchants in cap_days"
    )
    cap_days: int = Field(default=14, ge=1, description="window of cap_touches")
    verify: Literal["off", "syntax", "dns", "smtp"] = Field(
        default="dns",
        description="how far addresses are looked at before a mail: smtp asks strangers' servers",
    )
    verify_days: int = Field(default=30, ge=1, description="how long what was found out holds")
    verify_nameserver: str = Field(
        default="",
        pattern=r"^([0-9A-Fa-f.:\[\]]+)?$",
        description="IP or IP:PORT of the DNS server to ask; empty: the machine's",
    )
