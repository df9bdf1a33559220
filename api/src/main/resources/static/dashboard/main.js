import { Chart } from "./chart.js";
import { duration, number, size } from "./format.js";
import { badge, begin, element, watch } from "./session.js";
import { TenantTable } from "./table.js";

const table = new TenantTable(element("tenants"));
const chart = new Chart(element("chart"));
let lastFrame;
let clockSkew = 0;

element("filter").addEventListener("input", (event) => (table.filter = event.target.value));
setInterval(tick, 1000);
begin((token) => {
  lastFrame = undefined;
  table.clear();
  watch("/api/v1/live", token, onFrame);
});

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
  if (!lastFrame || element("board").hidden) return;
  const age = performance.now() - lastFrame.seen;
  const waiting = lastFrame.stages.filter(({ unit }) => unit === "records").reduce((sum, { behind }) => sum + Math.max(0, behind), 0);
  if (age > 3000) badge("lost", `no news for ${duration(age)}`);
  else if (waiting > 1000) badge("behind", `${number(waiting)} events behind`);
  else badge("live", "live");
}
