"use strict";
// The script of the report: filters, search, addresses, keys, decisions. Without it the page is read as it is.

/** What is known of every note, whether it is laid out yet or not. Note number n is notes[n - 1]. */
const index = JSON.parse(document.getElementById("index").textContent);
const notes = index.notes.map(([asset, verdict, severity, family, product, status, code, fingerprint, text], at) => ({
  number: at + 1, asset: String(asset), verdict, severity, family, product, status, code, fingerprint, text,
  path: index.assets[asset - 1][0], channel: index.assets[asset - 1][1],
}));
const form = document.getElementById("filters");
const assets = [...document.querySelectorAll(".asset")];
const noteOf = (id) => notes[Number(/^[nc](\d+)$/.exec(id)?.[1]) - 1];
const assetOf = (note) => document.getElementById(`a${note.asset}`);

function element(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}
