// Keys and pointer for reviewing drafts: quickens what the buttons do, and does nothing else.
"use strict";
(() => {
  const drafts = [...document.querySelectorAll(".draft")];
  if (!drafts.length) return;
  const marks = [...document.querySelectorAll("mark")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = null;

  const light = (draft, on) => {
    for (const m of marks)
      if (m.dataset.of.split(" ").includes(draft.id)) m.classList.toggle("lit", on);
  };
  const show = (element) =>
    element && element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });

  function select(draft, scroll) {
    if (!draft) return;
    if (current) {
      current.classList.remove("current");
      current.removeAttribute("aria-current");
      light(current, false);
    }
    current = draft;
    draft.classList.add("current");
    draft.setAttribute("aria-current", "true");
    light(draft, true);
    if (!scroll) return;
    draft.focus({ preventScroll: true });
    draft.scrollIntoView({ block: "nearest" });
    show(document.getElementById(draft.dataset.at));
  }

  const waiting = () => drafts.filter((d) => d.classList.contains("waiting"));
  function step(by) {
    const list = waiting().length ? waiting() : drafts;
    const at = list.indexOf(current);
    select(list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))], true);
  }
  const press = (where, what) => {
    const button = where && where.querySelector(what);
    if (button) button.click();
  };
  // The selected words go into the form for a missing fact, with the byte they begin at.
  function missed() {
    const form = document.querySelector(".missed");
    const text = document.querySelector(".document");
    if (!form) return;
    form.open = true;
    const chosen = getSelection();
    if (chosen.rangeCount && !chosen.isCollapsed && text.contains(chosen.anchorNode)) {
      const range = chosen.getRangeAt(0);
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEnd(range.startContainer, range.startOffset);
      const lead = chosen.toString().search(/\S/);
      const start = before.toString() + chosen.toString().slice(0, Math.max(0, lead));
      document.getElementById("words").value = chosen.toString().trim();
      document.getElementById("missed-start").value = new TextEncoder().encode(start).length;
      document.getElementById("missed-kind").focus();
    } else document.getElementById("words").focus();
    form.scrollIntoView({ block: "nearest" });
  }
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(current, "button.accept"),
    r: () => press(current, "button.reject"),
    e: () => press(current, "a.edit"),
    u: () => press(document, "button.undo"),
    m: () => press(current, "a.merge"),
    s: () => press(current, "button.split"),
    x: () => press(current, "input.choose"),
    X: () => {
      const boxes = [...document.querySelectorAll("input.choose")], all = boxes.every((b) => b.checked);
      for (const b of boxes) b.checked = !all;
    },
    A: () => press(document, "button.some"),
    R: () => press(document, "button.none"),
    n: () => press(document, "a.next"),
    f: () => missed(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === "Escape") return press(document, ".fix .cancel");
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  for (const d of drafts) {
    d.addEventListener("pointerenter", () => light(d, true));
    d.addEventListener("pointerleave", () => d !== current && light(d, false));
    d.addEventListener("focusin", () => d !== current && select(d, false));
  }
  // A form goes off once, however often its key is pressed.
  for (const form of document.querySelectorAll("form"))
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
  const problem = document.getElementById("problem"); // has the focus, and keeps it
  const named = drafts.find((d) => (problem ? d.querySelector(".error") : "#" + d.id === location.hash));
  const atSentence = location.hash.startsWith("#e");
  if (named) select(named, !problem);
  else if (!atSentence && waiting().length) select(waiting()[0], !problem);
  // Once the browser has gone to the place that the address names, and focussed it.
  addEventListener("load", () => (problem || document.querySelector(".fix input:not([type=hidden])"))?.focus({ preventScroll: true }));
})();
