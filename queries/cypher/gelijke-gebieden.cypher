// id: gelijke-gebieden
// thema: indelingen
// titel: Gebieden van twee indelingen die precies samenvallen
// vraag: Welke gebieden van de ene indeling bestaan uit precies dezelfde postcodegebieden als een gebied van de andere?
// parameters:
//   eerste:
//     type: relatie
//     uit: &indelingen [IN_SWV_PO, IN_SWV_VO, IN_GEMEENTE, IN_JEUGDREGIO, IN_DOORSTROOMPUNTREGIO, IN_GGDREGIO,
//       IN_ZORGKANTOORREGIO, IN_VEILIGHEIDSREGIO, IN_ARBEIDSMARKTREGIO, IN_PROVINCIE]
//     standaard: IN_SWV_PO
//     voorbeeld: IN_SWV_PO
//   tweede: {type: relatie, uit: *indelingen, standaard: IN_SWV_VO, voorbeeld: IN_SWV_VO}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [eerste, eersteNaam, tweede, tweedeNaam, pc4]
// toelichting: >-
//   Met de standaardwaarden: samenwerkingsverbanden PO en VO met hetzelfde gebied. Een postcodegebied waarvoor een van
//   beide indelingen geen gebied noemt, maakt het verschil.
// python: queries.aansluiting.atlas.Atlas.overlap

MATCH een = (p:Postcodegebied)-[:IN_GEMEENTE*0..1]->()-[r]->(eerste)
WHERE type(r) = $eerste AND all(x IN nodes(een) + relationships(een)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH eerste, count(p) AS pc4, collect(p) AS gebied
UNWIND gebied AS p
MATCH twee = (p)-[:IN_GEMEENTE*0..1]->()-[q]->(tweede)
WHERE type(q) = $tweede AND all(x IN nodes(twee) + relationships(twee)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH eerste, pc4, tweede, count(p) AS gedeeld
WHERE gedeeld = pc4 AND pc4 = COUNT {
  MATCH pad = (tweede)<-[q]-()<-[:IN_GEMEENTE*0..1]-(:Postcodegebied)
  WHERE type(q) = $tweede AND all(x IN nodes(pad) + relationships(pad)
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
}
RETURN eerste.id AS eerste, eerste.naam AS eersteNaam, tweede.id AS tweede, tweede.naam AS tweedeNaam, pc4
ORDER BY eerste
