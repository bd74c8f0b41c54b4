// Which operation is selected, which the address tells.

function select(id, payload) {
  const section = operations.get(id);
  if (!section) return;
  section.open = true;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.operation === id) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  const editor = editorOf(id);
  if (editor && payload !== null) fill(editor, payload);
  section.scrollIntoView();
}

function selectByAddress() {
  const query = new URLSearchParams(location.search);
  if (query.has("operation")) select(query.get("operation"), query.get("payload"));
  reveal();
}

/** Opens what is closed around the place that the address names. */
function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
  }
  target.scrollIntoView();
}

document.addEventListener("toggle", (event) => {
  const id = event.target.dataset?.operation;
  if (id !== undefined && event.target.open) editorOf(id);
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-operation]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = link.dataset.operation;
  history.pushState(null, "", `/?operation=${encodeURIComponent(id)}`);
  if (narrow.matches) document.getElementById("menu").open = false;
  select(id, null);
  operations.get(id).querySelector("summary").focus({ preventScroll: true });
});

document.getElementById("filter").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const entry of document.querySelectorAll("nav li")) {
    const text = entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
  }
});

const narrow = matchMedia("(max-width: 52rem)");
if (narrow.matches) {
  document.getElementById("menu").open = false;
  document.querySelector("#log details").open = false;
}
addEventListener("popstate", selectByAddress);
addEventListener("hashchange", reveal);
selectByAddress();
