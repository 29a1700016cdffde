// id: regeling-deelnemers
// thema: gemeenten
// titel: Deelnemers van een gemeenschappelijke regeling, ook die van vroeger
// vraag: Welke gemeenten doen of deden mee aan deze regeling, van wanneer tot wanneer?
// parameters:
//   regeling: {type: id, soort: Regeling, voorbeeld: regeling:28141753}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [gemeente, naam, doetMee, geldigVan, geldigTot, bron]
// toelichting: doetMee zegt of de gemeente op de peildatum meedoet.
// python: graph.snapshot.Snapshot.into

MATCH (regeling:Regeling {id: $regeling})<-[r:NEEMT_DEEL_AAN]-(g:Gemeente)
RETURN g.id AS gemeente, g.naam AS naam,
       all(x IN [regeling, r, g]
           WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true)) AS doetMee,
       r.geldigVan AS geldigVan, r.geldigTot AS geldigTot, r.bron AS bron
ORDER BY doetMee DESC, naam, geldigVan
