import { change, decimal, duration, number } from "./format.js";
import { Rows } from "./rows.js";
import { badge, begin, element, watch } from "./session.js";

const NUMBER = "number";
const clock = new Intl.DateTimeFormat("en", { timeStyle: "medium", hour12: false });
const time = (at) => clock.format(new Date(at));

let token;
let warehouse;
let lastFrame;
let board;
let clockSkew = 0;

const warehouses = new Rows(element("warehouses"), {
  key: ({ warehouseId }) => warehouseId,
  columns: [
    [({ warehouseId, name }) => (name === warehouseId ? name : `${name} (${warehouseId})`)],
    [({ active }) => (active ? "" : "inactive")],
    [({ locations, complete }) => number(locations) + (complete ? "" : "+"), NUMBER],
    [({ products, complete }) => number(products) + (complete ? "" : "+"), NUMBER],
    [({ places, complete }) => number(places) + (complete ? "" : "+"), NUMBER],
  ],
  choose: ({ warehouseId }) => select(warehouse === warehouseId ? undefined : warehouseId),
});

const stock = new Rows(element("stock"), {
  key: ({ productId, warehouseId, locationId, lot }) => [productId, warehouseId, locationId, lot].join("/"),
  columns: [
    [({ productId }) => productId],
    [({ warehouseId, locationId }) => `${warehouseId} / ${locationId}`],
    [({ lot }) => lot],
    [({ quantity }) => decimal(quantity), NUMBER],
    [({ reservedQuantity }) => decimal(reservedQuantity), NUMBER],
    [({ availableQuantity }) => decimal(availableQuantity), NUMBER],
  ],
});

const low = new Rows(element("low"), {
  key: ({ productId }) => productId,
  columns: [
    [({ name, sku }) => `${name} (${sku})`],
    [({ available }) => decimal(available), "number warn"],
    [({ reorderPoint }) => (reorderPoint == null ? "" : decimal(reorderPoint)), NUMBER],
    [({ reorderQuantity }) => (reorderQuantity == null ? "" : decimal(reorderQuantity)), NUMBER],
  ],
});

const reservations = new Rows(element("reservations"), {
  key: ({ reservationId }) => reservationId,
  columns: [
    [({ orderId }) => orderId],
    [({ productId }) => productId],
    [({ reserved }) => decimal(reserved), NUMBER],
    [({ backordered }) => (Number(backordered) ? decimal(backordered) : ""), "number warn"],
    [({ expiresAt }) => (expiresAt ? left(expiresAt) : ""), NUMBER],
  ],
});

const movements = new Rows(element("movements"), {
  key: ({ productId, version }) => `${productId}/${version}`,
  columns: [
    [({ at }) => time(at)],
    [({ type }) => type],
    [({ productId }) => productId],
    [({ quantity }) => change(quantity), NUMBER],
    [({ reserved }) => change(reserved), NUMBER],
    [({ quantityAfter }) => decimal(quantityAfter), NUMBER],
    [({ note }) => note],
  ],
});

element("tenant").addEventListener("change", ({ target }) => {
  sessionStorage.setItem("tenant", target.value);
  select(undefined);
});
setInterval(tick, 1000);
begin(async (given) => {
  token = given;
  await tenants();
  select(undefined);
});

/** The operator looks at one tenant at a time; a tenant at itself. */
async function tenants() {
  const choice = element("tenant");
  const response = await fetch("/api/tenants?limit=200", { headers: { Authorization: `Bearer ${token}` } }).catch(() => undefined);
  const items = response?.ok ? (await response.json()).items : [];
  choice.replaceChildren(...items.map(({ id, name }) => new Option(name, id)));
  element("choice").hidden = items.length === 0;
  const before = sessionStorage.getItem("tenant");
  if (items.some(({ id }) => id === before)) choice.value = before;
}

function select(warehouseId) {
  warehouse = warehouseId;
  lastFrame = board = undefined;
  [warehouses, stock, low, reservations, movements].forEach((rows) => rows.clear());
  const query = new URLSearchParams();
  if (element("tenant").value) query.set("tenantId", element("tenant").value);
  if (warehouse) query.set("warehouseId", warehouse);
  element("stock-of").textContent = warehouse ? `in ${warehouse}` : "in all warehouses";
  watch(`/api/v1/live/inventory?${query}`, token, onFrame);
}

function onFrame(frame) {
  clockSkew = Date.now() - Date.parse(frame.at);
  lastFrame = performance.now();
  if (frame.board) {
    const quietly = !board;
    board = frame.board;
    warehouses.update(board.warehouses, { quietly, selected: warehouse });
    stock.update(board.stock, { quietly });
    low.update(board.low, { quietly });
    movements.update(board.movements, { quietly });
    element("warehouse-count").textContent = number(board.warehouses.length);
    element("low-count").textContent = number(board.low.length);
    element("reservation-count").textContent = number(board.reservations.length);
    element("waiting-count").textContent = number(board.reservations.filter(({ backordered }) => Number(backordered)).length);
    element("empty").hidden = board.warehouses.length > 0;
    reservations.update(board.reservations, { quietly });
  }
  tick();
}

function left(expiresAt) {
  const millis = Date.parse(expiresAt) - (Date.now() - clockSkew);
  return millis > 0 ? duration(millis) : "over";
}

/** What runs out does so without any event, so it is told anew every second. */
function tick() {
  if (lastFrame === undefined || element("board").hidden) return;
  if (board) reservations.update(board.reservations, { quietly: true });
  const age = performance.now() - lastFrame;
  if (age > 5000) badge("lost", `no news for ${duration(age)}`);
  else badge("live", "live");
}
