// id: herindelingen
// thema: in de tijd
// titel: Opgeheven gemeenten en hun opvolgers
// vraag: Welke gemeenten gingen tussen twee dagen op in een andere, en welke gemeente is het nu?
// parameters:
//   van: {type: datum, standaard: 2000-01-01, voorbeeld: 2018-01-01}
//   tot: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [gemeente, naam, opgeheven, opvolger, opvolgerNaam, nu]
// toelichting: >-
//   De dag tot telt mee. Een gemeente die is gesplitst, staat er vaker. nu is de gemeente (of zijn de gemeenten) waarin
//   de opvolger op de dag tot is opgegaan; dat is meestal de opvolger zelf.
// python: graph.snapshot.Snapshot.out

MATCH (oud:Gemeente)-[r:OPGEGAAN_IN]->(opvolger:Gemeente)
WHERE $van <= r.geldigVan <= $tot
RETURN oud.id AS gemeente, oud.naam AS naam, r.geldigVan AS opgeheven, opvolger.id AS opvolger,
       opvolger.naam AS opvolgerNaam, COLLECT {
         MATCH (opvolger)-[stap:OPGEGAAN_IN*0..10]->(nu:Gemeente)
         WHERE all(s IN stap WHERE coalesce(s.geldigVan <= $tot, true))
           AND coalesce(nu.geldigVan <= $tot, true) AND coalesce(nu.geldigTot > $tot, true)
         RETURN DISTINCT nu.naam ORDER BY nu.naam
       } AS nu
ORDER BY opgeheven, opvolgerNaam, naam
