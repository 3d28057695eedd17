// The slider of the years: asks for the page that the link of a year leads to, and shows its map in place.
"use strict";
(() => {
  const slider = document.getElementById("year"), said = document.querySelector("output[for=year]");
  const shown = document.getElementById("shown");
  if (!slider || !shown) return;
  slider.parentElement.classList.add("on");
  let timer = 0, running = null;

  async function show(year) {
    running?.abort();
    running = new AbortController();
    const to = new URL(location.href);
    to.searchParams.set("on", `${year}-12-31`);
    try {
      const answer = await fetch(to, { signal: running.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["shown", "years"]) document.getElementById(id).innerHTML = page.getElementById(id).innerHTML;
      const day = document.getElementById("on");
      if (day) day.value = `${year}-12-31`;
      history.replaceState(null, "", to);
    } catch {
      // Overtaken by the next year, or the server is away: the links still lead there.
    }
  }
  slider.addEventListener("input", () => {
    said.textContent = slider.value;
    clearTimeout(timer);
    timer = setTimeout(show, 60, slider.value);
  });
})();
