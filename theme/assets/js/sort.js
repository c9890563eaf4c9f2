/* Makes the columns of »Seite an Seite« sortable: each heading becomes a button. Without this file the table stands as it was written. */
(function () {
  "use strict";
  document.querySelectorAll("table[data-kb-sort]").forEach(function (table) {
    var body = table.tBodies[0];
    var headings = Array.prototype.slice.call(table.tHead.rows[0].cells);
    if (!body || body.rows.length < 3) return;

    function value(row, column) {
      var cell = row.cells[column];
      var text = cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
      return text !== "" && isFinite(text) ? Number(text) : text;
    }

    function compare(one, other) {
      if (typeof one === "number" && typeof other === "number") return one - other;
      return String(one).localeCompare(String(other), "de");
    }

    function sort(column, heading) {
      var descending = heading.getAttribute("aria-sort") === "ascending";
      var rows = Array.prototype.slice.call(body.rows);
      rows.sort(function (one, other) {
        var order = compare(value(one, column), value(other, column));
        return descending ? -order : order;
      });
      rows.forEach(function (row) { body.appendChild(row); });
      headings.forEach(function (other) { other.removeAttribute("aria-sort"); });
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    }

    headings.forEach(function (heading, column) {
      if (column === headings.length - 1) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "kb-sort";
      button.textContent = heading.textContent;
      heading.textContent = "";
      heading.appendChild(button);
      button.addEventListener("click", function () { sort(column, heading); });
    });
  });
})();
