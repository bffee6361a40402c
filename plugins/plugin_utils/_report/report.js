"use strict";
(() => {
  const form = document.getElementById("filters");
  const body = document.querySelector("#printers tbody");
  const rows = Array.from(body.rows);
  const heads = Array.from(document.querySelectorAll("th[data-order]"));
  const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" }).compare;
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  let order = { by: "verdict", down: false };

  const keys = {
    verdict: (row) => row.dataset.place,
    host: (row) => row.dataset.host,
    site: (row) => row.dataset.site,
    firmware: (row) => row.dataset.firmware,
  };

  // Rows without a value come last, whichever way they are sorted.
  function sort(by, down) {
    order = { by, down };
    const key = keys[by];
    const sorted = rows.slice().sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1) || compare(one.dataset.host, other.dataset.host);
      return (down ? -1 : 1) * compare(a, b) || compare(one.dataset.host, other.dataset.host);
    });
    body.append(...sorted);
    for (const head of heads) {
      head.setAttribute("aria-sort", head.dataset.order !== by ? "none" : down ? "descending" : "ascending");
    }
    form.elements.order.value = by;
  }

  function filter() {
    const verdict = form.elements.verdict.value;
    const site = form.elements.site.value;
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits =
        (!verdict || row.dataset.verdict === verdict) &&
        (site === "*" || site === "=" + row.dataset.site) &&
        words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    document.getElementById("shown").textContent = `${shown} of ${rows.length} printers`;
    document.getElementById("none").hidden = shown > 0;
  }

  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      const by = head.dataset.order;
      sort(by, order.by === by && !order.down);
    });
  }
  form.addEventListener("input", (event) => {
    if (event.target.name === "order") sort(event.target.value, false);
    else filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { sort("verdict", false); filter(); }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !document.activeElement.matches("[type=search], select")) {
      event.preventDefault();
      form.elements.text.focus();
    }
  });
  filter(); // a browser that goes back to this page fills the form as it was
})();
