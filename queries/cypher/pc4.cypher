// id: pc4
// thema: een plek
// titel: Wie gaat waarover in een postcodegebied
// vraag: Welke gemeente, samenwerkingsverbanden, regio's en diensten horen bij dit postcodegebied?
// parameters:
//   pc4: {type: id, soort: Postcodegebied, voorbeeld: pc4:1963}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [relatie, id, naam, soort, via, geldigVan, geldigTot, bron]
// toelichting: >-
//   Een regel zonder id betekent dat de gegevens het niet noemen. Voor een leerling telt soms een ander adres, zoals
//   dat van de school; “speelveld wie” zoekt dat per taak uit.
// python: queries.wie.sleutels.Sleutels

MATCH (p:Postcodegebied {id: $pc4})
CALL (p) {
  MATCH pad = (p)-[:IN_GEMEENTE|IN_SWV_PO|IN_SWV_VO|IN_REGIO]->(wie)
  RETURN pad, wie
  UNION
  MATCH pad = (p)-[:IN_GEMEENTE]->(:Gemeente)-[:IN_JEUGDREGIO|IN_DOORSTROOMPUNTREGIO|IN_GGDREGIO|IN_ZORGKANTOORREGIO
    |IN_VEILIGHEIDSREGIO|IN_ARBEIDSMARKTREGIO|IN_PROVINCIE|IN_REGIO|LEERPLICHT_DOOR|HEEFT_LOKAAL_TEAM]->(wie)
  RETURN pad, wie
  UNION
  MATCH pad = (p)-[:IN_GEMEENTE]->(:Gemeente)<-[:WERKT_IN]-(wie:VeiligThuis)
  RETURN pad, wie
  UNION
  MATCH pad = (p)-[:IN_GEMEENTE]->(:Gemeente)-[:IN_DOORSTROOMPUNTREGIO]->()-[:HEEFT_CONTACTGEMEENTE]->(wie)
  RETURN pad, wie
  UNION
  MATCH pad = (p)-[:IN_GEMEENTE]->(:Gemeente)-[:IN_JEUGDREGIO|IN_GGDREGIO]->()-[:UITGEVOERD_DOOR]->(wie)
  RETURN pad, wie
}
WITH pad, wie, last(relationships(pad)) AS r
WHERE all(x IN nodes(pad) + relationships(pad)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH collect({relatie: type(r), id: wie.id, naam: wie.naam, soort: wie.type, geldigVan: r.geldigVan,
     geldigTot: r.geldigTot, bron: r.bron, via: [n IN nodes(pad)[1..-1] | n.naam]}) AS gevonden
WITH gevonden,
     ['IN_GEMEENTE', 'IN_SWV_PO', 'IN_SWV_VO', 'IN_JEUGDREGIO', 'IN_DOORSTROOMPUNTREGIO', 'HEEFT_CONTACTGEMEENTE',
      'IN_GGDREGIO', 'WERKT_IN', 'IN_ZORGKANTOORREGIO', 'IN_VEILIGHEIDSREGIO', 'IN_ARBEIDSMARKTREGIO', 'IN_PROVINCIE',
      'LEERPLICHT_DOOR', 'HEEFT_LOKAAL_TEAM'] AS verwacht
UNWIND gevonden + [relatie IN verwacht WHERE none(g IN gevonden WHERE g.relatie = relatie) | {relatie: relatie}] AS rij
RETURN rij.relatie AS relatie, rij.id AS id, rij.naam AS naam, rij.soort AS soort, rij.via AS via,
       rij.geldigVan AS geldigVan, rij.geldigTot AS geldigTot, rij.bron AS bron
ORDER BY rij.id IS NULL, size(coalesce(rij.via, [])), relatie, naam
