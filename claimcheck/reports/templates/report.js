"use strict";
(() => {
  const form = document.getElementById("filters");
  const told = form.querySelector("output");
  const notes = [...document.querySelectorAll(".note")];
  const fits = (note, wanted) =>
    ["verdict", "severity", "family"].every((key) => !wanted[key] || note.dataset[key] === wanted[key]);

  function apply() {
    const wanted = Object.fromEntries(new FormData(form));
    const filtered = Boolean(wanted.verdict || wanted.severity || wanted.family);
    const on = new Set();
    for (const asset of document.querySelectorAll(".asset")) {
      asset.hidden = Boolean(wanted.asset) && asset.dataset.asset !== wanted.asset;
    }
    for (const note of notes) {
      const shown = fits(note, wanted) && !note.closest(".asset").hidden;
      note.hidden = !shown;
      if (shown) on.add(note.id.slice(1));
    }
    for (const mark of document.querySelectorAll("mark[data-notes]")) {
      mark.classList.toggle("off", !mark.dataset.notes.split(" ").some((number) => on.has(number)));
    }
    for (const row of document.querySelectorAll(".row")) {
      const empty = !row.querySelector(".note:not([hidden])");
      row.hidden = empty && (filtered || Boolean(wanted.claims));
    }
    told.textContent = `${on.size} of ${notes.length} notes`;
  }

  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    target.scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll(".asset, .group")) folded.open = true;
  });
  apply();
  reveal();
})();
