// The editor of an operation with a JSON body: what the linter finds is shown as one types.

const editors = new Map();

function editorOf(id) {
  if (editors.has(id)) return editors.get(id);
  const call = calls.get(id);
  const place = operations.get(id)?.querySelector(".editor-place");
  if (!call || !place) return undefined;
  place.append(document.getElementById("editor").content.cloneNode(true));
  const find = (selector) => place.querySelector(selector);
  const editor = {
    call, place, area: find("textarea"), gutter: find(".gutter"), backdrop: find(".backdrop"),
    verdict: find(".verdict"), list: find(".findings"), copied: find(".copied"),
    timer: 0, request: null, lines: 0,
  };
  editors.set(id, editor);
  const name = `payload-${editors.size}`;
  editor.area.id = name;
  find("label").htmlFor = name;
  editor.area.addEventListener("input", () => changed(editor, 300));
  editor.area.addEventListener("scroll", () => scrolled(editor));
  find(".curl").addEventListener("click", () => copy(editor, curl(editor), "The command is copied."));
  find(".link").addEventListener("click", () => copy(editor, address(editor), "The link is copied."));
  find(".reset").addEventListener("click", () => fill(editor, call.payload));
  for (const button of operations.get(id).querySelectorAll("button.use")) {
    const example = button.parentElement.querySelector("pre").textContent;
    button.addEventListener("click", () => {
      fill(editor, example);
      editor.area.focus();
    });
  }
  fill(editor, call.payload);
  return editor;
}

function fill(editor, text) {
  editor.area.value = text;
  const lines = text.split("\n").length;
  editor.place.querySelector(".editor-box").style.setProperty("--rows", String(Math.min(Math.max(lines, 6), 24)));
  changed(editor, 0);
}

function changed(editor, delay) {
  editor.backdrop.textContent = "";
  const lines = editor.area.value.split("\n").length;
  if (lines !== editor.lines) {
    editor.gutter.replaceChildren(...Array.from({ length: lines }, (_, nth) => element("div", "", String(nth + 1))));
    editor.lines = lines;
  }
  scrolled(editor);
  clearTimeout(editor.timer);
  editor.request?.abort();
  editor.timer = setTimeout(() => check(editor), delay);
}

function scrolled(editor) {
  editor.gutter.scrollTop = editor.area.scrollTop;
  editor.backdrop.scrollTop = editor.area.scrollTop;
  editor.backdrop.scrollLeft = editor.area.scrollLeft;
}

async function check(editor) {
  const request = new AbortController();
  editor.request = request;
  const text = editor.area.value;
  try {
    const target = `/_specwright/check?operation=${encodeURIComponent(editor.call.id)}`;
    const { findings } = await ask(target, { method: "POST", body: text, signal: request.signal });
    show(editor, text, findings);
  } catch (error) {
    if (error.name === "AbortError") return;
    show(editor, text, []);
    say(editor, "error", `The server cannot check it (${error.message}).`);
  }
}

function say(editor, className, text) {
  editor.verdict.className = `verdict ${className}`;
  editor.verdict.textContent = text;
}

function show(editor, text, findings) {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  const counts = [];
  if (errors) counts.push(count(errors, "error", "errors"));
  if (warnings) counts.push(count(warnings, "warning", "warnings"));
  say(editor, errors ? "error" : warnings ? "warning" : "good", counts.join(", ") || "No findings.");
  for (const line of editor.gutter.children) {
    line.className = "";
    line.removeAttribute("title");
  }
  const place = places(text);
  const spans = findings.map((finding) => {
    const from = place(finding.line, finding.column);
    return { finding, from, to: Math.max(from, place(finding.endLine, finding.endColumn)) };
  });
  for (const { finding } of spans) {
    const line = editor.gutter.children[finding.line - 1];
    if (!line) continue;
    if (line.className !== "error") line.className = finding.severity;
    line.title = line.title ? `${line.title}\n${finding.message}` : finding.message;
  }
  underline(editor, text, spans);
  editor.list.replaceChildren(...spans.map((span) => element("li", "", item(editor, span))));
}

/** The offset of a line and a column, which count characters from 1. */
function places(text) {
  const lines = text.split("\n");
  const starts = [0];
  for (const line of lines) starts.push(starts[starts.length - 1] + line.length + 1);
  return (line, column) => {
    if (line < 1) return 0;
    if (line > lines.length) return text.length;
    const before = Array.from(lines[line - 1]).slice(0, column - 1).join("");
    return starts[line - 1] + before.length;
  };
}

function underline(editor, text, spans) {
  if (text.length > 200000) return;
  const nodes = [];
  let at = 0;
  for (const { finding, from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    if (from < at || from === to) continue;
    nodes.push(text.slice(at, from), element("mark", finding.severity, text.slice(from, to)));
    at = to;
  }
  nodes.push(text.slice(at), "\n");
  editor.backdrop.replaceChildren(...nodes);
  scrolled(editor);
}

function item(editor, { finding, from, to }) {
  const button = element(
    "button", `finding ${finding.severity}`,
    element("span", "severity", finding.severity), ` ${finding.line}:${finding.column} `,
    element("code", "", finding.code), " ", element("bdi", "", ...message(finding.message)),
  );
  if (finding.help) button.append(element("span", "help", element("bdi", "", "help: ", ...message(finding.help))));
  button.type = "button";
  button.addEventListener("click", () => {
    editor.area.focus();
    editor.area.setSelectionRange(from, to);
    editor.area.scrollTop = (finding.line - 4) * (editor.area.scrollHeight / Math.max(editor.lines, 1));
  });
  return button;
}

// What is copied.

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curl({ call, area }) {
  const path = call.path.map((piece) => (Array.isArray(piece) ? encodeURIComponent(piece[0]) : piece)).join("");
  const pairs = call.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const query = pairs.length ? `?${pairs.join("&")}` : "";
  const headers = [...call.headers, ["Content-Type", call.mediaType]];
  const parts = [`curl --globoff --request ${call.method} ${quoted(location.origin + path + query)}`];
  for (const [name, value] of headers) parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  parts.push(`--data-raw ${quoted(area.value)}`);
  return parts.join(" \\\n  ");
}

function address({ call, area }) {
  const query = `operation=${encodeURIComponent(call.id)}&payload=${encodeURIComponent(area.value)}`;
  return `${location.origin}/?${query}`;
}

async function copy(editor, text, done) {
  editor.copied.hidden = false;
  editor.copied.textContent = text;
  try {
    await navigator.clipboard.writeText(text);
    say(editor, "good", done);
  } catch {
    getSelection().selectAllChildren(editor.copied);
    say(editor, "warning", "Copy the selected text.");
  }
}
