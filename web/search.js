// Results while one types: what the form would show, a little sooner. Arrow keys go through them.
"use strict";
(() => {
  const box = document.getElementById("q"), results = document.getElementById("results");
  const said = document.getElementById("said");
  if (!box || !results) return;
  let timer = 0, running = null, shown = box.value.trim();

  async function look() {
    const words = box.value.trim();
    if (words === shown || (words && words.length < 3)) return;
    running?.abort();
    running = new AbortController();
    const here = new URL(location.href);
    for (const name of ["after", "done"]) here.searchParams.delete(name);
    if (words) here.searchParams.set("q", words);
    else here.searchParams.delete("q");
    const ask = new URL(here);
    ask.searchParams.set("part", "results");
    try {
      const answer = await fetch(ask, { signal: running.signal });
      if (!answer.ok) return;
      results.innerHTML = await answer.text();
      shown = words;
      history.replaceState(null, "", here);
      said.textContent = document.getElementById("count")?.textContent ?? "";
    } catch {
      // Overtaken by the next key, or the server is away: Enter asks again and tells.
    }
  }
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });

  addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || (e.key !== "ArrowDown" && e.key !== "ArrowUp")) return;
    const stops = [box, ...results.querySelectorAll(".records > li > .about > a:first-child")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    e.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, at + (e.key === "ArrowDown" ? 1 : -1)))].focus();
  });
})();
