/** A table whose rows are kept and moved, so that selecting text survives an update; what changed is shown for a moment. */
export class Rows {
  #body;
  #key;
  #columns;
  #choose;
  #rows = new Map();

  /**
   * @param key tells an item apart
   * @param columns by item: a text, and a class of the cell
   * @param choose what a click on an item does; none: nothing
   */
  constructor(body, { key, columns, choose }) {
    this.#body = body;
    this.#key = key;
    this.#columns = columns;
    this.#choose = choose;
  }

  clear() {
    this.#rows.clear();
    this.#body.replaceChildren();
  }

  update(items, { quietly = false, selected } = {}) {
    const kept = new Set();
    items.forEach((item, index) => {
      const key = this.#key(item);
      kept.add(key);
      const row = this.#rows.get(key) ?? this.#add(key);
      row.item = item;
      if (this.#fill(row, item) && !quietly) row.classList.add("moved");
      if (this.#choose) row.ariaSelected = key === selected;
      if (this.#body.children[index] !== row) this.#body.insertBefore(row, this.#body.children[index] ?? null);
    });
    for (const [key, row] of this.#rows) {
      if (!kept.has(key)) {
        row.remove();
        this.#rows.delete(key);
      }
    }
  }

  #add(key) {
    const row = document.createElement("tr");
    row.dataset.key = key;
    this.#columns.forEach(([, style]) => (row.insertCell().className = style ?? ""));
    row.addEventListener("animationend", () => row.classList.remove("moved"));
    if (this.#choose) {
      row.tabIndex = 0;
      row.addEventListener("click", () => this.#choose(row.item));
      row.addEventListener("keydown", (event) => event.key === "Enter" && this.#choose(row.item));
    }
    this.#rows.set(key, row);
    return row;
  }

  #fill(row, item) {
    let changed = false;
    this.#columns.forEach(([text], index) => {
      const told = String(text(item) ?? "");
      if (row.cells[index].textContent !== told) {
        row.cells[index].textContent = told;
        changed = true;
      }
    });
    return changed;
  }
}
