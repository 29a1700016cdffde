// id: oogo-tafel
// thema: samenwerkingsverbanden
// titel: Wie zit aan tafel bij het OOGO van een samenwerkingsverband
// vraag: >-
//   Welke gemeenten liggen geheel of deels in dit samenwerkingsverband, en welke verbanden van de andere sector delen
//   gebied?
// parameters:
//   swv: {type: id, soort: Samenwerkingsverband, voorbeeld: swv:PO2711}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [rol, id, naam, geheel, pc4, pc4Totaal, aandeel]
// toelichting: >-
//   pc4 is het aantal postcodegebieden dat zij delen en pc4Totaal dat van de gemeente of het andere verband.
//   Postcodegebieden zonder samenwerkingsverband tellen niet mee. Tellen in postcodegebieden zegt niet hoeveel
//   leerlingen er wonen.
// python: queries.oogo.tafel.tafel

MATCH (s:Samenwerkingsverband {id: $swv})<-[r:IN_SWV_PO|IN_SWV_VO]-(p:Postcodegebied)
WHERE all(x IN [s, r, p] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
MATCH (p)-[q:IN_GEMEENTE|IN_SWV_PO|IN_SWV_VO]->(partij:Gemeente|Samenwerkingsverband)
WHERE type(q) <> type(r)
  AND all(x IN [q, partij] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH s, type(r) AS eigen, type(q) AS gedeeld, partij, count(p) AS pc4
WITH *, COUNT {
  MATCH (partij)<-[q]-(p:Postcodegebied)-[r:IN_SWV_PO|IN_SWV_VO]->(:Samenwerkingsverband)
  WHERE type(q) = gedeeld AND type(r) = eigen
    AND all(x IN [q, p, r] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
} AS pc4Totaal
RETURN CASE partij.type WHEN 'Gemeente' THEN 'gemeente' ELSE 'ander samenwerkingsverband' END AS rol, partij.id AS id,
       partij.naam AS naam, pc4 = pc4Totaal AS geheel, pc4, pc4Totaal, round(1.0 * pc4 / pc4Totaal, 3) AS aandeel
ORDER BY rol DESC, pc4 DESC, naam
