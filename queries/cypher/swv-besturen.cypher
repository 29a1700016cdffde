// id: swv-besturen
// thema: scholen en besturen
// titel: Besturen in een samenwerkingsverband
// vraag: Welke besturen hebben vestigingen in dit samenwerkingsverband, hoeveel, en in welke gemeenten?
// parameters:
//   swv: {type: id, soort: Samenwerkingsverband, voorbeeld: swv:PO2711}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [bestuur, naam, vestigingen, leerlingen, zonderTelling, gemeenten]
// toelichting: >-
//   Alleen vestigingen van de sector van het verband. leerlingen is de som van de vestigingen met een telling;
//   zonderTelling is het aantal vestigingen zonder. Scholen van een landelijk verband horen niet bij de regio.
// python: graph.gebied.areas_of_vestiging

MATCH (s:Samenwerkingsverband {id: $swv})
CALL (s) {
  MATCH pad = (s)<-[:IN_SWV_PO|IN_SWV_VO]-(:Postcodegebied)<-[:IN_PC4]-(v:Vestiging)
  WHERE NOT EXISTS {
    MATCH (v)-[r:IN_LANDELIJK_SWV]->(:Samenwerkingsverband {sector: s.sector})
    WHERE coalesce(r.geldigVan <= $peildatum, true) AND coalesce(r.geldigTot > $peildatum, true)
  }
  RETURN pad, v
  UNION
  MATCH pad = (s)<-[:IN_LANDELIJK_SWV]-(v:Vestiging)
  RETURN pad, v
}
WITH s, pad, v
WHERE all(x IN nodes(pad) + relationships(pad)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  AND any(soort IN v.onderwijssoort
      WHERE soort IN CASE s.sector WHEN 'PO' THEN ['bo', 'sbo', 'so'] ELSE ['vo', 'pro', 'vso'] END)
OPTIONAL MATCH (v)-[a:HEEFT_BESTUUR]->(b:Bestuur)
WHERE all(x IN [a, b] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (v)-[c:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [c, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH b, v, g
ORDER BY g.naam
WITH b, count(v) AS vestigingen, count(v.leerlingen) AS geteld, sum(v.leerlingen) AS leerlingen,
     collect(DISTINCT g.naam) AS gemeenten
RETURN b.id AS bestuur, b.naam AS naam, vestigingen, CASE WHEN geteld > 0 THEN leerlingen END AS leerlingen,
       vestigingen - geteld AS zonderTelling, gemeenten
ORDER BY vestigingen DESC, naam
