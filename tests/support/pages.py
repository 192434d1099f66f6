"""Every kind of page that readers see, with an address of each."""

from __future__ import annotations

TOPIC = "transnistria-mission"
SMALL_TOPIC = "un-csto-debate"
PARTY = "moldova"
OTHER_PARTY = "russia"
#: Cited by several parties on TOPIC, and on no other topic.
SOURCE = "un-ga12030"
#: The parties of TOPIC that are not compared everywhere.
EVERYONE = "tiraspol,ukraine,osce,eu,united-states"

PAGES = {
    "home": "/",
    "topics": "/topics/",
    "topics by party": f"/topics/?party={PARTY}&sort=changed",
    "no topic": "/topics/?q=zzzz",
    "topic": f"/topics/{TOPIC}",
    "small topic": f"/topics/{SMALL_TOPIC}",
    "topic with all columns": f"/topics/{TOPIC}?parties={EVERYONE}",
    "topic narrowed to two": f"/topics/{TOPIC}?only=russia,moldova",
    "topic party by party": f"/topics/{TOPIC}?by=party",
    "topic as of a day": f"/topics/{TOPIC}?as_of=2015-01-01",
    "topic before everything": f"/topics/{TOPIC}?as_of=1900",
    "topic as published": f"/topics/{TOPIC}?published=2099-01-01T00:00:00Z",
    "topic cited": f"/topics/{TOPIC}/cite",
    "perspective": f"/topics/{TOPIC}/{PARTY}",
    "perspective cited": f"/topics/{TOPIC}/{PARTY}/cite",
    "perspective of analysts": f"/topics/{TOPIC}/independent-analysts",
    "history of a topic": f"/topics/{TOPIC}/history",
    "revision of a topic": f"/topics/{TOPIC}/history/1",
    "history of a perspective": f"/topics/{TOPIC}/{PARTY}/history",
    "revision of a perspective": f"/topics/{TOPIC}/{PARTY}/history/1",
    "history of a source": f"/sources/{SOURCE}/history",
    "revision of a source": f"/sources/{SOURCE}/history/1",
    "history of a party": f"/parties/{PARTY}/history",
    "revision of a party": f"/parties/{PARTY}/history/1",
    "releases of a topic": f"/topics/{TOPIC}/releases",
    "parties": "/parties/",
    "party": f"/parties/{PARTY}",
    "agreement of two parties": f"/parties/{OTHER_PARTY}?with={PARTY}",
    "sources": "/sources/",
    "sources in Russian": "/sources/?language=ru&sort=used",
    "source": f"/sources/{SOURCE}",
    "source cited": f"/sources/{SOURCE}/cite",
    "claims": "/claims/",
    "claims contradicted": "/claims/?finding=contradicted",
    "corrections": "/corrections",
    "search": "/search",
    "search with hits": "/search?q=withdrawal",
    "search without hits": "/search?q=zzzz",
    "about": "/about",
    "api": "/api/",
    "method": "/method",
}
ERRORS = {
    "not found": ("/there-is-no-such-page", 404),
    "bad argument": ("/topics/?sort=sympathy", 400),
}
#: What programs ask for; no pages.
FILES = {
    "healthz": "/healthz",
    "readyz": "/readyz",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "feed of corrections": "/feeds/corrections.atom",
    "feed of changes": "/feeds/changes.atom",
    "feed of a topic": f"/topics/{TOPIC}.atom",
    "feed of a party": f"/parties/{PARTY}.atom",
    "timemap of a topic": f"/timemap/topics/{TOPIC}",
    "timemap of a perspective": f"/timemap/topics/{TOPIC}/{PARTY}",
    "lines of a topic": f"/topics/{TOPIC}/history/1.txt",
    "lines of a perspective": f"/topics/{TOPIC}/{PARTY}/history/1.txt",
    "lines of a source": f"/sources/{SOURCE}/history/1.txt",
    "lines of a party": f"/parties/{PARTY}/history/1.txt",
}
#: The content in other forms, for programs anywhere: (address, media type).
DATA = {
    **{
        f"topic as {suffix}": (f"/topics/{SMALL_TOPIC}.{suffix}", kind)
        for suffix, kind in {
            "json": "application/json",
            "jsonld": "application/ld+json",
            "csv": "text/csv",
            "md": "text/markdown",
            "bib": "application/x-bibtex",
            "ris": "application/x-research-info-systems",
            "csl.json": "application/vnd.citationstyles.csl+json",
            "zip": "application/zip",
        }.items()
    },
    **{
        f"source as {suffix}": (f"/sources/{SOURCE}.{suffix}", kind)
        for suffix, kind in {
            "json": "application/json",
            "bib": "application/x-bibtex",
            "ris": "application/x-research-info-systems",
            "csl.json": "application/vnd.citationstyles.csl+json",
        }.items()
    },
}


def negotiated(address: str) -> bool:
    """Whether the Accept header chooses what is at an address."""
    path = address.partition("?")[0]
    return (
        path.startswith(("/topics/", "/sources/"))
        and path.count("/") == 2
        and not path.endswith(("/", ".atom"))
    )
