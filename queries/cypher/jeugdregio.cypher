// id: jeugdregio
// thema: afspraken en zorg
// titel: Wie er voor een jeugdregio werkt
// vraag: >-
//   Welke gemeenten vormen deze jeugdregio, wie koopt in, en welke gecertificeerde instellingen, aanbieders en Veilig
//   Thuis werken er?
// parameters:
//   jeugdregio: {type: id, soort: Jeugdregio, voorbeeld: jeugdregio:JZ10}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [rol, id, naam, zekerheid, geldigVan, geldigTot, bron]
// toelichting: >-
//   De aanbieders zijn voorbeelden uit openbare teksten, geen volledige lijst. “werkt in de regio” zegt niet dat er een
//   contract is.
// python: graph.snapshot.Snapshot.into

MATCH (j:Jeugdregio {id: $jeugdregio})
WHERE coalesce(j.geldigVan <= $peildatum, true) AND coalesce(j.geldigTot > $peildatum, true)
CALL (j) {
  MATCH (j)<-[r:IN_JEUGDREGIO]-(wie:Gemeente)
  RETURN 'gemeente' AS rol, wie, r
  UNION
  MATCH (j)-[r:UITGEVOERD_DOOR]->(wie)
  RETURN 'koopt in' AS rol, wie, r
  UNION
  MATCH (j)<-[r:GECONTRACTEERD_DOOR]-(wie)
  RETURN 'gecontracteerd' AS rol, wie, r
  UNION
  MATCH (j)<-[r:WERKT_IN]-(wie)
  RETURN 'werkt in de regio' AS rol, wie, r
  UNION
  MATCH (j)<-[s:IN_JEUGDREGIO]-(g:Gemeente)<-[r:WERKT_IN]-(wie:VeiligThuis)
  WHERE all(x IN [s, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  WITH wie, collect(r)[0] AS r
  RETURN 'Veilig Thuis' AS rol, wie, r
}
WITH rol, wie, r
WHERE all(x IN [r, wie] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
RETURN rol, wie.id AS id, wie.naam AS naam, r.zekerheid AS zekerheid, r.geldigVan AS geldigVan,
       r.geldigTot AS geldigTot, r.bron AS bron
ORDER BY rol, naam
