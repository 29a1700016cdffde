// id: afspraken-aflopend
// thema: afspraken en zorg
// titel: Afspraken die voorbij zijn of binnenkort aflopen
// vraag: Welke afspraken zijn op de peildatum al voorbij, of lopen binnen dit aantal maanden af?
// parameters:
//   maanden: {type: getal, minstens: 0, standaard: 6, voorbeeld: 6}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [status, id, naam, geldigVan, geldigTot, dagen, gebieden, partijen]
// toelichting: >-
//   geldigTot is de eerste dag waarop de afspraak niet meer geldt. dagen is het aantal dagen tot dan; negatief is
//   voorbij. Een afspraak zonder einde staat er niet bij. gebieden en partijen zijn die van de laatste dag; zijn zij
//   leeg, dan noemt de tekst ze niet.
// python: queries.looptijd.looptijden

MATCH (a:Afspraak)
WHERE a.naam IS NOT NULL AND a.geldigTot <= $peildatum + duration({months: $maanden})
WITH a, a.geldigTot - duration({days: 1}) AS dag
RETURN CASE WHEN a.geldigTot <= $peildatum THEN 'verlopen' ELSE 'loopt af' END AS status, a.id AS id, a.naam AS naam,
       a.geldigVan AS geldigVan, a.geldigTot AS geldigTot, duration.inDays($peildatum, a.geldigTot).days AS dagen,
       nullIf(COLLECT {
         MATCH (a)-[r:GELDT_IN]->(gebied)
         WHERE coalesce(r.geldigVan <= dag, true) AND coalesce(r.geldigTot > dag, true)
         RETURN gebied.naam AS naam ORDER BY naam
       }, []) AS gebieden, nullIf(COLLECT {
         MATCH (a)<-[r:PARTIJ_BIJ]-(partij)
         WHERE coalesce(r.geldigVan <= dag, true) AND coalesce(r.geldigTot > dag, true)
         RETURN partij.naam AS naam ORDER BY naam
       }, []) AS partijen
ORDER BY geldigTot DESC, naam
