/* Turns the text area of a table field into a grid that is filled in, pasted into and
   moved through as in a spreadsheet. The text area stays what is sent: every change is
   written to it as JSON. Where this script cannot show its text in full, the text area
   itself stays visible.

   A custom element, since the browser starts it wherever and whenever it is inserted:
   Wagtail adds the forms of inline panels from templates, at any time. */
(() => {
  if (customElements.get("sheet-field")) return;

  const UNDO_STEPS = 50;

  // A quoted cell must be closed before the next cell, else it only begins with a quote.
  const CELL = /"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;

  const splitTable = (text) => {
    const rows = [];
    let cells = [];
    let place = 0;
    while (place <= text.length) {
      CELL.lastIndex = place;
      const [whole, quoted, plain] = CELL.exec(text);
      cells.push(onOneLine(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
      place += whole.length;
      const ends = text[place] !== "\t";
      place += text.startsWith("\r\n", place) ? 2 : 1;
      if (!ends) continue;
      rows.push(cells);
      cells = [];
    }
    return rows;
  };

  const onOneLine = (text) => text.replace(/\s+/g, " ").trim();

  const isFilled = (cells) => cells.some((cell) => cell !== "");

  const withoutEmptyEnd = (table) => {
    const last = table.findLastIndex(isFilled);
    return table.slice(0, last + 1);
  };

  const quoted = (cell) => (/^"|[\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

  const joinTable = (table) => table.map((cells) => cells.map(quoted).join("\t")).join("\r\n");

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* The places of the columns that a line names, -1 for what is no column; null where
     the line is no header: fewer than two names, or than half of its cells. */
  const readHeader = (cells, columns) => {
    const places = cells.map((cell) => {
      const title = cell.toLowerCase();
      return title === "" ? -1 : columns.findIndex(
        ({ name, label }) => [name, onOneLine(label)].some((each) => each.toLowerCase() === title),
      );
    });
    const known = places.filter((place) => place >= 0);
    if (known.length < Math.min(2, columns.length)) return null;
    if (new Set(known).size < known.length) return null;
    return 2 * known.length >= cells.filter((cell) => cell !== "").length ? places : null;
  };

  const chosen = (column, typed) => {
    if (column.kind !== "choice") return typed;
    const wanted = typed.toLowerCase();
    const choice = column.choices.find((pair) => pair.some((each) => each.toLowerCase() === wanted));
    return choice ? choice[0] : typed;
  };

  const shown = (column, value) =>
    column.choices.find(([each]) => each === value)?.[1] ?? value;

  const create = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* Rows are never changed, only replaced, so that a list of them is a step to undo.
     All copies of a row share its errors, which belong to its cells wherever it moves. */
  const newRow = (values) => ({ values, errors: new Map() });

  const withValue = (row, column, value) => ({ ...row, values: row.values.with(column, value) });

  class SheetField extends HTMLElement {
    connectedCallback() {
      // Moving a form up or down takes it out of the page and puts it back.
      if (this.textarea) return;
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => this.start(), { once: true });
      } else {
        this.start();
      }
    }

    start() {
      if (this.textarea) return;
      this.textarea = this.querySelector("textarea");
      this.columns = JSON.parse(this.dataset.columns);
      this.texts = JSON.parse(this.dataset.texts);
      this.mostRows = Number(this.dataset.mostRows);
      this.locked = this.textarea.disabled || this.textarea.readOnly;
      this.original = this.textarea.value;
      const rows = this.readStored(this.original);
      if (rows) this.open(rows);
    }

    open(rows) {
      this.rows = rows.length ? rows : [this.emptyRow()];
      this.originalRows = this.asJson();
      this.past = [];
      this.startOfEdit = null;
      this.here = { row: 0, column: 0 };
      this.build();
      this.attachErrors();
      this.draw();
      this.listen();
    }

    /* The rows that the server wrote, or null where they do not fit into the grid. */
    readStored(text) {
      if (text.length > Number(this.dataset.largestInput)) return null;
      if (/^\s*\[\s*([{\]]|$)/.test(text)) return null;
      const table = splitTable(text).filter(isFilled);
      const fits = table.length <= this.mostRows && table.every((cells) => cells.length <= this.columns.length);
      return fits ? table.map((cells) => newRow(this.columns.map((_, place) => cells[place] ?? ""))) : null;
    }

    emptyRow() {
      return newRow(this.columns.map(() => ""));
    }

    // What is on the page

    build() {
      this.toolbar = this.buildToolbar();
      this.body = create("tbody");
      this.live = create("p", "sheet-live");
      this.live.setAttribute("role", "status");
      const scroll = create("div", "sheet-scroll");
      scroll.append(this.buildTable());
      this.textarea.before(this.toolbar, scroll, this.live);
      this.textarea.hidden = true;
      this.querySelector("[data-sheet-plain]").hidden = true;
      this.querySelector("[data-sheet-grid]").hidden = this.locked;
    }

    buildToolbar() {
      const toolbar = create("div", "sheet-actions");
      toolbar.setAttribute("role", "group");
      toolbar.setAttribute("aria-label", this.texts.actions);
      const actions = {
        add: () => this.addRow(),
        duplicate: () => this.duplicateRow(),
        delete: () => this.deleteRow(),
        undo: () => this.undo(),
        copy: () => this.copyTable(),
      };
      this.buttons = {};
      for (const [name, act] of Object.entries(actions)) {
        const button = create("button", "button button-small button-secondary", this.texts[name]);
        button.type = "button";
        button.disabled = this.locked && name !== "copy";
        button.addEventListener("click", act);
        this.buttons[name] = button;
        toolbar.append(button);
      }
      return toolbar;
    }

    buildTable() {
      const table = create("table", "sheet-grid");
      this.nameTable(table);
      const widths = create("colgroup");
      widths.append(create("col", "sheet-numbers"));
      const header = create("tr");
      header.append(this.headerCell(this.texts.row, "sheet-corner"));
      for (const column of this.columns) {
        const width = create("col");
        width.style.width = `calc(${column.width}ch + 1.25rem)`;
        widths.append(width);
        const cell = this.headerCell(column.label, column.kind === "number" ? "is-number" : "");
        if (column.help) cell.title = column.help;
        header.append(cell);
      }
      const total = this.columns.reduce((sum, column) => sum + column.width, 0);
      table.style.minWidth = `calc(${total}ch + ${1.25 * this.columns.length}rem + 3rem)`;
      const head = create("thead");
      head.append(header);
      table.append(widths, head, this.body);
      return table;
    }

    headerCell(text, className) {
      const cell = create("th", className);
      cell.scope = "col";
      cell.append(create("span", "", text));
      return cell;
    }

    nameTable(table) {
      const [label] = this.textarea.labels ?? [];
      if (label) table.setAttribute("aria-label", onOneLine(label.textContent));
      const described = this.textarea.getAttribute("aria-describedby");
      if (described) table.setAttribute("aria-describedby", described);
    }

    draw() {
      this.body.replaceChildren(...this.rows.map((row, place) => this.drawRow(row, place)));
      this.showErrors();
      this.showPlace();
    }

    drawRow(row, place) {
      const line = create("tr");
      const number = create("th", "sheet-number", String(place + 1));
      number.scope = "row";
      line.append(number);
      this.columns.forEach((column, at) => {
        const cell = create("td");
        const input = column.kind === "choice" ? this.selectFor(column, row.values[at]) : this.inputFor(column, row.values[at]);
        input.classList.add("sheet-cell");
        input.disabled = this.locked;
        input.setAttribute("aria-label", fill(this.texts.cell, { row: place + 1, column: column.label }));
        cell.append(input);
        line.append(cell);
      });
      return line;
    }

    inputFor(column, value) {
      const input = create("input");
      input.type = "text";
      input.autocomplete = "off";
      input.spellcheck = false;
      if (column.kind === "number") input.inputMode = "decimal";
      if (column.kind === "number") input.classList.add("is-number");
      if (column.kind === "date") input.placeholder = this.texts.date;
      input.value = value;
      return input;
    }

    selectFor(column, value) {
      const select = create("select");
      const offered = [["", ""], ...column.choices.filter(([each]) => each !== "")];
      // What is no choice stays visible until the editor chooses one.
      if (!offered.some(([each]) => each === value)) {
        offered.push([value, fill(this.texts.not_a_choice, { value })]);
      }
      select.append(...offered.map(([each, label]) => new Option(label, each)));
      select.value = value;
      return select;
    }

    cellAt({ row, column }) {
      return this.body.rows[row]?.cells[column + 1]?.firstElementChild;
    }

    placeOf(element) {
      const cell = element.closest(".sheet-cell")?.parentElement;
      return cell ? { row: cell.parentElement.sectionRowIndex, column: cell.cellIndex - 1 } : null;
    }

    /* Nothing where the row is gone, of which a cell may still tell. */
    valueAt({ row, column }) {
      return this.rows[row]?.values[column];
    }

    showPlace() {
      this.body.querySelector(".is-current")?.classList.remove("is-current");
      this.body.rows[this.here.row].classList.add("is-current");
      for (const name of ["duplicate", "delete"]) {
        this.buttons[name].textContent = fill(this.texts[name], { row: this.here.row + 1 });
      }
    }

    focusCell({ row, column }) {
      const cell = this.cellAt({
        row: Math.min(Math.max(row, 0), this.rows.length - 1),
        column: Math.min(Math.max(column, 0), this.columns.length - 1),
      });
      cell.focus();
      cell.select?.();
    }

    say(...sentences) {
      this.live.textContent = sentences.filter(Boolean).join(" ");
    }

    // Errors of single cells, which the server lists below the table

    attachErrors() {
      for (const item of this.querySelectorAll(".sheet-errors [data-row]")) {
        const row = this.rows[Number(item.dataset.row)];
        const column = this.columns.findIndex(({ name }) => name === item.dataset.column);
        if (row && column >= 0) row.errors.set(column, item);
      }
    }

    showErrors() {
      this.querySelectorAll(".sheet-errors [data-row]").forEach((item) => { item.hidden = true; });
      this.rows.forEach((row, place) => row.errors.forEach((item, column) => {
        item.hidden = false;
        item.querySelector("a").textContent = fill(this.texts.error, { row: place + 1, column: this.columns[column].label });
        const cell = this.cellAt({ row: place, column });
        cell.setAttribute("aria-invalid", "true");
        cell.setAttribute("aria-describedby", item.id);
      }));
    }

    followError(event) {
      const item = event.target.closest("a") && event.target.closest(".sheet-errors [data-row]");
      if (!item) return;
      this.rows.forEach((row, place) => row.errors.forEach((each, column) => {
        if (each !== item) return;
        event.preventDefault();
        this.focusCell({ row: place, column });
      }));
    }

    // Changes

    /* Replaces the rows by others, as one step to undo. */
    replaceRows(rows, here = this.here) {
      this.endEdit();
      this.remember(this.rows);
      this.setRows(rows, here);
    }

    setRows(rows, here) {
      this.rows = rows.length ? rows : [this.emptyRow()];
      this.here = { ...here, row: Math.min(here.row, this.rows.length - 1) };
      this.draw();
      this.publish();
    }

    remember(rows) {
      this.past.push(rows);
      if (this.past.length > UNDO_STEPS) this.past.shift();
    }

    undo() {
      this.endEdit();
      const rows = this.past.pop();
      if (!rows) return this.say(this.texts.nothing_to_undo);
      this.setRows(rows, this.here);
      this.say(this.texts.undone);
    }

    asJson() {
      const filled = this.rows.filter(({ values }) => isFilled(values));
      return JSON.stringify(filled.map(({ values }) =>
        Object.fromEntries(this.columns.map(({ name }, place) => [name, values[place]]))));
    }

    publish() {
      const json = this.asJson();
      // Put back as it was, the form has no unsaved change.
      this.textarea.value = json === this.originalRows ? this.original : json;
      for (const kind of ["input", "change"]) {
        this.textarea.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }

    beginEdit(place) {
      this.here = place;
      this.startOfEdit = { rows: this.rows, place, value: this.valueAt(place) };
      this.showPlace();
    }

    edit(place, value) {
      if (!this.rows[place.row]) return;
      this.rows = this.rows.with(place.row, withValue(this.rows[place.row], place.column, value));
      this.publish();
    }

    endEdit() {
      if (this.isEdited()) this.remember(this.startOfEdit.rows);
      this.startOfEdit = null;
    }

    isEdited() {
      return Boolean(this.startOfEdit) && Boolean(this.rows[this.startOfEdit.place.row]) && this.valueAt(this.startOfEdit.place) !== this.startOfEdit.value;
    }

    restoreCell() {
      const { place, value } = this.startOfEdit;
      const cell = this.cellAt(place);
      cell.value = value;
      cell.select?.();
      this.edit(place, value);
    }

    addRow() {
      this.insertRow(this.rows.length, this.emptyRow(), 0);
    }

    insertRow(at, row, column) {
      if (this.rows.length >= this.mostRows) return this.say(this.full());
      this.replaceRows(this.rows.toSpliced(at, 0, row));
      this.focusCell({ row: at, column });
    }

    duplicateRow() {
      const { row, column } = this.here;
      if (this.rows.length >= this.mostRows) return this.say(this.full());
      this.insertRow(row + 1, newRow(this.rows[row].values), column);
      this.say(fill(this.texts.duplicated, { row: row + 1 }));
    }

    /* The focus stays on the button, for the next row to be deleted too. */
    deleteRow() {
      const { row } = this.here;
      // An empty table stays as it is, and Undo brings back what was in it.
      if (this.rows.length === 1 && !isFilled(this.rows[0].values)) return;
      this.replaceRows(this.rows.toSpliced(row, 1));
      this.say(fill(this.texts.deleted, { row: row + 1 }));
    }

    full() {
      return fill(this.texts.full, { most: this.mostRows });
    }

    // Pasting and copying

    paste(event) {
      const start = this.placeOf(event.target);
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!start || !text || this.locked) return;
      if (text.length > Number(this.dataset.largestInput)) {
        event.preventDefault();
        return this.say(this.texts.too_large);
      }
      const table = withoutEmptyEnd(splitTable(text));
      if (this.isForOneCell(table, text, start)) return;
      event.preventDefault();
      this.pasteTable(table, start);
    }

    /* A single value goes to where the cursor is in the cell, as in any other input. */
    isForOneCell(table, text, start) {
      if (this.columns[start.column].kind === "choice") return false;
      const [cells = []] = table;
      return table.length <= 1 && cells.length <= 1 && !text.startsWith('"');
    }

    pasteTable(table, start) {
      const header = table.length > 1 ? readHeader(table[0], this.columns) : null;
      const lines = header ? table.slice(1) : table;
      const width = Math.max(0, ...table.map((cells) => cells.length));
      const places = header ?? Array.from({ length: width }, (_, place) => start.column + place);
      const fitting = lines.slice(0, this.mostRows - start.row);
      this.replaceRows(this.filledWith(fitting, places, start.row));
      this.focusCell(start);
      this.say(
        fill(this.texts.pasted, { count: fitting.length }),
        header && this.texts.header,
        this.leftOut(places, lines.length - fitting.length),
      );
    }

    filledWith(lines, places, from) {
      const rows = [...this.rows];
      lines.forEach((cells, line) => {
        const row = rows[from + line] ?? this.emptyRow();
        const values = [...row.values];
        cells.forEach((cell, at) => {
          const column = this.columns[places[at]];
          if (column) values[places[at]] = chosen(column, cell);
        });
        rows[from + line] = { ...row, values };
      });
      return rows;
    }

    leftOut(places, rows) {
      const columns = places.filter((place) => !this.columns[place]).length;
      return [
        columns && fill(this.texts.columns_left_out, { count: columns }),
        rows && fill(this.texts.rows_left_out, { count: rows, most: this.mostRows }),
      ].filter(Boolean).join(" ");
    }

    async copyTable() {
      const filled = this.rows.filter(({ values }) => isFilled(values));
      const lines = filled.map(({ values }) => values.map((value, place) => shown(this.columns[place], value)));
      const text = joinTable([this.columns.map(({ label }) => label), ...lines]);
      const copied = await this.toClipboard(text);
      this.say(copied ? fill(this.texts.copied, { count: filled.length }) : this.texts.not_copied);
    }

    async toClipboard(text) {
      // There is no clipboard where the page is not served securely.
      if (!navigator.clipboard) return false;
      return navigator.clipboard.writeText(text).then(() => true, () => false);
    }

    // Keys

    press(event) {
      const place = this.placeOf(event.target);
      if (!place || event.isComposing) return;
      if (this.act(event, place)) event.preventDefault();
    }

    /* Whether the key meant something to the grid; else it is left to the browser. */
    act(event, place) {
      const { key, shiftKey, altKey } = event;
      const command = event.ctrlKey || event.metaKey;
      if (command && !altKey && !shiftKey && key.toLowerCase() === "z") return this.undoKey(event.target, place);
      if (command || altKey) return false;
      if (key === "Enter") return this.enter(place, shiftKey ? -1 : 1);
      if (key === "Escape") return this.escape();
      if (key === "F2") return this.intoCell(event.target);
      const step = this.arrowStep(event, place);
      if (step) this.focusCell(step);
      return Boolean(step);
    }

    /* Typing in the cell is undone by the browser, everything before it by the grid. */
    undoKey(cell, place) {
      if (this.isEdited() && cell.tagName !== "SELECT") return false;
      this.undo();
      this.focusCell(place);
      return true;
    }

    enter({ row, column }, step) {
      const last = row === this.rows.length - 1;
      if (last && step > 0) this.insertRow(this.rows.length, this.emptyRow(), column);
      else this.focusCell({ row: row + step, column });
      return true;
    }

    /* The second time it leaves the grid, as Tab would only after the last cell. */
    escape() {
      if (this.isEdited()) this.restoreCell();
      else this.buttons.add.focus();
      return true;
    }

    intoCell(cell) {
      if (cell.tagName === "SELECT") return false;
      cell.setSelectionRange(cell.value.length, cell.value.length);
      return true;
    }

    /* Where an arrow leads. Within a text it moves the cursor, within a choice up and
       down choose. */
    arrowStep({ key, target, shiftKey }, { row, column }) {
      const isSelect = target.tagName === "SELECT";
      if (shiftKey) return null;
      if (key === "ArrowUp") return isSelect ? null : { row: row - 1, column };
      if (key === "ArrowDown") return isSelect ? null : { row: row + 1, column };
      if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
      const { selectionStart: from, selectionEnd: to, value } = target;
      const leaves = isSelect || (from === 0 && to === value.length)
        || (from === to && from === (key === "ArrowLeft" ? 0 : value.length));
      return leaves ? { row, column: column + (key === "ArrowLeft" ? -1 : 1) } : null;
    }

    listen() {
      const { body } = this;
      body.addEventListener("focusin", (event) => this.beginEdit(this.placeOf(event.target)));
      body.addEventListener("focusout", () => this.endEdit());
      body.addEventListener("input", (event) => this.edit(this.placeOf(event.target), event.target.value));
      body.addEventListener("keydown", (event) => this.press(event));
      body.addEventListener("paste", (event) => this.paste(event));
      this.addEventListener("click", (event) => this.followError(event));
      for (const label of this.textarea.labels ?? []) {
        label.addEventListener("click", () => this.focusCell(this.here));
      }
    }
  }

  customElements.define("sheet-field", SheetField);
})();
