// The sign-off: kept in this browser with the decisions, printed with the page.

const signing = document.querySelector(".signoff");

function signed() {
  store.set("sign-off", Object.fromEntries(new FormData(signing)));
}

function signAgain() {
  for (const [name, value] of Object.entries(store.get("sign-off") ?? {})) {
    const field = signing.elements.namedItem(name);
    if (field) field.value = value;
  }
}
