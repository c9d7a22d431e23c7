// Filters: which notes are shown, in the lists and beside the copy.

const keys = ["verdict", "severity", "family", "product", "channel", "asset", "status"];
let shown = new Set(); // numbers of the notes that fit
let narrowed = false;

const wantedNow = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

function fits(note, wanted, query) {
  return keys.every((key) => !wanted[key] || note[key] === wanted[key])
    && (!wanted.decision || (note.status === "new" && wanted.decision === (decisions.get(note.fingerprint)?.kind ?? "none")))
    && (!query.length || holds(words.notes.get(note.number), query));
}

function apply() {
  const wanted = wantedNow();
  const query = queryOf(wanted.q ?? "");
  narrowed = Object.keys(wanted).length > 0;
  shown = new Set(notes.filter((note) => fits(note, wanted, query)).map((note) => note.number));
  const hits = new Map();
  for (const number of shown) hits.set(notes[number - 1].asset, (hits.get(notes[number - 1].asset) ?? 0) + 1);
  const onlyWords = Object.keys(wanted).every((key) => key === "q");
  for (const asset of assets) {
    const id = asset.id.slice(1);
    const count = hits.get(id) ?? 0;
    const inCopy = query.length > 0 && onlyWords && holds(words.assets.get(id), query);
    asset.hidden = narrowed && !count && !inCopy && wanted.asset !== id;
    asset.querySelector(".hits").textContent = narrowed ? `${count} shown` : "";
  }
  dress(document);
  const others = Object.keys(wanted).filter((key) => key !== "q").length;
  document.getElementById("choose").textContent = others ? `Filters (${others})` : "Filters";
  form.querySelector("output").textContent = narrowed ? `${shown.size} of ${notes.length} notes` : `${notes.length} notes`;
}

/** Show and hide what is laid out below an element, and say what was decided there. */
function dress(root) {
  for (const item of root.querySelectorAll("li[data-note]")) item.hidden = !shown.has(Number(item.dataset.note));
  for (const file of root.querySelectorAll(".file")) file.hidden = !file.querySelector("li:not([hidden])");
  for (const card of root.querySelectorAll(".note")) {
    card.hidden = !shown.has(Number(card.id.slice(1)));
    dressNote(card);
  }
  for (const mark of root.querySelectorAll("mark[data-notes]")) {
    mark.classList.toggle("off", narrowed && !mark.dataset.notes.split(" ").some((number) => shown.has(Number(number))));
  }
}

function choose(open) {
  document.getElementById("choices").hidden = !open;
  document.getElementById("choose").setAttribute("aria-expanded", String(open));
}

function showAll() {
  for (const field of form.elements) if (field.name) field.value = "";
  apply();
}
