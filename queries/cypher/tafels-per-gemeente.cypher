// id: tafels-per-gemeente
// thema: gemeenten
// titel: Gemeenten naar het aantal regionale tafels
// vraag: Aan hoeveel regionale tafels zit elke gemeente, en hoeveel verschillende gezelschappen zijn dat?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [gemeente, naam, tafels, samenwerkingsverbanden, regios, regelingen, gezelschappen, inwoners]
// toelichting: >-
//   Een gezelschap is een verzameling gemeenten die samen aan een tafel zit: vallen twee regio's samen, dan is het
//   hetzelfde gezelschap. Een regeling die het werk van een regio van de gemeente doet, is geen tafel apart. Van de
//   regelingen staan alleen die in de gegevens die over onderwijs, jeugd of zorg gaan. inwoners is de laatste telling.
// python: queries.aansluiting.tafels.tafels

CALL () {
  MATCH pad = (g:Gemeente)-[:IN_JEUGDREGIO|IN_DOORSTROOMPUNTREGIO|IN_GGDREGIO|IN_ZORGKANTOORREGIO|IN_VEILIGHEIDSREGIO
    |IN_ARBEIDSMARKTREGIO|NEEMT_DEEL_AAN|IN_REGIO]->(tafel)
  RETURN pad, g, tafel
  UNION
  MATCH pad = (g:Gemeente)<-[:IN_GEMEENTE]-(:Postcodegebied)-[:IN_SWV_PO|IN_SWV_VO]->(tafel)
  RETURN pad, g, tafel
}
WITH pad, g, tafel
WHERE all(x IN nodes(pad) + relationships(pad)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH DISTINCT g, tafel
ORDER BY g.id
WITH tafel, collect(g) AS gezelschap
UNWIND gezelschap AS g
WITH g, tafel, gezelschap
WHERE NOT (tafel:Regeling AND EXISTS {
  MATCH (g)-[lid]->(regio)-[door:UITGEVOERD_DOOR]->(tafel)
  WHERE type(lid) <> 'NEEMT_DEEL_AAN' AND all(x IN [lid, regio, door]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
})
RETURN g.id AS gemeente, g.naam AS naam, count(tafel) AS tafels,
       count(CASE tafel.type WHEN 'Samenwerkingsverband' THEN 1 END) AS samenwerkingsverbanden,
       count(CASE WHEN NOT tafel.type IN ['Samenwerkingsverband', 'Regeling'] THEN 1 END) AS regios,
       count(CASE tafel.type WHEN 'Regeling' THEN 1 END) AS regelingen,
       count(DISTINCT [ander IN gezelschap | ander.id]) AS gezelschappen, g.inwoners AS inwoners
ORDER BY tafels DESC, gezelschappen DESC, naam
