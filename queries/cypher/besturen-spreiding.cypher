// id: besturen-spreiding
// thema: scholen en besturen
// titel: Besturen die met de meeste samenwerkingsverbanden te maken hebben
// vraag: Welke besturen hebben scholen in veel samenwerkingsverbanden en gemeenten, en zitten dus aan veel tafels?
// parameters:
//   aantal: {type: getal, minstens: 1, standaard: 25, voorbeeld: 25}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [bestuur, naam, vestigingen, samenwerkingsverbanden, gemeenten]
// toelichting: >-
//   Per vestiging telt het verband van haar sector; een school voor so en vso telt voor beide. Het register
//   onderscheidt cluster 1 en 2 niet, en die scholen horen bij geen verband; grote besturen in die clusters staan
//   daardoor te hoog.
// python: graph.gebied.areas_of_vestiging

MATCH (b:Bestuur)<-[r:HEEFT_BESTUUR]-(v:Vestiging)
WHERE all(x IN [b, r, v] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH b, v, COLLECT {
  MATCH (v)-[a:IN_LANDELIJK_SWV]->(l:Samenwerkingsverband)
  WHERE all(x IN [a, l] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN l
} AS landelijk, COLLECT {
  MATCH (v)-[a:IN_PC4]->(p:Postcodegebied)-[c:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
  WHERE all(x IN [a, p, c, s]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
    AND any(soort IN v.onderwijssoort
        WHERE soort IN CASE s.sector WHEN 'PO' THEN ['bo', 'sbo', 'so'] ELSE ['vo', 'pro', 'vso'] END)
  RETURN s
} AS regionaal, COLLECT {
  MATCH (v)-[a:IN_GEMEENTE]->(g:Gemeente)
  WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN g
} AS gemeenten
WITH b, v, gemeenten, landelijk + [s IN regionaal WHERE none(l IN landelijk WHERE l.sector = s.sector)] AS verbanden
UNWIND CASE verbanden WHEN [] THEN [null] ELSE verbanden END AS s
UNWIND CASE gemeenten WHEN [] THEN [null] ELSE gemeenten END AS g
RETURN b.id AS bestuur, b.naam AS naam, count(DISTINCT v) AS vestigingen, count(DISTINCT s) AS samenwerkingsverbanden,
       count(DISTINCT g) AS gemeenten
ORDER BY samenwerkingsverbanden DESC, gemeenten DESC, naam
LIMIT $aantal
