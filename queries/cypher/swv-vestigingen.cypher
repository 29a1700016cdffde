// id: swv-vestigingen
// thema: scholen en besturen
// titel: Vestigingen per samenwerkingsverband en soort onderwijs
// vraag: Hoeveel vestigingen van elke soort heeft elk samenwerkingsverband, en hoeveel leerlingen?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [swv, swvNaam, sector, onderwijssoort, vestigingen, leerlingen, zonderTelling]
// toelichting: >-
//   leerlingen is de som van de vestigingen met een telling; zonderTelling is het aantal vestigingen waarvan de
//   gegevens geen aantal noemen. Een school voor so en vso staat onder beide sectoren, met al haar leerlingen. Het
//   register onderscheidt cluster 1 en 2 niet, dus die scholen (die bij geen verband horen) staan er ook. Scholen van
//   een landelijk verband staan daaronder en niet bij de regio. Het register zegt niet sinds wanneer een vestiging
//   bestaat.
// python: graph.gebied.areas_of_vestiging

CALL () {
  MATCH pad = (v:Vestiging)-[:IN_PC4]->(:Postcodegebied)-[:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
  WHERE NOT EXISTS {
    MATCH (v)-[r:IN_LANDELIJK_SWV]->(:Samenwerkingsverband {sector: s.sector})
    WHERE coalesce(r.geldigVan <= $peildatum, true) AND coalesce(r.geldigTot > $peildatum, true)
  }
  RETURN pad, v, s
  UNION
  MATCH pad = (v:Vestiging)-[:IN_LANDELIJK_SWV]->(s:Samenwerkingsverband)
  RETURN pad, v, s
}
WITH pad, v, s
WHERE all(x IN nodes(pad) + relationships(pad)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  AND any(soort IN v.onderwijssoort
      WHERE soort IN CASE s.sector WHEN 'PO' THEN ['bo', 'sbo', 'so'] ELSE ['vo', 'pro', 'vso'] END)
WITH s, v.onderwijssoort AS onderwijssoort, count(v) AS vestigingen, count(v.leerlingen) AS geteld,
     sum(v.leerlingen) AS leerlingen
RETURN s.id AS swv, s.naam AS swvNaam, s.sector AS sector, onderwijssoort, vestigingen,
       CASE WHEN geteld > 0 THEN leerlingen END AS leerlingen, vestigingen - geteld AS zonderTelling
ORDER BY swv, vestigingen DESC, onderwijssoort
