// id: knoop
// thema: een plek
// titel: Alle relaties van een knoop
// vraag: Waarmee is deze organisatie, dit gebied of deze school op de peildatum verbonden?
// parameters:
//   knoop: {type: id, voorbeeld: gemeente:GM0396}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [relatie, richting, id, naam, soort, geldigVan, geldigTot, bron]
// python: graph.snapshot.Snapshot.out

MATCH (n:Knoop {id: $knoop})-[r]-(ander:Knoop)
WHERE all(x IN [n, r, ander]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
RETURN type(r) AS relatie, CASE startNode(r) WHEN n THEN 'naar' ELSE 'van' END AS richting, ander.id AS id,
       ander.naam AS naam, ander.type AS soort, r.geldigVan AS geldigVan, r.geldigTot AS geldigTot, r.bron AS bron
ORDER BY richting, relatie, naam, id
