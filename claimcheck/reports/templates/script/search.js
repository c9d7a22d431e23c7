// Search looks at words, also of what isn't laid out yet: the kept text of an asset is stripped of its tags.

const entities = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&" };

function plain(html) {
  return html.replace(/<sup>.*?<\/sup>/gs, "").replace(/<\/?(mark|i)\b[^>]*>/g, "").replace(/<[^>]*>/g, " ")
    .replace(/&(?:lt|gt|amp|#34|#39);/g, (entity) => entities[entity]).replace(/\s+/g, " ").toLowerCase();
}

let words; // { notes: words of each note, assets: words of each asset's copy }, made at the first search

function read() {
  words = { notes: new Map(), assets: new Map() };
  for (const asset of assets) {
    const html = asset.querySelector("noscript")?.textContent ?? asset.innerHTML;
    const [copy, ...cards] = html.split('<article class="note');
    words.assets.set(asset.id.slice(1), plain(copy) + index.assets[asset.id.slice(1) - 1][0].toLowerCase());
    for (const card of cards) words.notes.set(Number(/ id="n(\d+)"/.exec(card)[1]), plain(card));
  }
}

/** Whether every word of a query, or phrase in quotes, is in a text. */
const holds = (text, query) => query.every((word) => text.includes(word));

function queryOf(text) {
  const query = (text.toLowerCase().match(/"[^"]+"|\S+/g) ?? []).map((word) => word.replace(/^"(.+)"$/, "$1"));
  if (query.length && !words) read();
  return query;
}
