// Draws the maps of a page ([data-kaart], from templates/kaart.html) with MapLibre GL. The only things drawn are our own
// areas, lines and schools: there are no tiles, fonts or pictures of anyone. Without this script the table says the same.
(() => {
  "use strict";

  const DONKER = "#1b2430", OVER = "#7a0045";
  const VANAF_SCHOLEN = 9, VANAF_TITELS = 8.5;
  const LETTER = '600 12px "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", Arial, sans-serif', REGEL = 15;
  const DEEL = /^#[0-9.]+\//; // an address that tells what part of the map is seen
  const LEEG = { type: "FeatureCollection", features: [] };

  async function start(vak) {
    const deel = (naam) => vak.querySelector(`[data-kaart-${naam}]`);
    const vorm = deel("vorm"), doek = deel("doek"), melding = deel("melding");
    if (vorm) verstuurBijKeuze(vorm);
    if (!doek) return;
    const gegevens = JSON.parse(deel("gegevens").textContent);
    const rijen = new Map();
    [...deel("tabel").querySelectorAll("tbody tr")].forEach((rij, n) => rijen.set(gegevens.rijen[n], rij));
    const haal = (bron) => (typeof bron === "string" ? fetch(bron).then(inhoud) : bron ?? LEEG);
    if (gegevens.onthoudt && DEEL.test(location.hash)) deel("tekening").setAttribute("hidden", "");
    doek.hidden = false; // under the drawing of the page, until its own is there
    try {
      if (gegevens.werker) maplibregl.setWorkerUrl(gegevens.werker);
      maplibregl.prewarm(); // the second thread starts while the data come
      const [laag, over, gebied] = await Promise.all([gegevens.laag, gegevens.over, gegevens.gebied].map(haal));
      teken(vak, deel, gegevens, rijen, { laag, over, gebied }, haal);
    } catch (fout) {
      doek.hidden = true;
      deel("tekening").removeAttribute("hidden");
      deel("tekening").classList.add("kaart-blijft");
      melding.hidden = false;
      melding.textContent = "Deze browser kan de kaart niet vergroten. De tabel hieronder geeft dezelfde gebieden.";
      console.warn(`De kaart is niet getekend: ${fout.message}`);
    }
  }

  function inhoud(antwoord) {
    if (!antwoord.ok) throw new Error(`${antwoord.url} geeft ${antwoord.status}`);
    return antwoord.json();
  }

  // Another choice is another page; what part of the map was seen stays in its address.
  function verstuurBijKeuze(vorm) {
    vorm.addEventListener("change", () => {
      if (DEEL.test(location.hash)) vorm.action += location.hash;
      vorm.requestSubmit();
    });
    vorm.querySelector("button").hidden = true;
  }

  function teken(vak, deel, gegevens, rijen, data, haal) {
    const doek = deel("doek");
    const [west, zuid, oost, noord] = gegevens.kader;
    const passend = { padding: 16, animate: false };
    const kaart = new maplibregl.Map({
      container: doek,
      style: stijl(gegevens, data),
      bounds: gegevens.kader,
      fitBoundsOptions: passend,
      hash: gegevens.onthoudt,
      minZoom: 4, maxZoom: 14, maxPitch: 0,
      maxBounds: [[west - 6, zuid - 3], [oost + 6, noord + 3]],
      dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false,
      cooperativeGestures: true, attributionControl: false, fadeDuration: 0,
      locale: {
        "Map.Title": "Kaart. Pijltjes schuiven, plus en min vergroten en verkleinen, Enter kiest het gebied in het midden.",
        "CooperativeGesturesHandler.WindowsHelpText": "Houd Ctrl ingedrukt en scrol om te vergroten",
        "CooperativeGesturesHandler.MacHelpText": "Houd ⌘ ingedrukt en scrol om te vergroten",
        "CooperativeGesturesHandler.MobileHelpText": "Gebruik twee vingers om de kaart te verschuiven",
      },
    });
    deel("gekozen").hidden = false;
    kaart.touchZoomRotate.disableRotation();
    kaart.keyboard.disableRotation();
    const namen = schrijfNamen(kaart, doek, data.laag);
    kaart.once("idle", () => {
      deel("tekening").remove();
      vak.dataset.klaar = "";
      performance.mark("kaart-klaar");
    });
    knoppen(deel("knoppen"), kaart, gegevens.kader, passend);
    if (gegevens.scholen) scholenBijInzoomen(kaart, gegevens.scholen, haal);
    wijsAan(vak, deel, kaart, gegevens, rijen, data.laag);
    addEventListener("beforeprint", () => opPapier(kaart, namen, deel("papier")));
    vak.kaart = kaart; // for who wants to go on with it in the console
  }

  // All that does not change is one source: each source is cut into tiles of its own, and each tile that comes in is a
  // drawing more. `deel` tells what a feature is.
  function stijl(gegevens, data) {
    const kleur = ["match", ["get", "kleurklasse"], ...gegevens.kleuren.flatMap((item, n) => [n, item]), gegevens.grijs];
    const laag = (id, type, deel, paint, meer = {}) => ({ id, type, source: "alles", paint, filter: ["==", ["get", "deel"], deel], ...meer });
    const breed = (ver, nabij) => ["interpolate", ["linear"], ["zoom"], 5, ver, 9, nabij];
    const rond = { layout: { "line-join": "round" } };
    return {
      version: 8,
      sources: {
        alles: { type: "geojson", data: alles(data) },
        scholen: { type: "geojson", data: LEEG },
        aan: { type: "geojson", data: LEEG },
      },
      layers: [
        laag("vlak", "fill", "vlak", { "fill-color": kleur, "fill-antialias": false }),
        laag("over-vlak", "fill", "over", { "fill-opacity": 0 }),
        laag("rand", "line", "vlak", { "line-color": "#33414f", "line-width": breed(0.6, 1.4) }, rond),
        laag("over-wit", "line", "lijn", { "line-color": "#fff", "line-width": breed(3, 5.5) }, rond),
        laag("over-lijn", "line", "lijn", { "line-color": OVER, "line-width": breed(1.6, 3), "line-dasharray": [3, 1.5] }),
        laag("gebied", "line", "gebied", { "line-color": "#000", "line-width": 4 }, rond),
        { id: "aan", type: "line", source: "aan", paint: { "line-color": "#000", "line-width": 4 }, ...rond },
        { id: "scholen", type: "circle", source: "scholen", minzoom: VANAF_SCHOLEN,
          paint: { "circle-color": DONKER, "circle-stroke-color": "#fff", "circle-stroke-width": 1.2,
            "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, 2.2, 13, 6] } },
      ],
    };
  }

  function alles({ laag, over, gebied }) {
    const als = (deel) => (item) => ({ type: "Feature", properties: { ...item.properties, deel }, geometry: item.geometry });
    const features = [...laag.features.map(als("vlak")), ...over.features.map(als("over"))];
    if (over.grenzen) features.push(als("lijn")({ geometry: over.grenzen }));
    if (gebied.geometry) features.push(als("gebied")(gebied));
    return { type: "FeatureCollection", features: features.filter((item) => item.geometry) };
  }

  // Names stand on a canvas over the map: MapLibre knows no letters without files of them. The names of large areas come
  // first, and one that has no room is left out.
  function schrijfNamen(kaart, doek, laag) {
    const namen = laag.features.flatMap(plekken).sort((een, ander) => ander.breed - een.breed);
    doek.append(Object.assign(document.createElement("canvas"), { className: "kaart-namen" }));
    const canvas = doek.lastChild, pen = canvas.getContext("2d", { willReadFrequently: true });
    const maten = new Map();
    canvas.setAttribute("aria-hidden", "true");

    function maat(tekst) {
      const regels = tekst.split("\n").flatMap((regel) => breek(regel, 20));
      const breed = Math.max(...regels.map((regel) => pen.measureText(regel).width)) + 4;
      maten.set(tekst, { regels, breed, hoog: regels.length * REGEL + 2 });
      return maten.get(tekst);
    }

    kaart.on("render", () => {
      const { width, height } = kaart.getCanvas(), schaal = kaart.getPixelRatio();
      Object.assign(canvas, { width, height }); // which also wipes it
      pen.scale(schaal, schaal);
      Object.assign(pen, {
        font: LETTER, textAlign: "center", textBaseline: "middle", lineJoin: "round",
        lineWidth: 4, strokeStyle: "rgb(255 255 255 / 85%)", fillStyle: "#000",
      });
      const wat = kaart.getZoom() < VANAF_TITELS ? "label" : "titel", bezet = [];
      for (const naam of namen) {
        const { x, y } = kaart.project(naam.punt), { regels, breed, hoog } = maten.get(naam[wat]) ?? maat(naam[wat]);
        const vak = [x - breed / 2, y - hoog / 2, x + breed / 2, y + hoog / 2];
        if (vak[2] < 0 || vak[3] < 0 || vak[0] > width / schaal || vak[1] > height / schaal) continue;
        if (bezet.some((ander) => vak[0] < ander[2] && ander[0] < vak[2] && vak[1] < ander[3] && ander[1] < vak[3])) continue;
        bezet.push(vak);
        for (const zet of ["strokeText", "fillText"]) {
          regels.forEach((regel, n) => pen[zet](regel, x, y + (n - (regels.length - 1) / 2) * REGEL));
        }
      }
    });
    return canvas;
  }

  // Where names can stand. Land without an area has a question mark in each of its parts.
  function plekken({ properties: { label, titel, punt, kleurklasse }, geometry }) {
    if (!geometry) return [];
    if (kleurklasse !== null) return [{ label, titel, punt, breed: rand(geometry.coordinates).breed }];
    const delen = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return delen.map((deel) => ({ label: "?", titel: "?", ...rand(deel) }));
  }

  // How wide a shape is, in degrees, and the middle of the box around it.
  function rand(coordinaten) {
    const plat = coordinaten.flat(Infinity);
    let [west, zuid, oost, noord] = [180, 90, -180, -90];
    for (let n = 0; n < plat.length; n += 2) {
      west = Math.min(west, plat[n]);
      oost = Math.max(oost, plat[n]);
      zuid = Math.min(zuid, plat[n + 1]);
      noord = Math.max(noord, plat[n + 1]);
    }
    return { breed: oost - west, punt: [(west + oost) / 2, (zuid + noord) / 2] };
  }

  // A name on lines of some twenty signs, three at most.
  function breek(tekst, lengte) {
    const regels = [""];
    for (const woord of tekst.split(" ")) {
      const nu = regels.at(-1);
      if (nu && nu.length + woord.length >= lengte) regels.push(woord);
      else regels[regels.length - 1] = nu ? `${nu} ${woord}` : woord;
    }
    return regels.length > 3 ? [...regels.slice(0, 2), `${regels[2]} …`] : regels;
  }

  // What WebGL drew is gone when a browser prints: a copy of it takes its place on paper.
  function opPapier(kaart, namen, papier) {
    kaart.redraw();
    const canvas = kaart.getCanvas();
    Object.assign(papier, { width: canvas.width, height: canvas.height });
    for (const laag of [canvas, namen]) papier.getContext("2d").drawImage(laag, 0, 0);
  }

  function knoppen(balk, kaart, kader, passend) {
    balk.hidden = false;
    const acties = { in: () => kaart.zoomIn(), uit: () => kaart.zoomOut(), alles: () => kaart.fitBounds(kader, passend) };
    balk.addEventListener("click", ({ target }) => acties[target.closest("button")?.dataset.actie]?.());
  }

  function scholenBijInzoomen(kaart, bron, haal) {
    let gevraagd = false;
    const kijk = () => {
      if (gevraagd || kaart.getZoom() < VANAF_SCHOLEN) return;
      gevraagd = true;
      Promise.resolve(haal(bron)).then((scholen) => kaart.getSource("scholen").setData(scholen));
    };
    kaart.on("load", kijk);
    kaart.on("zoomend", kijk);
  }

  // What is under the pointer, or in the middle for who uses the keyboard, is named; a click or Enter goes there.
  function wijsAan(vak, deel, kaart, gegevens, rijen, laag) {
    const vormen = new Map(laag.features.map((item) => [item.properties.id, item]));
    const wijzer = deel("wijzer"), gekozen = deel("gekozen"), kruis = deel("kruis"), doek = deel("doek");
    const vinger = matchMedia("(hover: none)");
    let nu = null;

    function licht(id) {
      if (id === nu) return;
      rijen.get(nu)?.classList.remove("kaart-aan");
      rijen.get(id)?.classList.add("kaart-aan");
      kaart.getSource("aan")?.setData(vormen.get(id) ?? LEEG);
      nu = id;
    }

    function bij(punt) {
      const lagen = ["scholen", "over-vlak", "vlak"];
      const gevonden = kaart.queryRenderedFeatures(punt, { layers: lagen });
      const van = (laag) => {
        const eigen = gevonden.filter((item) => item.layer.id === laag).map((item) => item.properties);
        return [...new Map(eigen.map((item) => [item.id, item])).values()];
      };
      return { gebieden: van("vlak"), over: van("over-vlak"), scholen: van("scholen").slice(0, 3) };
    }

    // The names of what is there, as elements with these tags.
    function noem(wat, doelwit) {
      const regels = wat.scholen.map((item) => [`School: ${item.naam}${item.soort ? ` (${item.soort})` : ""}`, schoolAdres(item)]);
      regels.push(...wat.gebieden.map((item) => [item.naam, adres(item.id)]));
      if (!regels.length) regels.push(["Hier ligt geen gebied.", ""]);
      regels.push(...wat.over.map((item) => [`Ligt in: ${item.naam}`, ""]));
      doelwit.replaceChildren(...regels.map(([tekst, url], n) => {
        const regel = document.createElement(doelwit === wijzer ? (n ? "span" : "b") : "p");
        if (url && doelwit !== wijzer) {
          const link = document.createElement("a");
          link.href = url;
          link.textContent = tekst;
          regel.append(link);
        } else regel.textContent = tekst;
        return regel;
      }));
    }

    const adres = (id) => rijen.get(id)?.querySelector("a")?.href ?? "";
    const schoolAdres = ({ id }) => gegevens.schoolpagina.replace("{code}", encodeURIComponent(id.split(":")[1]));

    function kies(punt) {
      const wat = bij(punt);
      if (!wat.gebieden.length) return;
      const [eerste] = wat.gebieden;
      noem(wat, gekozen);
      licht(eerste.id);
      const url = wat.scholen.length ? schoolAdres(wat.scholen[0]) : adres(eerste.id);
      if (url && !vinger.matches) location.assign(url); // who has no pointer reads first, and follows the link then
    }

    kaart.on("mousemove", ({ point }) => {
      const wat = bij(point);
      licht(wat.gebieden[0]?.id ?? null);
      wijzer.hidden = !wat.gebieden.length;
      vak.classList.toggle("kaart-raak", wat.gebieden.length > 0);
      if (wijzer.hidden) return;
      noem(wat, wijzer);
      const links = point.x > doek.clientWidth / 2, boven = point.y > doek.clientHeight / 2;
      wijzer.style.transform = `translate(${point.x + (links ? -14 : 14)}px, ${point.y + (boven ? -14 : 14)}px)`
        + ` translate(${links ? "-100%" : "0"}, ${boven ? "-100%" : "0"})`;
    });
    kaart.on("mouseout", () => {
      wijzer.hidden = true;
      licht(null);
    });
    kaart.on("click", ({ point }) => kies(point));

    const canvas = kaart.getCanvas();
    const midden = () => kaart.project(kaart.getCenter());
    const inMidden = () => {
      if (kruis.hidden) return;
      const wat = bij(midden());
      licht(wat.gebieden[0]?.id ?? null);
      noem(wat, gekozen);
    };
    canvas.addEventListener("focus", () => {
      kruis.hidden = !canvas.matches(":focus-visible");
      inMidden();
    });
    canvas.addEventListener("blur", () => { kruis.hidden = true; });
    canvas.addEventListener("keydown", ({ key }) => {
      kruis.hidden = false;
      if (key === "Enter") kies(midden());
    });
    kaart.on("moveend", inMidden);

    for (const [id, rij] of rijen) {
      rij.addEventListener("pointerenter", () => licht(id));
      rij.addEventListener("pointerleave", () => licht(null));
      rij.addEventListener("focusin", () => licht(id));
      rij.addEventListener("focusout", () => licht(null));
    }
  }

  document.querySelectorAll("[data-kaart]").forEach(start);
})();
