// Start: everything above is put to work.

function filtered() {
  apply();
  write(false);
}

let pause = 0;
form.hidden = desk.hidden = false;
form.addEventListener("input", (event) => {
  clearTimeout(pause);
  pause = setTimeout(filtered, event.target.name === "q" ? 150 : 0);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  showAll();
  write(false);
});
document.getElementById("choose").addEventListener("click", () => choose(document.getElementById("choices").hidden));
document.getElementById("help").addEventListener("click", () => help.showModal());
document.addEventListener("toggle", (event) => event.target.open && fill(event.target), true);
document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
addEventListener("popstate", follow);
addEventListener("beforeprint", unfoldForPrint);
addEventListener("afterprint", foldAfterPrint);

dialog.querySelector("form").addEventListener("submit", decide);
dialog.querySelector(".cancel").addEventListener("click", () => dialog.close());
document.getElementById("export").addEventListener("click", exported);
document.getElementById("import").addEventListener("change", async ({ target }) => {
  if (target.files.length) imported(await target.files[0].text());
  target.value = "";
});
document.getElementById("forget").addEventListener("click", () => {
  decisions.clear();
  changed();
});
signing.addEventListener("input", signed);
signing.addEventListener("submit", (event) => event.preventDefault());
single.checked = store.get("single keys") ?? true;
single.addEventListener("change", () => store.set("single keys", single.checked));

if (assets.length > 3 && matchMedia("(max-width: 40rem)").matches) for (const asset of assets) asset.open = false;
for (const one of store.get("decisions") ?? []) if (one?.fingerprint) decisions.set(one.fingerprint, one);
tell();
signAgain();
follow();
