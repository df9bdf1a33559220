import { Chart } from "./chart.js";
import { duration, number, size } from "./format.js";
import { follow, Refused } from "./stream.js";
import { TenantTable } from "./table.js";

const element = (id) => document.getElementById(id);
const table = new TenantTable(element("tenants"));
const chart = new Chart(element("chart"));
let connection;
let lastFrame;
let clockSkew = 0;

start();

function start() {
  // The token comes in the fragment, which browsers never send anywhere; it is taken out of the address at once.
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  element("sign-in").querySelector("form").addEventListener("submit", signIn);
  element("sign-out").addEventListener("click", () => ask(""));
  element("filter").addEventListener("input", (event) => (table.filter = event.target.value));
  setInterval(tick, 1000);
  const token = sessionStorage.getItem("token");
  if (token) show(token);
  else ask("");
}

function signIn(event) {
  event.preventDefault();
  const token = element("token").value.trim();
  sessionStorage.setItem("token", token);
  show(token);
}

function ask(reason) {
  connection?.abort();
  sessionStorage.removeItem("token");
  element("board").hidden = true;
  element("sign-out").hidden = true;
  element("sign-in").hidden = false;
  element("sign-in-error").textContent = reason;
  badge("connecting", "signed out");
}

async function show(token) {
  connection?.abort();
  connection = new AbortController();
  lastFrame = undefined;
  table.clear();
  element("sign-in").hidden = true;
  element("board").hidden = false;
  element("sign-out").hidden = false;
  badge("connecting", "connecting");
  try {
    await follow("/api/v1/live", token, { onFrame, onLost: () => badge("lost", "connection lost"), signal: connection.signal });
  } catch (error) {
    if (error instanceof Refused) ask(error.message);
    else throw error;
  }
}

function onFrame(frame) {
  const at = Date.parse(frame.at);
  clockSkew = Date.now() - at;
  table.update(frame.tenants);
  if (lastFrame) {
    const seconds = (at - Date.parse(lastFrame.at)) / 1000;
    // A restart of the platform begins the count anew; that is no negative rate.
    const rate = seconds > 0 ? Math.max(0, frame.operations - lastFrame.operations) / seconds : 0;
    element("rate").textContent = number(rate);
    chart.add(at, rate);
  }
  element("total-consumed").textContent = number(frame.consumed);
  element("total-balance").textContent = number(frame.balance);
  element("total-refused").textContent = number(frame.refused);
  element("tenant-count").textContent = number(frame.tenantCount);
  element("tenant-note").textContent = frame.tenantCount > 100 ? "the first 100 are listed" : "\u00a0";
  element("empty").hidden = frame.tenantCount > 0;
  element("way").hidden = frame.stages.length === 0;
  frame.stages.forEach(stage);
  lastFrame = { ...frame, seen: performance.now() };
  tick();
}

function stage({ id, behind, unit, latencyMillis }) {
  const edge = document.querySelector(`[data-stage=${id}]`);
  if (!edge) return;
  edge.dataset.state = behind < 0 ? "unknown" : behind > (unit === "bytes" ? 1_000_000 : 1000) ? "behind" : "level";
  const waiting = behind < 0 ? "unknown" : behind === 0 ? "level" : `${size(behind, unit)} behind`;
  edge.firstElementChild.textContent = latencyMillis == null ? waiting : `${waiting} · ${duration(latencyMillis)}`;
}

function tick() {
  table.age(Date.now() - clockSkew);
  if (!lastFrame || element("freshness").dataset.state === "signed-out") return;
  const age = performance.now() - lastFrame.seen;
  const waiting = lastFrame.stages.filter(({ unit }) => unit === "records").reduce((sum, { behind }) => sum + Math.max(0, behind), 0);
  if (age > 3000) badge("lost", `no news for ${duration(age)}`);
  else if (waiting > 1000) badge("behind", `${number(waiting)} events behind`);
  else badge("live", "live");
}

function badge(state, text) {
  const badge = element("freshness");
  badge.dataset.state = state;
  if (badge.textContent !== text) badge.textContent = text;
}
