/* Makes the columns of »Seite an Seite« sortable: each heading becomes a button. Without this file the table stands as it was written. */
(() => {
  "use strict";
  document.querySelectorAll("table[data-kb-sort]").forEach((table) => {
    var body = table.tBodies[0];
    var headings = Array.prototype.slice.call(table.tHead.rows[0].cells);
    if (!body || body.rows.length < 3) return;

    function value(row, column) {
      var cell = row.cells[column];
      var text = cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
      return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
    }

    function compare(one, other) {
      if (typeof one === "number" && typeof other === "number") return one - other;
      return String(one).localeCompare(String(other), "de");
    }

    function sort(column, heading) {
      var descending = heading.getAttribute("aria-sort") === "ascending";
      var rows = Array.prototype.slice.call(body.rows);
      rows.sort((one, other) => {
        var order = compare(value(one, column), value(other, column));
        return descending ? -order : order;
      });
      rows.forEach((row) => { body.appendChild(row); });
      headings.forEach((other) => { other.removeAttribute("aria-sort"); });
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    }

    headings.forEach((heading, column) => {
      if (column === headings.length - 1) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "kb-sort";
      button.textContent = heading.textContent;
      heading.textContent = "";
      heading.appendChild(button);
      button.addEventListener("click", () => { sort(column, heading); });
    });
  });
})();
