// id: afspraken
// thema: afspraken en zorg
// titel: Regionale afspraken en of ze gelden
// vraag: Welke afspraken zijn er, gelden ze op de peildatum, in welk gebied, en met hoeveel partijen en functies?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [status, id, naam, soort, geldigVan, geldigTot, gebieden, partijen, functies, regels]
// toelichting: >-
//   De status is onbekend als de tekst van de afspraak geen begin en geen einde noemt. Is een afspraak voorbij, dan
//   zijn gebieden, partijen en functies die van haar laatste dag. Zijn zij leeg, dan noemt de tekst ze niet.
// python: queries.looptijd.looptijden

MATCH (a:Afspraak)
WHERE a.naam IS NOT NULL
WITH a, CASE
  WHEN a.geldigVan IS NULL AND a.geldigTot IS NULL THEN ['onbekend', $peildatum]
  WHEN a.geldigTot <= $peildatum THEN ['verlopen', a.geldigTot - duration({days: 1})]
  WHEN a.geldigVan > $peildatum THEN ['komend', a.geldigVan]
  ELSE ['geldig', $peildatum]
END AS stand
WITH a, stand[0] AS status, stand[1] AS dag
RETURN status, a.id AS id, a.naam AS naam, a.soort AS soort, a.geldigVan AS geldigVan, a.geldigTot AS geldigTot,
       nullIf(COLLECT {
         MATCH (a)-[r:GELDT_IN]->(gebied)
         WHERE coalesce(r.geldigVan <= dag, true) AND coalesce(r.geldigTot > dag, true)
         RETURN gebied.naam AS naam ORDER BY naam
       }, []) AS gebieden, nullIf(COUNT {
         MATCH (a)<-[r:PARTIJ_BIJ]-()
         WHERE coalesce(r.geldigVan <= dag, true) AND coalesce(r.geldigTot > dag, true)
       }, 0) AS partijen, nullIf(COUNT {
         MATCH (a)<-[r:IN_AFSPRAAK]-(:Functie)
         WHERE coalesce(r.geldigVan <= dag, true) AND coalesce(r.geldigTot > dag, true)
       }, 0) AS functies, a.regels AS regels
ORDER BY status, naam
