"""Addresses that people paste, good and hostile. The site is ``http://127.0.0.1:5000``."""

from __future__ import annotations

SITE = "http://127.0.0.1:5000"
_TOPIC = f"{SITE}/topics/transnistria-mission"
_CARD = f"{SITE}/embed/topics/transnistria-mission"

#: What is pasted, and the card that it is of.
GOOD = {
    _TOPIC: "/embed/topics/transnistria-mission",
    f"{_TOPIC}/": "/embed/topics/transnistria-mission",
    f"{_TOPIC}#civilian-mission": "/embed/topics/transnistria-mission/propositions/civilian-mission",
    f"{_TOPIC}#civilian-mission-moldova": (
        "/embed/topics/transnistria-mission/propositions/civilian-mission"
    ),
    f"{_TOPIC}#sources": "/embed/topics/transnistria-mission",
    f"{_TOPIC}#%63ivilian-mission": (
        "/embed/topics/transnistria-mission/propositions/civilian-mission"
    ),
    f"{_TOPIC}#claim-no-exit-for-moldova": (
        "/embed/claims/transnistria-mission-claim-no-exit-for-moldova"
    ),
    f"{_TOPIC}?utm_source=letter&fbclid=1": "/embed/topics/transnistria-mission",
    f"{_TOPIC}?by=party": "/embed/topics/transnistria-mission",
    f"{_TOPIC}?only=russia,md": "/embed/topics/transnistria-mission?parties=russia,moldova",
    f"{_TOPIC}?parties=osce": (
        "/embed/topics/transnistria-mission?parties=russia,moldova,un,independent-analysts,osce"
    ),
    f"{_TOPIC}?only=RU,MD": "/embed/topics/transnistria-mission?parties=russia,moldova",
    f"{_TOPIC}?only=md&only=Russia": "/embed/topics/transnistria-mission?parties=russia,moldova",
    f"{_TOPIC}/russia": "/embed/topics/transnistria-mission",
    f"{_TOPIC}/russia#nothing-there": "/embed/topics/transnistria-mission",
    _CARD: "/embed/topics/transnistria-mission",
    f"{_CARD}?theme=dark": "/embed/topics/transnistria-mission?theme=dark",
    f"{_CARD}?parties=osce": "/embed/topics/transnistria-mission?parties=osce",
    f"{_CARD}?parties=RU,md": "/embed/topics/transnistria-mission?parties=russia,moldova",
    f"{_CARD}?parties=russia,%20MD": "/embed/topics/transnistria-mission?parties=russia,moldova",
    f"{_CARD}?parties=ru&parties=moldova": (
        "/embed/topics/transnistria-mission?parties=russia,moldova"
    ),
    f"{_CARD}?theme=dark&theme=light": "/embed/topics/transnistria-mission?theme=dark",
    f"{_CARD}?proposition=kept-the-peace": (
        "/embed/topics/transnistria-mission?proposition=kept-the-peace"
    ),
    f"{_CARD}/propositions/kept-the-peace": (
        "/embed/topics/transnistria-mission/propositions/kept-the-peace"
    ),
    f"{SITE}/embed/claims/claim-no-exit-for-moldova": (
        "/embed/claims/transnistria-mission-claim-no-exit-for-moldova"
    ),
    f"{SITE}/claims/#transnistria-mission-claim-no-exit-for-moldova": (
        "/embed/claims/transnistria-mission-claim-no-exit-for-moldova"
    ),
    "HTTP://127.0.0.1:5000/topics/transnistria-mission": "/embed/topics/transnistria-mission",
}

#: The editors' own.
PRIVATE = (f"{SITE}/desk/", f"{SITE}/desk", f"{SITE}/desk/edit/topic/x", f"{SITE}/account")

#: What has no card.
NONE = (
    "x",
    "/topics/transnistria-mission",
    f"{_CARD}?theme=sepia",
    "//127.0.0.1:5000/topics/transnistria-mission",
    "https://127.0.0.1:5000/topics/transnistria-mission",
    "ftp://127.0.0.1:5000/topics/transnistria-mission",
    "javascript:alert(1)",
    "javascript://127.0.0.1:5000/topics/transnistria-mission%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "http://127.0.0.1/topics/transnistria-mission",
    "http://127.0.0.1:80/topics/transnistria-mission",
    "http://127.0.0.1:50000/topics/transnistria-mission",
    "http://127.0.0.1:05000/topics/transnistria-mission",
    "http://127.0.0.1:/topics/transnistria-mission",
    "http://localhost:5000/topics/transnistria-mission",
    "http://127.1:5000/topics/transnistria-mission",
    "http://2130706433:5000/topics/transnistria-mission",
    "http://[::1]:5000/topics/transnistria-mission",
    "http://[::1/topics/transnistria-mission",
    "http://evil.example/topics/transnistria-mission",
    "http://127.0.0.1:5000.evil.example/topics/transnistria-mission",
    "http://127.0.0.1:5000@evil.example/topics/transnistria-mission",
    "http://user@127.0.0.1:5000/topics/transnistria-mission",
    "http://user:secret@127.0.0.1:5000/topics/transnistria-mission",
    "http://evil.example\\@127.0.0.1:5000/topics/transnistria-mission",
    "http://evil.example#@127.0.0.1:5000/topics/transnistria-mission",
    "http:127.0.0.1:5000/topics/transnistria-mission",
    "http:/127.0.0.1:5000/topics/transnistria-mission",
    " http://127.0.0.1:5000/topics/transnistria-mission",
    "http://127.0.0.1:5000/topics/transnistria-mission ",
    "http://127.0.0.1:5000/topics/transnistria-mission\n",
    "http://127.0.0.1:5000/topics/trans\tnistria-mission",
    "http://127.0.0.1:5000/topics/transnistria-mission\u202e",
    "http://127.0.0.1:5000/topics/transnistria-mission\u0000",
    SITE,
    f"{SITE}/",
    f"{SITE}/topics/",
    f"{SITE}/topics/no-such-topic",
    f"{SITE}/topics/Transnistria-Mission",
    f"{SITE}/topics//transnistria-mission",
    f"{SITE}/topics/../topics/transnistria-mission",
    f"{SITE}/topics/transnistria%2Dmission",
    f"{SITE}/topics/transnistria-mission;x=1",
    f"{SITE}/topics/transnistria-mission.png",
    f"{SITE}/topics/transnistria-mission'\"><script>",
    f"{SITE}/topics/transnistria-mission/history",
    f"{SITE}/topics/transnistria-mission/embed",
    f"{SITE}/topics/transnistria-mission/nobody",
    f"{SITE}/topics/transnistria-mission?as_of=2015",
    f"{SITE}/topics/transnistria-mission?parties=nobody",
    f"{SITE}/topics/transnistria-mission?only=russia,nobody",
    f"{_CARD}?parties=russia,nobody",
    f"{SITE}/topics/transnistria-mission?published=never",
    f"{SITE}/topics/transnistria-mission?published=1999",
    f"{SITE}/topics/transnistria-mission?a=%ff",
    f"{SITE}/topics/transnistria-mission#%ff",
    f"{SITE}/embed/topics/transnistria-mission?revision=000000000000",
    f"{SITE}/embed/topics/transnistria-mission/propositions/nothing",
    f"{SITE}/embed/topics/transnistria-mission.png",
    f"{SITE}/embed/claims/nothing",
    f"{SITE}/claims/",
    f"{SITE}/claims/#nothing",
    f"{SITE}/parties/russia",
    f"{SITE}/sources/treaty",
    f"{SITE}/oembed?url=http://127.0.0.1:5000/topics/transnistria-mission",
    f"{SITE}/topics/transnistria-mission?{'&'.join('a=1' for _ in range(30))}",
    f"{SITE}/topics/{'a' * 1990}",
)
