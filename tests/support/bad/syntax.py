"""Files that are not YAML as the site uses it."""

from __future__ import annotations

from tests.support.bad.case import ALBA, PARTIES, Bad

SYNTAX = [
    Bad(
        "broken-yaml",
        PARTIES,
        "hue: teal",
        "hue: [teal",
        "5: not YAML: did not find expected ',' or ']'",
    ),
    Bad(
        "broken-indentation",
        PARTIES,
        "    hue: teal",
        "   hue: teal",
        "5: not YAML: did not find expected '-' indicator",
    ),
    Bad(
        "unclosed-quote",
        ALBA,
        "headline: Alba",
        "headline: 'Alba",
        "3: not YAML: found unexpected end of stream",
    ),
    Bad(
        "control-character",
        ALBA,
        "role: Minister",
        "role: Mini\x07ster",
        "19: not YAML: the character U+0007; remove it",
    ),
    Bad(
        "duplicate-key",
        ALBA,
        "    stance: agrees",
        "    stance: agrees\n    stance: mixed",
        "16: the key 'stance' is given twice; keep one",
    ),
    Bad(
        "alias",
        ALBA,
        "headline: Alba on the bridge",
        "headline: &name Alba\nsummary: *name",
        "4: the alias *name is not used here; write it out",
    ),
    Bad(
        "tag",
        ALBA,
        "headline: Alba",
        "headline: !!python/name:os.system Alba",
        "3: the tag !!python/name:os.system is not used here; write the value without it",
    ),
    Bad(
        "tag-of-a-list",
        PARTIES,
        "parties:\n",
        "parties: !!set\n",
        "1: the tag !!set is not used here; write the value without it",
    ),
    Bad(
        "tag-of-our-own",
        PARTIES,
        "hue: teal",
        "hue: !colour teal",
        "5: the tag !colour is not used here; write the value without it",
    ),
    Bad(
        "tag-without-a-name",
        PARTIES,
        "hue: teal",
        "hue: ! teal",
        "5: the tag ! is not used here; write the value without it",
    ),
    Bad(
        "wrong-top-key",
        PARTIES,
        "parties:",
        "partys:",
        "1: must have one key, 'parties', with a list",
    ),
]
