// id: geschiedenis
// thema: in de tijd
// titel: De geschiedenis van een knoop
// vraag: Hoe heette dit, wanneer bestond het, en waarmee was het van wanneer tot wanneer verbonden?
// parameters:
//   knoop: {type: id, voorbeeld: gemeente:GM0441}
// kolommen: [wat, id, naam, geldigVan, geldigTot, bron]
// toelichting: >-
//   Bij “heet” staat wat elke bron zegt; de relaties zijn die welke in het antwoord van een dag tellen. Relaties die
//   naar de knoop toe lopen staan er alleen als er een datum bij is. Een leeg begin is onbekend, een leeg einde is nog
//   geen einde.
// python: graph.snapshot.Snapshot.out

MATCH (n:Knoop {id: $knoop})
CALL (n) {
  MATCH (stand:Stand {id: 0})
  WITH n, stand.teller AS stand
  MATCH (u:Knoopuitspraak {over: n.id})
  WHERE u.naam IS NOT NULL AND u.sinds <= stand AND coalesce(u.vervallen > stand, true)
    AND coalesce(u.geldigTot > coalesce(u.geldigVan, date('0001-01-01')), true)
  RETURN 'heet' AS wat, n.id AS id, u.naam AS naam, u.geldigVan AS geldigVan, u.geldigTot AS geldigTot,
         u.levering AS bron
  UNION
  MATCH (n)-[r]->(ander:Knoop)
  RETURN type(r) AS wat, ander.id AS id, ander.naam AS naam, r.geldigVan AS geldigVan, r.geldigTot AS geldigTot,
         r.bron AS bron
  UNION
  MATCH (n)<-[r]-(ander:Knoop)
  WHERE r.geldigVan IS NOT NULL OR r.geldigTot IS NOT NULL
  RETURN '^' + type(r) AS wat, ander.id AS id, ander.naam AS naam, r.geldigVan AS geldigVan, r.geldigTot AS geldigTot,
         r.bron AS bron
}
RETURN wat, id, naam, geldigVan, geldigTot, bron
ORDER BY wat <> 'heet', coalesce(geldigVan, date('0001-01-01')), wat, id
