"""The steps of those who write."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from app.actions import after, drafts, imports
from app.documents.corpus import Name
from app.documents.merge import merge
from tests.support.workflow.machine import Machine, act
from tests.support.workflow.model import OPEN, PEOPLE, Data, Draft, Submission, Tab, put_together
from tests.support.workflow.words import ALBA, BORIA, NAMES, NOTE, TOPIC, changed, data, marks_of

WHO = st.sampled_from(sorted(PEOPLE))
WHICH = st.integers(0, 3)
KINDS = st.sampled_from(
    ["first", "first", "second", "statement", "third", "unconfirmed", "blank", "same"]
)
SUBSETS = st.sampled_from([(ALBA,), (BORIA,), (NOTE,), (ALBA, BORIA), (ALBA, NOTE), (TOPIC,)])


class Drafting(Machine):
    """Drafts are begun, saved from two windows each, imported and restored."""

    @initialize(who=WHO, name=st.sampled_from(NAMES))
    def first(self, who: str, name: Name) -> None:
        """There is something to work on."""
        self.begin(who, name)

    @act(2, who=WHO, name=st.sampled_from(NAMES))
    def begin(self, who: str, name: Name) -> None:
        """Open a draft, one's own again if there is one, and have it in a window."""
        held = self.desk.open_draft(name)
        may = held is None or who in held[0].members
        what = "begin again" if held else "begin"
        ids = self.do(what, may, lambda s: drafts.begin(s, self.people[who], *name))
        if ids is None:
            return
        if held:
            assert ids == (held[0].id, held[1].id)
        else:
            self.took_up(self.desk.new(ids[0], who), name, ids[1])
        self.look(who, 0, ids[1])

    @act(who=WHO, tab=st.integers(0, 1), which=WHICH)
    def open_window(self, who: str, tab: int, which: int) -> None:
        """Open a draft in one of two windows."""
        there = self.submission(which).drafts
        self.look(who, tab, there[which % len(there)].id)

    @act(4, which=st.integers(0, 9), kind=KINDS)
    def save(self, which: int, kind: str) -> None:
        """Change something in a window and save it."""
        self.save_in(self._window(which), kind)

    def save_in(self, place: tuple[str, int], kind: str) -> None:
        """Change something in this window and save it."""
        seen = self.desk.tabs[place]
        submission, draft = self.desk.draft(seen.draft)
        words = self.words()
        new = changed(draft.name, seen.body, kind, words)
        marks = {} if kind == "unconfirmed" else marks_of(new)
        who = self.people[place[0]]
        may = submission.state in OPEN and who.name in submission.members
        try:
            version = self.do(
                "save", may, lambda s: drafts.save(s, who, draft.id, seen.version, new, marks)
            )
        except drafts.Stale as stale:
            assert may
            self.desk.tabs[place] = self._met(seen, draft, stale, new)
            return
        if version is None:
            return
        if (new, marks) != (draft.body, draft.marks):
            assert seen.version == draft.version, "a stale save was taken"
            self._wrote(submission, draft, who.name, new)
            draft.marks = marks
            if words in str(new):
                self.desk.owed[words] = draft.id
        assert version == draft.version
        self.desk.tabs[place] = Tab(draft.id, version, new)

    @act(2, who=WHO, names=SUBSETS)
    def import_(self, who: str, names: tuple[Name, ...]) -> None:
        """Put documents from a file into drafts: of one's own if there are some."""
        words = self.words()
        wanted = {name: changed(name, self.desk.now(name) or {}, "first", words) for name in names}
        held = {name: found for name in names if (found := self.desk.open_draft(name))}
        may = len({found[0].id for found in held.values()}) < 2
        for name, (submission, draft) in held.items():
            joined = put_together(draft, self.desk.now(name), wanted[name])
            may = may and who in submission.members and joined is not None
            wanted[name] = joined or wanted[name]
        given = {name: changed(name, self.desk.now(name) or {}, "first", words) for name in names}
        made = self.do(
            "import into a draft" if held else "import", may,
            lambda s: imports.land(s, self.people[who], given, words),
        )  # fmt: skip
        if made is None:
            return
        into = [found[0] for found in held.values()] or [self.desk.new(made, who, summary=words)]
        assert into[0].id == made
        into[0].reopen()
        for name in sorted(
            wanted, key=lambda each: ("source", "topic", "perspective").index(each[0])
        ):
            if name in held:
                held[name][1].versions.append(wanted[name])
            else:
                self.took_up(into[0], name, body=wanted[name])
        into[0].wrote(who)

    @act(2, who=WHO, name=st.sampled_from(NAMES), number=st.integers(0, 3))
    def restore(self, who: str, name: Name, number: int) -> None:
        """Propose an earlier revision as the next; mostly of something that has some."""
        if number:
            name = max(NAMES, key=lambda each: len(self.desk.published.get(each, ())))
        revisions = self.desk.published.get(name, [])
        place = number % len(revisions) if revisions else 0
        then = data(revisions[place].body, name) if revisions else None
        may = bool(then) and then != self.desk.now(name) and self.desk.open_draft(name) is None
        made = self.do(
            "restore", may, lambda s: after.restore(s, self.people[who], *name, place + 1)
        )
        if made is not None:
            summary = f"Restores revision {place + 1}."
            new = self.desk.new(made, who, origin="restore", summary=summary)
            self.took_up(new, name, body=then)
            new.wrote(who)

    def _window(self, which: int) -> tuple[str, int]:
        """One of the windows in which something can be saved, if there is one."""
        tabs = sorted(self.desk.tabs.items(), key=lambda each: each[0])
        usable = [place for place, tab in tabs if self.desk.draft(tab.draft)[0].state in OPEN]
        some = usable or [place for place, _tab in tabs]
        return some[which % len(some)]

    def _met(self, seen: Tab, draft: Draft, stale: drafts.Stale, new: Data) -> Tab:
        """A stale save is told everything; its window goes on with both changes."""
        assert seen.version != draft.version, "a save of the newest version was called stale"
        assert (stale.version, stale.theirs, stale.mine) == (draft.version, draft.body, new)
        assert stale.base == draft.versions[seen.version - 1]
        both = merge(stale.base, stale.theirs, stale.mine).data
        return Tab(draft.id, stale.version, both)

    def _wrote(self, submission: Submission, draft: Draft, who: str, new: Data) -> None:
        submission.reopen()
        self.desk.replaced(draft, draft.body, new)
        draft.versions.append(new)
        submission.wrote(who)
