// The address: #n7 alone, or the filters with the place: #verdict=contradicted&q=battery&at=n7.

let place = "";

function write(push) {
  const wanted = wantedNow();
  const words = new URLSearchParams(place ? { ...wanted, at: place } : wanted);
  const hash = Object.keys(wanted).length ? `#${words}` : place ? `#${place}` : location.pathname + location.search;
  history[push ? "pushState" : "replaceState"](null, "", hash);
}

/** Set the filters and go to the place that the address names. */
function follow() {
  const hash = location.hash.slice(1);
  const wanted = new URLSearchParams(hash.includes("=") ? hash : { at: hash });
  for (const field of form.elements) if (field.name) field.value = wanted.get(field.name) ?? "";
  const chosen = [...wanted.keys()].some((key) => key !== "q" && key !== "at");
  if (chosen) choose(true);
  apply();
  if (wanted.get("at")) go(wanted.get("at"));
}

/** Show the element of an id, whatever is folded or filtered away. */
function go(id) {
  const target = find(id);
  if (!target) return false;
  unfold(target);
  if (target.closest("[hidden]")) showAll();
  place = id;
  for (const old of document.querySelectorAll("mark.here")) old.classList.remove("here");
  const note = noteOf(id);
  if (note) mark(note);
  target.scrollIntoView({ block: "start" });
  if (target.matches(".note, a")) target.focus({ preventScroll: true });
  return true;
}

/** Show where a note stands: in a window of its own beside the notes the copy is moved along. */
function mark(note) {
  const there = document.getElementById(`c${note.number}`);
  const copy = there?.closest(".copy");
  if (!copy) return;
  for (const one of copy.querySelectorAll("mark")) {
    one.classList.toggle("here", one.dataset.notes.split(" ").includes(String(note.number)));
  }
  copy.scrollTop += there.getBoundingClientRect().top - copy.getBoundingClientRect().top - copy.clientHeight / 3;
}

function clicked(event) {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (go(link.hash.slice(1))) {
    event.preventDefault();
    write(true);
  }
}
