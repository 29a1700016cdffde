// id: regelingen-van-gemeente
// thema: gemeenten
// titel: Gemeenschappelijke regelingen van een gemeente
// vraag: >-
//   Aan welke gemeenschappelijke regelingen doet deze gemeente mee, waarover gaan die, en hoeveel gemeenten doen mee?
// parameters:
//   gemeente: {type: id, soort: Gemeente, voorbeeld: gemeente:GM0396}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [regeling, naam, beleidsterreinen, samenwerkingsvorm, gemeenten, geldigVan, geldigTot]
// toelichting: Van de regelingen staan alleen die in de gegevens die over onderwijs, jeugd of zorg gaan.
// python: graph.snapshot.Snapshot.out

MATCH (gemeente:Gemeente {id: $gemeente})-[r:NEEMT_DEEL_AAN]->(regeling:Regeling)
WHERE all(x IN [gemeente, r, regeling]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
RETURN regeling.id AS regeling, regeling.naam AS naam, regeling.beleidsterreinen AS beleidsterreinen,
       regeling.samenwerkingsvorm AS samenwerkingsvorm, COUNT {
         MATCH (regeling)<-[s:NEEMT_DEEL_AAN]-(g:Gemeente)
         WHERE all(x IN [s, g]
               WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
       } AS gemeenten, r.geldigVan AS geldigVan, r.geldigTot AS geldigTot
ORDER BY naam
