// id: passing
// thema: indelingen
// titel: Gebieden die het slechtst in een andere indeling passen
// vraag: Over hoeveel gebieden van de andere indeling is elk gebied verdeeld, en hoeveel ligt in het grootste deel?
// parameters:
//   eerste:
//     type: relatie
//     uit: &indelingen [IN_SWV_PO, IN_SWV_VO, IN_GEMEENTE, IN_JEUGDREGIO, IN_DOORSTROOMPUNTREGIO, IN_GGDREGIO,
//       IN_ZORGKANTOORREGIO, IN_VEILIGHEIDSREGIO, IN_ARBEIDSMARKTREGIO, IN_PROVINCIE]
//     voorbeeld: IN_SWV_VO
//   tweede: {type: relatie, uit: *indelingen, voorbeeld: IN_JEUGDREGIO}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, naam, pc4, delen, grootste, grootsteNaam, aandeelGrootste]
// toelichting: >-
//   Postcodegebieden waarvoor de gegevens geen tweede gebied noemen, tellen niet mee. “speelveld aansluiting” geeft een
//   maat, en kan ook inwoners en leerlingen wegen.
// python: queries.aansluiting.atlas.Atlas.overlap

MATCH een = (p:Postcodegebied)-[:IN_GEMEENTE*0..1]->()-[r]->(eerste)
WHERE type(r) = $eerste AND all(x IN nodes(een) + relationships(een)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
MATCH twee = (p)-[:IN_GEMEENTE*0..1]->()-[q]->(tweede)
WHERE type(q) = $tweede AND all(x IN nodes(twee) + relationships(twee)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH eerste, tweede, count(p) AS pc4
ORDER BY pc4 DESC, tweede.id
WITH eerste, sum(pc4) AS totaal, count(tweede) AS delen, collect({gebied: tweede, pc4: pc4})[0] AS grootste
RETURN eerste.id AS id, eerste.naam AS naam, totaal AS pc4, delen, grootste.gebied.id AS grootste,
       grootste.gebied.naam AS grootsteNaam, round(1.0 * grootste.pc4 / totaal, 3) AS aandeelGrootste
ORDER BY aandeelGrootste, delen DESC, naam
