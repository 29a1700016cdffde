// id: contactgemeenten
// thema: gemeenten
// titel: Contactgemeenten van de doorstroompuntregio's
// vraag: Welke gemeente coördineert elke doorstroompuntregio, en hoeveel gemeenten horen erbij?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [regio, regioNaam, contactgemeente, naam, gemeenten, inDeRegio, bron]
// toelichting: inDeRegio zegt of de contactgemeente volgens de gegevens zelf in de regio ligt.
// python: graph.snapshot.Snapshot.out

MATCH (d:Doorstroompuntregio)
WHERE coalesce(d.geldigVan <= $peildatum, true) AND coalesce(d.geldigTot > $peildatum, true)
OPTIONAL MATCH (d)-[c:HEEFT_CONTACTGEMEENTE]->(contact:Gemeente)
WHERE all(x IN [c, contact]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (d)<-[r:IN_DOORSTROOMPUNTREGIO]-(g:Gemeente)
WHERE all(x IN [r, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH d, c, contact, collect(g) AS leden
RETURN d.id AS regio, d.naam AS regioNaam, contact.id AS contactgemeente, contact.naam AS naam,
       size(leden) AS gemeenten, CASE WHEN size(leden) > 0 THEN contact IN leden END AS inDeRegio, c.bron AS bron
ORDER BY regio
