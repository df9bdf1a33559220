import { duration, number } from "./format.js";

const SHOWN = 100;

/** The tenants, most consumed first; rows are kept and moved, so that selecting text survives an update. */
export class TenantTable {
  #body;
  #lines = new Map();
  #rows = new Map();
  #filter = "";

  constructor(body) {
    this.#body = body;
  }

  set filter(text) {
    this.#filter = text.trim().toLowerCase();
    this.render();
  }

  update(lines) {
    for (const line of lines) this.#lines.set(line.tenantId, line);
    this.render(new Set(lines.map((line) => line.tenantId)));
  }

  clear() {
    this.#lines.clear();
    this.#rows.clear();
    this.#body.replaceChildren();
  }

  render(moved = new Set()) {
    const lines = [...this.#lines.values()]
      .filter((line) => line.name.toLowerCase().includes(this.#filter))
      .sort((a, b) => b.consumed - a.consumed || a.name.localeCompare(b.name))
      .slice(0, SHOWN);
    lines.forEach((line, index) => {
      const row = this.#row(line);
      if (this.#body.children[index] !== row) this.#body.insertBefore(row, this.#body.children[index] ?? null);
      if (moved.has(line.tenantId)) this.#fill(row, line);
    });
    while (this.#body.children.length > lines.length) this.#body.lastElementChild.remove();
  }

  /** "Last" grows older without any event, so it is told anew every second. */
  age(now) {
    for (const [id, row] of this.#rows) {
      const at = this.#lines.get(id).lastAt;
      row.cells[6].textContent = at ? `${duration(Math.max(0, now - Date.parse(at)))} ago` : "–";
    }
  }

  #row(line) {
    let row = this.#rows.get(line.tenantId);
    if (!row) {
      row = document.createElement("tr");
      row.dataset.tenant = line.name;
      for (let i = 0; i < 7; i++) row.insertCell().className = i === 0 || i === 2 ? "" : "number";
      row.cells[2].append(document.createElement("meter"));
      row.addEventListener("animationend", () => row.classList.remove("moved"));
      this.#rows.set(line.tenantId, row);
      this.#fill(row, line);
    }
    return row;
  }

  #fill(row, line) {
    row.cells[0].textContent = line.name;
    row.cells[0].title = line.tenantId;
    row.cells[1].textContent = number(line.balance);
    const used = row.cells[2].firstElementChild;
    used.max = Math.max(1, line.allocated);
    used.value = line.consumed;
    used.title = `${number(line.consumed)} of ${number(line.allocated)} used`;
    row.cells[3].textContent = number(line.consumed);
    row.cells[4].textContent = number(line.operations);
    row.cells[5].textContent = number(line.refused);
    row.classList.add("moved");
  }
}
