// id: gesplitste-gemeenten
// thema: samenwerkingsverbanden
// titel: Gemeenten die over samenwerkingsverbanden zijn verdeeld
// vraag: Welke gemeenten liggen in meer dan een samenwerkingsverband van dezelfde sector, en voor welk deel?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [gemeente, gemeenteNaam, sector, swv, swvNaam, pc4, aandeel]
// toelichting: >-
//   Voor deze gemeenten wijst de gemeente alleen het samenwerkingsverband niet aan; er is een postcode nodig. Het
//   aandeel is dat van de postcodegebieden van de gemeente die een samenwerkingsverband hebben.
// python: queries.indeling.gebieden_per_pc4

MATCH (g:Gemeente)<-[a:IN_GEMEENTE]-(p:Postcodegebied)-[b:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
WHERE all(x IN [g, a, p, b, s]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH g, s.sector AS sector, s, count(p) AS pc4
WITH g, sector, collect({swv: s, pc4: pc4}) AS delen, sum(pc4) AS totaal
WHERE size(delen) > 1
UNWIND delen AS deel
RETURN g.id AS gemeente, g.naam AS gemeenteNaam, sector, deel.swv.id AS swv, deel.swv.naam AS swvNaam, deel.pc4 AS pc4,
       round(1.0 * deel.pc4 / totaal, 3) AS aandeel
ORDER BY gemeenteNaam, sector, pc4 DESC, swv
