// Keys: j and k go from finding to finding, / searches, ? lists the keys, Esc leaves. Single keys can be
// switched off, for those who speak to their computer.

const help = document.getElementById("keys");
const single = document.getElementById("single");

/** The notes to step through: those shown; without filters those that someone must act on. */
const steps = () => notes.filter((note) => shown.has(note.number) && (narrowed || note.status === "new"));

function step(by) {
  const all = steps();
  const current = noteOf(place)?.number ?? 0;
  const next = by > 0 ? all.find((note) => note.number > current) : all.findLast((note) => note.number < current);
  if (next && go(`n${next.number}`)) write(true);
}

const actions = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => form.elements.q.focus(),
  "?": () => help.showModal(),
  a: () => decideHere("accept"),
  t: () => decideHere("todo"),
};

function decideHere(kind) {
  const note = noteOf(document.activeElement?.closest(".note")?.id ?? "");
  if (decidable(note)) ask(kind, note);
}

function pressed(event) {
  if (event.key === "Escape" && event.target === form.elements.q) {
    event.target.value = "";
    event.target.blur();
    filtered();
  }
  const typing = event.target.closest("input, textarea, select, dialog[open]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !single.checked) return;
  const act = actions[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}
