// The log of the requests that the server has received, newest first.

const POLL = 1000;
const MOST_ENTRIES = 200;
const log = {
  after: 0, seen: 0, isPaused: false, isLost: false, timer: 0,
  list: document.getElementById("entries"), state: document.getElementById("log-state"),
};

async function poll() {
  clearTimeout(log.timer);
  if (log.isPaused || document.visibilityState !== "visible") return;
  try {
    const { entries } = await ask(`/_specwright/log?after=${log.after}`);
    // A server that was started again counts from the start again.
    if (log.isLost) log.after = 0;
    else entries.forEach(enter);
    log.isLost = false;
    log.state.textContent = "";
  } catch (error) {
    log.isLost = true;
    // A `TypeError` is that there is no connection.
    log.state.textContent = error instanceof TypeError ? "– the server does not answer" : `– ${error.message}`;
  }
  log.timer = setTimeout(poll, POLL);
}

function enter(entry) {
  if (entry.number <= log.after) return;
  log.after = entry.number;
  log.seen += 1;
  document.getElementById("log-count").textContent = String(log.seen);
  document.getElementById("log-empty").hidden = true;
  log.list.prepend(row(entry));
  while (log.list.children.length > MOST_ENTRIES) log.list.lastChild.remove();
}

function row(entry) {
  const time = element("time", "time", String(entry.time).slice(11, 19));
  time.dateTime = entry.time;
  const status = element("span", `status ${entry.status < 400 ? "success" : "failure"}`, String(entry.status));
  const target = element("code", "", element("bdi", "", entry.target));
  const made = element("li", "", time, " ", status, ` ${entry.method} `, target, " ");
  if (entry.operation !== null) {
    const link = element("a", "", element("bdi", "", entry.operation));
    link.href = `/?operation=${encodeURIComponent(entry.operation)}`;
    link.dataset.operation = entry.operation;
    made.append(link, " ");
  }
  made.append(element("span", "time", `${entry.milliseconds} ms`));
  if (entry.findings.length) {
    made.append(element("ul", "", ...entry.findings.map((text) => element("li", "", element("bdi", "", ...message(text))))));
  }
  return made;
}

document.getElementById("pause").addEventListener("click", (event) => {
  log.isPaused = !log.isPaused;
  event.target.setAttribute("aria-pressed", String(log.isPaused));
  log.state.textContent = log.isPaused ? "– paused" : "";
  poll();
});
document.getElementById("clear").addEventListener("click", () => {
  log.list.replaceChildren();
});
document.addEventListener("visibilitychange", poll);
poll();
