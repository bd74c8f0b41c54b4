"use strict";
// The page works without this, but for the editors and the log. Texts become nodes, never markup.

const calls = new Map(JSON.parse(document.getElementById("calls").textContent).map((call) => [call.id, call]));
const operations = new Map();
for (const section of document.querySelectorAll("details.operation")) {
  operations.set(section.dataset.operation, section);
}

/** An element with a class and children, which are nodes or texts. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A message whose names stand in backticks. */
function message(text) {
  const parts = String(text).split("`");
  return parts.map((part, nth) => (nth % 2 === 1 && nth < parts.length - 1 ? element("code", "", part) : part));
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

/** The token of a server with secrets. Browsers send nobody what stands behind the `#` of an address. */
function takenToken() {
  const found = /^#token=([0-9a-f]+)$/.exec(location.hash);
  if (found) {
    sessionStorage.setItem("token", found[1]);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem("token");
}

const token = takenToken();

/** Asks this server for something. */
async function ask(target, options) {
  const answer = await fetch(target, { ...options, headers: token ? { "X-Specwright-Token": token } : {} });
  if (answer.status === 401) throw new Error("open the address that the server has printed");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}
