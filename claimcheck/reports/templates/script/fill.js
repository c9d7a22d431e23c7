// Long parts of a large report stand in <noscript>, which is plain text while scripts run; they become
// elements when they are opened, printed or led to.

function fill(holder) {
  const kept = holder.querySelector("noscript");
  if (!kept) return;
  const made = document.createElement("template");
  made.innerHTML = kept.textContent;
  kept.replaceWith(made.content);
  dress(holder);
}

/** The element of an id, filled in for it if need be. */
function find(id) {
  const note = noteOf(id);
  if (note) fill(assetOf(note));
  const found = id && document.getElementById(id);
  if (found || !id) return found;
  const kept = [...document.querySelectorAll("noscript")].find((one) => one.textContent.includes(` id="${id}"`));
  if (kept) fill(kept.closest("details"));
  return document.getElementById(id);
}

/** Unfold all that an element lies in. */
function unfold(inner) {
  for (let folded = inner.closest("details"); folded; folded = folded.parentElement.closest("details")) {
    fill(folded);
    folded.open = true;
  }
}

function unfoldForPrint() {
  for (const folded of document.querySelectorAll("details:not([open])")) {
    fill(folded);
    folded.dataset.folded = "";
    folded.open = true;
  }
  for (const folded of document.querySelectorAll("details:has(noscript)")) fill(folded);
}

function foldAfterPrint() {
  for (const folded of document.querySelectorAll("details[data-folded]")) {
    folded.open = false;
    delete folded.dataset.folded;
  }
}
