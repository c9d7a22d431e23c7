// suppressions.yaml: written with every scalar quoted as JSON does, read line by line. What isn't understood
// is named with its line.

const fieldsOf = {
  suppressions: ["fingerprint", "code", "text", "path", "reason", "approved_by", "until"],
  to_do: ["fingerprint", "code", "text", "path", "note", "asked_by", "until"],
};
const needed = { suppressions: ["reason", "approved_by", "until"], to_do: [] };
const optional = { suppressions: [], to_do: ["asked_by", "until"] };
const kindOf = { suppressions: "accept", to_do: "todo" };

/** A scalar in double quotes: JSON, with whatever YAML or an editor may not show as an escape. */
function quoted(text) {
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g,
    (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function toYaml(entries) {
  return Object.entries(fieldsOf).map(([section, names]) => {
    const own = entries.filter((entry) => entry.kind === kindOf[section]);
    if (!own.length) return `${section}: []\n`;
    return `${section}:\n` + own.map((entry) =>
      names.filter((name) => !optional[section].includes(name) || entry[name])
        .map((name, at) => `${at ? "    " : "  - "}${name}: ${quoted(entry[name] ?? "")}\n`).join("")).join("");
  }).join("");
}

/** { entries, problems } of a file; problems are sentences. */
function fromYaml(source) {
  const entries = [];
  const problems = [];
  let section = "";
  let entry = null;
  source.replace(/^\ufeff/, "").split(/\r\n|\r|\n/).forEach((line, at) => {
    if (/^\s*(#.*)?$/.test(line) || /^---\s*$/.test(line)) return;
    const wrong = (why) => problems.push(`Line ${at + 1} could not be read: ${why}.`);
    const top = /^([a-z_]+):\s*(\[\s*\])?\s*(?:#.*)?$/.exec(line);
    if (top) {
      section = top[1] in fieldsOf ? top[1] : "";
      entry = null;
      if (!section) wrong(`“${top[1]}” is neither suppressions nor to_do`);
      return;
    }
    if (!section) return void wrong("it stands in neither suppressions nor to_do");
    const [, dash, rest] = /^\s*(-\s+)?(.*)$/.exec(line);
    if (dash) entries.push(entry = { section, line: at + 1 });
    if (!entry) return void wrong("it belongs to no entry; an entry begins with “- ”");
    for (const [name, value] of pairs(rest) ?? [[]]) {
      if (name === undefined || value === undefined) wrong("it is no “key: value” on one line");
      else if (!fieldsOf[section].includes(name)) wrong(`“${name}” is no key of ${section}`);
      else entry[name] = value;
    }
  });
  return { entries: entries.filter((one) => whole(one, problems)).map(made), problems };
}

/** The pairs of "key: value" or "{key: value, …}"; null for anything else. */
function pairs(text) {
  const flow = /^\{(.*)\}\s*(?:#.*)?$/.exec(text);
  const found = [];
  let rest = flow ? flow[1] : text;
  while (rest.trim()) {
    const key = /^\s*"?([a-z_]+)"?\s*:(?:\s+|$)/.exec(rest);
    if (!key) return null;
    const [value, left] = scalar(rest.slice(key[0].length), Boolean(flow));
    found.push([key[1], value]);
    if (value === undefined) return found;
    rest = left.replace(flow ? /^\s*,/ : /^\s+#.*$/, "");
    if (!flow && rest.trim()) return null;
  }
  return found;
}

/** A scalar at the beginning of a text, and what follows it. */
function scalar(text, flow) {
  const double = /^"(?:[^"\\]|\\.)*"/.exec(text);
  if (double) {
    try {
      return [JSON.parse(double[0]), text.slice(double[0].length)];
    } catch {
      return [undefined, ""];
    }
  }
  const single = /^'((?:[^']|'')*)'/.exec(text);
  if (single) return [single[1].replaceAll("''", "'"), text.slice(single[0].length)];
  if (/^["'|>&*![{%@`]/.test(text)) return [undefined, ""];
  const bare = (flow ? /^[^,}#]*/ : /^(?:[^#\s]|\s(?!\s*#)|(?<=\S)#)*/).exec(text)[0];
  return [bare.trim(), text.slice(bare.length)];
}

function whole(entry, problems) {
  const without = ["fingerprint", ...needed[entry.section]].filter((name) => !entry[name]);
  const say = (what) => problems.push(`The entry at line ${entry.line} ${what}.`);
  if (without.length) say(`has no ${without.join(", ")}`);
  else if (!/^[0-9a-f]{16}$/.test(entry.fingerprint)) say("has a fingerprint that isn’t 16 hexadecimal digits");
  else if (entry.until && !isDay(entry.until)) say("has an “until” that is no date");
  else return true;
  return false;
}

/** Whether a text is a date of the calendar. */
function isDay(text) {
  const at = new Date(`${text}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

function made({ section, line, ...entry }) {
  return { ...entry, kind: kindOf[section] };
}
