// id: scholen-in-gemeente
// thema: scholen en besturen
// titel: De scholen in een gemeente
// vraag: Welke vestigingen staan er in deze gemeente, van welk bestuur, en in welk samenwerkingsverband?
// parameters:
//   gemeente: {type: id, soort: Gemeente, voorbeeld: gemeente:GM0396}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [vestiging, naam, onderwijssoort, bestuur, bestuurNaam, swvPo, swvVo, landelijk, leerlingen]
// toelichting: >-
//   swvPo en swvVo zijn de verbanden van het postcodegebied, alleen ingevuld voor de sector van de school. Staat er een
//   landelijk verband, dan hoort de vestiging daarbij.
// python: graph.gebied.areas_of_vestiging

MATCH (g:Gemeente {id: $gemeente})<-[r:IN_GEMEENTE]-(v:Vestiging)
WHERE all(x IN [g, r, v] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (v)-[a:HEEFT_BESTUUR]->(b:Bestuur)
WHERE all(x IN [a, b] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (v)-[c:IN_PC4]->(p:Postcodegebied)-[d:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
WHERE all(x IN [c, p, d, s]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  AND any(soort IN v.onderwijssoort
      WHERE soort IN CASE s.sector WHEN 'PO' THEN ['bo', 'sbo', 'so'] ELSE ['vo', 'pro', 'vso'] END)
WITH v, b, collect(s) AS verbanden, COLLECT {
  MATCH (v)-[e:IN_LANDELIJK_SWV]->(l:Samenwerkingsverband)
  WHERE all(x IN [e, l] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN l
} AS landelijk
RETURN v.id AS vestiging, v.naam AS naam, v.onderwijssoort AS onderwijssoort, b.id AS bestuur, b.naam AS bestuurNaam,
       [s IN verbanden WHERE s.sector = 'PO' | s.id][0] AS swvPo,
       [s IN verbanden WHERE s.sector = 'VO' | s.id][0] AS swvVo,
       [l IN landelijk | l.id] AS landelijk, v.leerlingen AS leerlingen
ORDER BY naam, vestiging
