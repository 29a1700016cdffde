// Makes tables within [data-sorteerbaar] sortable: each header becomes a button. Without this script they are plain tables.
(() => {
  "use strict";

  const taal = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });

  function maakSorteerbaar(tabel) {
    const koppen = [...tabel.tHead.rows[0].cells];
    if (koppen.some((kop) => kop.querySelector("button"))) return;
    koppen.forEach((kop, kolom) => {
      const knop = document.createElement("button");
      knop.type = "button";
      knop.className = "sorteer";
      knop.append(...kop.childNodes);
      kop.append(knop);
      knop.addEventListener("click", () => {
        const aflopend = kop.getAttribute("aria-sort") === "ascending";
        koppen.forEach((ander) => ander.removeAttribute("aria-sort"));
        kop.setAttribute("aria-sort", aflopend ? "descending" : "ascending");
        sorteer(tabel.tBodies[0], kolom, aflopend ? -1 : 1);
      });
    });
  }

  function sorteer(lijf, kolom, richting) {
    const rijen = [...lijf.rows].map((rij) => [sleutel(rij.cells[kolom]), rij]);
    rijen.sort(([een], [ander]) => {
      if (een === null || ander === null) return (een === null) - (ander === null); // unknown comes last, either way
      return richting * (typeof een === "number" ? een - ander : taal.compare(een, ander));
    });
    lijf.append(...rijen.map(([, rij]) => rij));
  }

  // What a cell is sorted by: a number, a day as a number, a text; null when there is nothing or it is unknown.
  function sleutel(cel) {
    const tekst = cel.textContent.trim();
    if (!tekst || tekst === "–" || cel.querySelector(".onbekend")) return null;
    if (cel.classList.contains("datum")) return Number(tekst.split("-").reverse().join(""));
    if (!cel.classList.contains("getal")) return tekst;
    const getal = Number(tekst.replaceAll(".", "").replace(",", ".").replace(/[^0-9.-]/g, ""));
    return Number.isNaN(getal) ? null : tekst.startsWith("<") ? getal / 2 : getal;
  }

  function alle() { document.querySelectorAll("[data-sorteerbaar] table").forEach(maakSorteerbaar); }
  alle();
  document.addEventListener("speelveld:vernieuwd", alle);
})();
