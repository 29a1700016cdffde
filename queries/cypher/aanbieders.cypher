// id: aanbieders
// thema: afspraken en zorg
// titel: Aanbieders van jeugdhulp die een jeugdregio heeft gecontracteerd
// vraag: Welke aanbieders zijn volgens de gegevens gecontracteerd door welke jeugdregio?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [jeugdregio, jeugdregioNaam, aanbieder, naam, perceel, zekerheid, herkomst, geldigVan, geldigTot]
// toelichting: >-
//   Let op: dit is een lijst met voorbeelden uit openbare teksten, vaak ouder dan een jaar, en lang niet compleet.
//   Staat een aanbieder er niet, dan zegt dat niets. De regio zelf heeft de echte lijst; laad die met het sjabloon
//   sjabloon-aanbieders.
// python: graph.snapshot.Snapshot.into

MATCH (j:Jeugdregio)<-[r:GECONTRACTEERD_DOOR]-(a:Aanbieder)
WHERE all(x IN [j, r, a] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
RETURN j.id AS jeugdregio, j.naam AS jeugdregioNaam, a.id AS aanbieder, a.naam AS naam, r.perceel AS perceel,
       r.zekerheid AS zekerheid, r.herkomst AS herkomst, r.geldigVan AS geldigVan, r.geldigTot AS geldigTot
ORDER BY jeugdregioNaam, naam, perceel
