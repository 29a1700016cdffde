// id: gemeente-tafels
// thema: gemeenten
// titel: Aan welke regionale tafels een gemeente zit, en met wie
// vraag: In welke regio's, samenwerkingsverbanden en regelingen doet deze gemeente mee, en met welke andere gemeenten?
// parameters:
//   gemeente: {type: id, soort: Gemeente, voorbeeld: gemeente:GM0396}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [relatie, id, naam, aandeel, gemeenten, partners]
// toelichting: >-
//   aandeel is dat van de postcodegebieden van de gemeente in een samenwerkingsverband (voor zover die er een hebben);
//   in een regio of regeling zit een gemeente altijd geheel. gemeenten telt de gemeente zelf mee. Een regeling die het
//   werk van een regio van de gemeente doet, is geen tafel apart. Van de regelingen staan alleen die in de gegevens die
//   over onderwijs, jeugd of zorg gaan.
// python: queries.aansluiting.tafels.tafels

MATCH (g:Gemeente {id: $gemeente})
WHERE coalesce(g.geldigVan <= $peildatum, true) AND coalesce(g.geldigTot > $peildatum, true)
CALL (g) {
  MATCH (g)-[r:IN_JEUGDREGIO|IN_DOORSTROOMPUNTREGIO|IN_GGDREGIO|IN_ZORGKANTOORREGIO|IN_VEILIGHEIDSREGIO
    |IN_ARBEIDSMARKTREGIO|NEEMT_DEEL_AAN|IN_REGIO]->(tafel)
  WHERE all(x IN [r, tafel]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
    AND NOT (type(r) = 'NEEMT_DEEL_AAN' AND EXISTS {
      MATCH (g)-[lid]->(regio)-[door:UITGEVOERD_DOOR]->(tafel)
      WHERE type(lid) <> 'NEEMT_DEEL_AAN' AND all(x IN [lid, regio, door]
            WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
    })
  RETURN type(r) AS relatie, tafel, 1.0 AS aandeel
  UNION
  MATCH (g)<-[a:IN_GEMEENTE]-(p:Postcodegebied)-[b:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
  WHERE all(x IN [a, p, b, s]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  WITH type(b) AS relatie, s, count(p) AS pc4
  WITH relatie, collect([s, pc4]) AS delen, sum(pc4) AS totaal
  UNWIND delen AS deel
  RETURN relatie, deel[0] AS tafel, round(1.0 * deel[1] / totaal, 3) AS aandeel
}
CALL (relatie, tafel) {
  MATCH (tafel)<-[r]-(ander:Gemeente)
  WHERE type(r) = relatie
    AND all(x IN [r, ander]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN DISTINCT ander
  UNION
  MATCH (tafel)<-[r]-(p:Postcodegebied)-[a:IN_GEMEENTE]->(ander:Gemeente)
  WHERE type(r) = relatie
    AND all(x IN [r, p, a, ander]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN DISTINCT ander
}
WITH g, relatie, tafel, aandeel, ander
ORDER BY ander.naam
WITH g, relatie, tafel, aandeel, collect(ander) AS deelnemers
RETURN relatie, tafel.id AS id, tafel.naam AS naam, aandeel, size(deelnemers) AS gemeenten,
       [ander IN deelnemers WHERE ander <> g | ander.naam] AS partners
ORDER BY relatie, aandeel DESC, naam
