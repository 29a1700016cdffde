// id: uitvoering-per-gemeente
// thema: gemeenten
// titel: Leerplicht, lokaal team en Veilig Thuis per gemeente
// vraag: Wie voert voor elke gemeente de leerplicht uit, wat is het lokale team, en welk Veilig Thuis hoort erbij?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [gemeente, naam, leerplicht, lokaalTeam, zekerheidLokaalTeam, veiligThuis]
// toelichting: >-
//   Deze lijsten zijn verzameld uit openbare teksten en niet compleet. Leeg betekent onbekend; het college van de
//   gemeente blijft verantwoordelijk.
// python: graph.snapshot.Snapshot.out

MATCH (g:Gemeente)
WHERE coalesce(g.geldigVan <= $peildatum, true) AND coalesce(g.geldigTot > $peildatum, true)
WITH g, COLLECT {
  MATCH (g)-[r:LEERPLICHT_DOOR]->(wie:Leerplichtbureau)
  WHERE all(x IN [r, wie] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN wie.naam ORDER BY wie.naam
} AS leerplicht, COLLECT {
  MATCH (g)-[r:HEEFT_LOKAAL_TEAM]->(wie:LokaalTeam)
  WHERE all(x IN [r, wie] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN [wie.naam, r.zekerheid] AS team ORDER BY team
} AS teams, COLLECT {
  MATCH (g)<-[r:WERKT_IN]-(wie:VeiligThuis)
  WHERE all(x IN [r, wie] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
  RETURN wie.naam ORDER BY wie.naam
} AS veiligThuis
RETURN g.id AS gemeente, g.naam AS naam, nullIf(leerplicht, []) AS leerplicht,
       nullIf([team IN teams | team[0]], []) AS lokaalTeam,
       nullIf([team IN teams | coalesce(team[1], 'onbekend')], []) AS zekerheidLokaalTeam,
       nullIf(veiligThuis, []) AS veiligThuis
ORDER BY naam, gemeente
