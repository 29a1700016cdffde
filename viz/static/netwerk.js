// Draws a network: nodes, lines and panels on the places that the server gave. Works for every [data-netwerk] on the page.
(() => {
  "use strict";

  const rustig = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function begin(deel) {
    const doek = deel.querySelector("[data-netwerk-beeld]");
    const keuze = deel.querySelector("[data-netwerk-keuze]");
    const uitnodiging = [...keuze.childNodes];
    let gegevens = lees(deel);
    const nodes = new vis.DataSet(gegevens.nodes);
    const edges = new vis.DataSet(gegevens.edges);
    const net = new vis.Network(doek, { nodes, edges }, gegevens.options);
    let verschoven = false, bezig = false;
    deel.netwerk = net;

    const kader = doek.querySelector(".vis-network");
    kader.setAttribute("role", "img");
    kader.setAttribute("aria-label", doek.dataset.omschrijving);
    // The wheel zooms only once the reader is in the picture; until then it scrolls the page.
    kader.addEventListener("focus", () => net.setOptions({ interaction: { zoomView: true } }));
    kader.addEventListener("blur", () => net.setOptions({ interaction: { zoomView: false } }));
    kader.addEventListener("pointerdown", () => { kader.focus({ preventScroll: true }); verschoven = true; });

    net.on("beforeDrawing", (ctx) => gegevens.panelen.forEach((paneel) => tekenVlak(ctx, paneel)));
    net.on("afterDrawing", (ctx) => gegevens.panelen.forEach((paneel) => tekenKop(ctx, paneel, net.getScale())));
    net.on("resize", () => { if (!verschoven) pas(); });
    net.on("click", ({ nodes: [id], edges: [lijn] }) => {
      if (id === undefined) { toon(lijn === undefined ? uitnodiging : [alinea(`${edges.get(lijn).title}.`)]); return; }
      const meer = gegevens.details[id].uitklappen;
      toonKnoop(id);
      if (meer) groei(meer, id);
    });
    doek.addEventListener("pointermove", () => doek.classList.remove("zonder-tip"));
    net.on("hoverNode", () => { doek.classList.add("op-knoop"); });
    net.on("blurNode", () => { doek.classList.remove("op-knoop"); });

    const knoppen = deel.querySelector("[data-netwerk-knoppen]");
    knoppen.hidden = false;
    const acties = { in: () => zoom(1.4), uit: () => zoom(1 / 1.4), alles: () => pas(true) };
    knoppen.addEventListener("click", ({ target }) => acties[target.dataset.actie]?.());
    window.addEventListener("popstate", () => { if (deel.dataset.groeit !== undefined) haal(location.href).then(neem); });
    window.addEventListener("beforeprint", drukAf);
    window.addEventListener("afterprint", () => doek.querySelector(".netwerk-afdruk")?.remove());
    pas();

    // What is in view, as a picture that keeps its shape on paper.
    function drukAf() {
      const beeld = kader.querySelector("canvas");
      const afdruk = Object.assign(document.createElement("canvas"), { width: beeld.width, height: beeld.height, className: "netwerk-afdruk" });
      afdruk.getContext("2d").drawImage(beeld, 0, 0);
      doek.querySelector(".netwerk-afdruk")?.remove();
      doek.append(afdruk);
    }

    function zoom(factor) {
      verschoven = true;
      net.moveTo({ scale: Math.min(4, Math.max(0.05, net.getScale() * factor)), animation: beweging() });
    }

    // All panels in view, but no larger than full size. On a phone that would be too small to read: there the view
    // begins around the start, unless the reader asks for everything.
    function pas(vloeiend = false, alles = vloeiend || doek.clientWidth > 600) {
      const breed = doek.clientWidth, hoog = doek.clientHeight;
      if (!breed || !hoog) return;
      const vakken = [...gegevens.panelen, { x: 0, y: 0, breedte: 90, hoogte: 90 }];
      const x = randen(vakken, "x", "breedte"), y = randen(vakken, "y", "hoogte");
      const past = Math.min(1, breed / x.lengte, hoog / y.lengte);
      const scale = alles ? past : Math.max(past, 0.6);
      const position = { x: dichtbij(x, breed / scale), y: dichtbij(y, hoog / scale) };
      net.moveTo({ position, scale, animation: vloeiend ? beweging() : false });
    }

    function beweging() { return rustig ? false : { duration: 300, easingFunction: "easeInOutQuad" }; }

    function toon(inhoud) { keuze.replaceChildren(...inhoud); }

    // The chosen node in words, with where one can go from it.
    function toonKnoop(id, erbij = "") {
      const { naam, soort, pagina, midden } = gegevens.details[id];
      const kop = alinea("");
      const sterk = document.createElement("strong");
      sterk.textContent = naam;
      kop.append(sterk, `, ${soort}. ${erbij}`);
      const lijst = document.createElement("ul");
      const zinnen = edges.get({ filter: (lijn) => lijn.from === id || lijn.to === id }).map((lijn) => lijn.title);
      for (const zin of zinnen.length > 8 ? [...zinnen.slice(0, 7), `en nog ${zinnen.length - 7} relaties; zie de tabel`] : zinnen) {
        const punt = document.createElement("li");
        punt.textContent = zin;
        lijst.append(punt);
      }
      const links = alinea("");
      for (const [tekst, adres] of [["Naar de pagina", pagina], ["Zet in het midden", midden]]) {
        if (!adres) continue;
        const link = document.createElement("a");
        link.href = adres;
        link.textContent = tekst;
        links.append(link, " ");
      }
      toon(links.childNodes.length ? [kop, lijst, links] : [kop, lijst]);
    }

    // Adds the neighbours of a node: the server gives the same page with them in it.
    async function groei(adres, id) {
      if (bezig) return; // the address of a second node does not know of the first
      bezig = true;
      const eerst = new Set(nodes.getIds());
      const nieuw = await haal(adres);
      bezig = false;
      if (!nieuw) { toonKnoop(id, "De buren konden niet worden opgehaald. Probeer het later opnieuw."); return; }
      history.pushState(null, "", adres);
      neem(nieuw);
      const erbij = nodes.getIds().filter((node) => !eerst.has(node));
      net.selectNodes([id]);
      toonKnoop(id, erbij.length ? `${erbij.length} erbij in het netwerk.` : "Er is niets dat nog niet in het netwerk staat.");
      if (!erbij.length) return;
      doek.classList.add("zonder-tip"); // the picture moves away from under the pointer
      pas(true);
    }

    async function haal(adres) {
      try {
        const antwoord = await fetch(adres);
        return antwoord.ok ? new DOMParser().parseFromString(await antwoord.text(), "text/html").querySelector("[data-netwerk]") : null;
      } catch { return null; }
    }

    function neem(nieuw) {
      if (!nieuw) return;
      gegevens = lees(nieuw);
      for (const [oud, set] of [[nodes, gegevens.nodes], [edges, gegevens.edges]]) {
        const houd = new Set(set.map(({ id }) => id));
        oud.remove(oud.getIds().filter((id) => !houd.has(id)));
        oud.update(set);
      }
      for (const soort of ["[data-netwerk-legenda]", "[data-netwerk-tabel]"]) {
        deel.querySelector(soort).replaceWith(document.adoptNode(nieuw.querySelector(soort)));
      }
      kader.setAttribute("aria-label", nieuw.querySelector("[data-netwerk-beeld]").dataset.omschrijving);
      deel.dispatchEvent(new CustomEvent("speelveld:vernieuwd", { bubbles: true }));
      net.redraw();
    }
  }

  function alinea(tekst) {
    const gemaakt = document.createElement("p");
    gemaakt.textContent = tekst;
    return gemaakt;
  }

  function lees(deel) { return JSON.parse(deel.querySelector("[data-netwerk-gegevens]").textContent); }

  function tekenVlak(ctx, { x, y, breedte, hoogte }) {
    ctx.beginPath();
    ctx.roundRect(x - breedte / 2, y - hoogte / 2, breedte, hoogte, 10);
    ctx.fillStyle = "#f3f6f9";
    ctx.fill();
    ctx.strokeStyle = "#c3cbd6";
    ctx.lineWidth = 1;
    ctx.stroke();
  }

  // Where the picture begins and ends along an axis.
  function randen(vakken, as, maat) {
    const begin = Math.min(...vakken.map((vak) => vak[as] - vak[maat] / 2)) - 12;
    const eind = Math.max(...vakken.map((vak) => vak[as] + vak[maat] / 2)) + 12;
    return { begin, eind, lengte: eind - begin };
  }

  // The middle of a view of this length: as near to the start (0) as goes without showing what lies outside the picture.
  function dichtbij({ begin, eind, lengte }, zicht) {
    return zicht >= lengte ? (begin + eind) / 2 : Math.min(Math.max(0, begin + zicht / 2), eind - zicht / 2);
  }

  // The heading grows while the picture shrinks, as far as there is room, so that an overview stays readable. It stands
  // over the lines, on a light edge.
  function tekenKop(ctx, { kop, x, y, breedte, hoogte }, schaal) {
    const ruimte = breedte - 24;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.font = lettertype(17);
    const past = (17 * ruimte) / Math.max(...kop.map((regel) => ctx.measureText(regel).width));
    ctx.font = lettertype(Math.min(past, 28, Math.max(17, 12 / schaal)));
    ctx.lineJoin = "round";
    ctx.lineWidth = 5;
    ctx.strokeStyle = "#f3f6f9";
    ctx.fillStyle = "#1d3f72";
    for (const [nummer, regel] of kop.entries()) {
      const plek = [x - ruimte / 2, y - hoogte / 2 + 26 + nummer * 28];
      ctx.strokeText(regel, ...plek);
      ctx.fillText(regel, ...plek);
    }
  }

  function lettertype(maat) { return `600 ${maat}px Segoe UI, system-ui, Roboto, Helvetica, Arial, sans-serif`; }

  document.querySelectorAll("[data-netwerk]").forEach(begin);
})();
