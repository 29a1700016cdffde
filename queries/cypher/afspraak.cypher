// id: afspraak
// thema: afspraken en zorg
// titel: Een afspraak met haar partijen, gebieden en functies
// vraag: Wie zijn partij bij deze afspraak, waar geldt zij, en welke functies op scholen volgen eruit?
// parameters:
//   afspraak: {type: id, soort: Afspraak, voorbeeld: afspraak:jeugdhulp-op-school-vo-regio-alkmaar}
// kolommen: [wat, id, naam, rol, vestiging, vestigingNaam, geldigVan, geldigTot]
// toelichting: >-
//   Alles staat erbij, ook als de afspraak voorbij is. Een functie is een plek op een school, nooit een persoon.
// python: graph.snapshot.Snapshot.into

MATCH (a:Afspraak {id: $afspraak})
CALL (a) {
  MATCH (a)<-[r:PARTIJ_BIJ]-(wie)
  RETURN 'partij' AS wat, wie, r.rol AS rol, null AS v, r
  UNION
  MATCH (a)-[r:GELDT_IN]->(wie)
  RETURN 'gebied' AS wat, wie, null AS rol, null AS v, r
  UNION
  MATCH (a)<-[r:IN_AFSPRAAK]-(wie:Functie)
  OPTIONAL MATCH (wie)-[:FUNCTIE_BIJ]->(v:Vestiging)
  RETURN 'functie' AS wat, wie, wie.soort AS rol, v, r
}
RETURN DISTINCT wat, wie.id AS id, wie.naam AS naam, rol, v.id AS vestiging, v.naam AS vestigingNaam,
       r.geldigVan AS geldigVan, r.geldigTot AS geldigTot
ORDER BY wat DESC, naam, vestigingNaam
