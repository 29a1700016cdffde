// id: bestuur
// thema: scholen en besturen
// titel: De vestigingen van een bestuur over gemeenten en samenwerkingsverbanden
// vraag: In welke gemeenten en samenwerkingsverbanden heeft dit bestuur scholen?
// parameters:
//   bestuur: {type: id, soort: Bestuur, voorbeeld: bestuur:41008}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [vestiging, naam, onderwijssoort, gemeente, gemeenteNaam, swvPo, swvVo, landelijk, leerlingen]
// toelichting: >-
//   swvPo en swvVo zijn de verbanden van het postcodegebied, alleen ingevuld voor de sector van de school. Staat er een
//   landelijk verband, dan hoort de vestiging daarbij.
// python: graph.gebied.areas_of_vestiging

MATCH (b:Bestuur {id: $bestuur})<-[r:HEEFT_BESTUUR]-(v:Vestiging)
WHERE all(x IN [b, r, v] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (v)-[a:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (v)-[c:IN_PC4]->(p:Postcodegebied)-[d:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
WHERE all(x IN [c, p, d, s]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  AND any(soort IN v.onderwijssoort
      WHERE soort IN CASE s.sector WHEN 'PO' THEN ['bo', 'sbo', 'so'] ELSE ['vo', 'pro', 'vso'] END)
WITH v, g, collect(s) AS verbanden, COLLECT {
  MATCH (v)-[e:IN_LANDELIJK_SWV]->(l:Samenwerkingsverband)
  WHERE all(x IN [e, l] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN l
} AS landelijk
RETURN v.id AS vestiging, v.naam AS naam, v.onderwijssoort AS onderwijssoort, g.id AS gemeente, g.naam AS gemeenteNaam,
       [s IN verbanden WHERE s.sector = 'PO' | s.id][0] AS swvPo,
       [s IN verbanden WHERE s.sector = 'VO' | s.id][0] AS swvVo,
       [l IN landelijk | l.id] AS landelijk, v.leerlingen AS leerlingen
ORDER BY gemeenteNaam, naam, vestiging
