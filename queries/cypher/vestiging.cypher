// id: vestiging
// thema: een plek
// titel: Wie gaat waarover bij een schoolvestiging
// vraag: Welk bestuur, samenwerkingsverband, welke gemeente en regio's horen bij deze vestiging?
// parameters:
//   vestiging: {type: id, soort: Vestiging, voorbeeld: vestiging:20MH00}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [relatie, id, naam, soort, via, geldigVan, geldigTot, bron]
// toelichting: >-
//   Dit zijn de gebieden van de school. Leerplicht en jeugdhulp volgen de woonplaats van de leerling; zie “speelveld
//   wie”. Een regel zonder id betekent dat de gegevens het niet noemen. Een vestiging van een landelijk
//   samenwerkingsverband hoort niet bij een regionaal verband, en een school voor cluster 1 of 2 bij geen enkel; het
//   register onderscheidt die twee clusters niet.
// python: graph.gebied.areas_of_vestiging

MATCH (v:Vestiging {id: $vestiging})
CALL (v) {
  MATCH pad = (v)-[:HEEFT_BESTUUR|VESTIGING_VAN|IN_GEMEENTE|IN_PC4|IN_LANDELIJK_SWV]->(wie)
  RETURN pad, wie
  UNION
  MATCH pad = (v)-[:IN_PC4]->(:Postcodegebied)-[:IN_SWV_PO|IN_SWV_VO|IN_REGIO]->(wie)
  WHERE wie.sector IS NULL
     OR (wie.sector = 'PO' AND any(s IN v.onderwijssoort WHERE s IN ['bo', 'sbo', 'so']))
     OR (wie.sector = 'VO' AND any(s IN v.onderwijssoort WHERE s IN ['vo', 'pro', 'vso']))
  RETURN pad, wie
  UNION
  MATCH pad = (v)-[:IN_GEMEENTE]->(:Gemeente)-[:IN_JEUGDREGIO|IN_DOORSTROOMPUNTREGIO|IN_GGDREGIO|IN_ZORGKANTOORREGIO
    |IN_VEILIGHEIDSREGIO|IN_ARBEIDSMARKTREGIO|IN_PROVINCIE|IN_REGIO]->(wie)
  RETURN pad, wie
}
WITH v, pad, wie, last(relationships(pad)) AS r
WHERE all(x IN nodes(pad) + relationships(pad)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH v, collect({relatie: type(r), id: wie.id, naam: wie.naam, soort: wie.type, sector: wie.sector,
     geldigVan: r.geldigVan, geldigTot: r.geldigTot, bron: r.bron, via: [n IN nodes(pad)[1..-1] | n.naam]}) AS alles
WITH v, alles, [g IN alles WHERE g.relatie = 'IN_LANDELIJK_SWV' | g.sector] AS landelijk
WITH v, landelijk,
     [g IN alles WHERE g.relatie = 'IN_LANDELIJK_SWV' OR g.sector IS NULL OR NOT g.sector IN landelijk] AS gevonden
WITH gevonden,
     ['HEEFT_BESTUUR', 'VESTIGING_VAN', 'IN_GEMEENTE', 'IN_PC4', 'IN_JEUGDREGIO', 'IN_DOORSTROOMPUNTREGIO',
     'IN_GGDREGIO', 'IN_ZORGKANTOORREGIO', 'IN_VEILIGHEIDSREGIO', 'IN_ARBEIDSMARKTREGIO', 'IN_PROVINCIE']
     + CASE WHEN NOT 'PO' IN landelijk AND any(s IN v.onderwijssoort WHERE s IN ['bo', 'sbo', 'so'])
            THEN ['IN_SWV_PO'] ELSE [] END
     + CASE WHEN NOT 'VO' IN landelijk AND any(s IN v.onderwijssoort WHERE s IN ['vo', 'pro', 'vso'])
            THEN ['IN_SWV_VO'] ELSE [] END AS verwacht
UNWIND gevonden + [relatie IN verwacht WHERE none(g IN gevonden WHERE g.relatie = relatie) | {relatie: relatie}] AS rij
RETURN rij.relatie AS relatie, rij.id AS id, rij.naam AS naam, rij.soort AS soort, rij.via AS via,
       rij.geldigVan AS geldigVan, rij.geldigTot AS geldigTot, rij.bron AS bron
ORDER BY rij.id IS NULL, size(coalesce(rij.via, [])), relatie, naam
