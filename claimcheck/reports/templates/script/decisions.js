// Decisions on findings: accepted with a reason, or to do. They stay in this browser where it lets them, and
// leave as suppressions.yaml. A finding is known by its fingerprint, so a report made again knows them too.

const decisions = new Map(); // fingerprint -> { kind, fingerprint, code, text, path, … }
const desk = document.getElementById("decisions");
const dialog = document.getElementById("deciding");
let deciding = null;

const store = {
  key: (what) => `claimcheck ${what} ${location.pathname}`,
  get(what) {
    try {
      return JSON.parse(localStorage.getItem(this.key(what)));
    } catch {
      return null;
    }
  },
  set(what, value) {
    try {
      localStorage.setItem(this.key(what), JSON.stringify(value));
    } catch {
      // Private windows and full stores keep nothing; the export still does.
    }
  },
};

const decidable = (note) => Boolean(note?.fingerprint) && note.status !== "accepted";

function sentence(one) {
  return one.kind === "todo"
    ? `To do${one.note ? `: ${one.note}` : ""}`
    : `Accepted until ${one.until} by ${one.approved_by}: ${one.reason}`;
}

/** What was decided on a note, and the buttons to decide. */
function dressNote(card) {
  const note = noteOf(card.id);
  if (!card.hasAttribute("tabindex")) linked(card, note);
  if (!decidable(note)) return;
  const decided = decisions.get(note.fingerprint);
  const state = JSON.stringify(decided ?? null);
  if (card.dataset.state === state) return;
  card.dataset.state = state;
  card.querySelector(".deciding")?.remove();
  const box = element("div", "", { className: "deciding" });
  if (decided) box.append(element("p", sentence(decided), { className: "decided" }));
  const buttons = element("p", "", { className: "decide" });
  buttons.append(button("Accept…", note, () => ask("accept", note)), button("To do…", note, () => ask("todo", note)));
  if (decided) buttons.append(button("Undo", note, () => forget(note)));
  box.append(buttons);
  card.append(box);
}

/** A link to the note itself, to send on; and the note can be gone to. */
function linked(card, note) {
  card.tabIndex = -1;
  const link = element("a", "#", { className: "link", href: `#n${note.number}`, ariaLabel: `Link to note ${note.number}` });
  card.querySelector(".top").append(" ", link);
}

function button(words, note, act) {
  const made = element("button", words, { type: "button", onclick: act });
  made.append(element("span", ` note ${note.number}`, { className: "hidden" }));
  return made;
}

function ask(kind, note) {
  const form = dialog.querySelector("form");
  const known = decisions.get(note.fingerprint) ?? {};
  const last = [...decisions.values()].reverse().find((one) => one.approved_by) ?? {};
  deciding = { kind, note };
  document.getElementById("deciding-title").textContent = kind === "todo" ? "To do" : "Accept";
  dialog.querySelector(".said").textContent = `${note.code} · ${note.text || note.path}`;
  for (const [part, own] of [["accepting", "accept"], ["doing", "todo"]]) {
    const box = dialog.querySelector(`.${part}`);
    box.hidden = kind !== own;
    for (const field of box.querySelectorAll("input, textarea")) {
      field.disabled = kind !== own;
      field.value = known[field.name] ?? (field.name === "reason" || field.name === "note" ? "" : last[field.name] ?? "");
    }
  }
  form.returnValue = "";
  dialog.showModal();
  dialog.querySelector("textarea:enabled").focus();
}

function decide(event) {
  event.preventDefault();
  const { kind, note } = deciding;
  const { fingerprint, code, text, path } = note;
  decisions.set(fingerprint, { kind, fingerprint, code, text, path, ...Object.fromEntries(new FormData(event.target)) });
  dialog.close();
  changed();
  document.getElementById(`n${note.number}`)?.focus();
}

function forget(note) {
  decisions.delete(note.fingerprint);
  changed();
  document.getElementById(`n${note.number}`)?.focus();
}

function changed() {
  store.set("decisions", [...decisions.values()]);
  tell();
  apply();
}

/** The decisions in the order of the report, then those on findings that it doesn't have. */
function inOrder() {
  const here = new Set(notes.map((note) => note.fingerprint).filter((one) => decisions.has(one)));
  return [...new Set([...here, ...decisions.keys()])].map((one) => decisions.get(one));
}

/** List what was decided, with the note that it is about. */
function tell() {
  const list = desk.querySelector(".list");
  list.replaceChildren(...inOrder().map((one) => {
    const note = notes.find(({ fingerprint }) => fingerprint === one.fingerprint);
    const item = element("li", "");
    item.append(note ? element("a", note.number, { className: "number", href: `#n${note.number}` }) : element("span", "–"));
    const about = element("div", "");
    about.append(element("q", one.text || one.path || one.fingerprint), ` ${sentence(one)} `, element("span", one.code ?? "", { className: "where" }));
    item.append(about);
    return item;
  }));
  desk.querySelector(".count").textContent = decisions.size || "none yet";
}

function exported() {
  const link = element("a", "", { download: "suppressions.yaml" });
  link.href = URL.createObjectURL(new Blob([toYaml(inOrder())], { type: "application/yaml" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function imported(text) {
  const { entries, problems } = fromYaml(text);
  const here = new Set(notes.map((note) => note.fingerprint));
  for (const entry of entries) decisions.set(entry.fingerprint, entry);
  const elsewhere = entries.filter((entry) => !here.has(entry.fingerprint)).length;
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  document.getElementById("told").textContent = [
    `Read ${count(entries.length, "decision")}.`,
    ...(elsewhere ? [`${elsewhere} of them: about nothing in this report; kept for the export.`] : []),
    ...problems,
  ].join("\n");
  changed();
}
