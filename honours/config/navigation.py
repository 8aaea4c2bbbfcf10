"""The main menu: what stands where, in the order of the work."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from honours.config.demo.files import accounts
from honours.config.demo.founding import PASSWORD


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu."""

    label: str
    url: str
    icon: str
    is_current: bool


ENTRIES = (
    ("工作台", "workbench", "house"),
    ("项目台账", "registry:activities", "journal-text"),
    ("清理行动", "campaigns:campaigns", "funnel"),
    ("项目申报", "applications:applications", "file-earmark-plus"),
    ("评选表彰", "commendations:editions", "award"),
    ("征求意见", "clearances:requests", "chat-square-text"),
    ("公示异议", "notices:notices", "megaphone"),
    ("情况报告", "reports:reports", "file-earmark-text"),
    ("政策法规", "policies:documents", "book"),
    ("单位人员", "directory:organizations", "diagram-3"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The menu for every page; empty where nobody is signed in."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"places": ()}
    return {"places": tuple(_places(request.path))}


def footer(request: HttpRequest) -> dict[str, Any]:
    """Whose system this is and where to ask; the demo says that it is one."""
    if settings.DEMO:
        return {"footer": {"unit": "演示城市（人名虚构，数据供练习）", "contact": ""}}
    return {"footer": {"unit": settings.UNIT, "contact": settings.CONTACT}}


def demo(request: HttpRequest) -> dict[str, Any]:
    """The people of the demo, for whoever has not signed in yet. Nothing outside the demo."""
    if not settings.DEMO or getattr(request, "user", None) is None:
        return {}
    if request.user.is_authenticated:
        return {"is_demo": True}
    return {"is_demo": True, "demo_accounts": accounts(), "demo_password": PASSWORD}


def _places(path: str) -> list[Place]:
    places = []
    for label, name, icon in ENTRIES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        is_current = path == url if name == "workbench" else path.startswith(url)
        places.append(Place(label, url, icon, is_current))
    return places
