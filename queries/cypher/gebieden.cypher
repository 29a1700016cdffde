// id: gebieden
// thema: indelingen
// titel: De gebieden van een indeling, met hun omvang
// vraag: Uit hoeveel gemeenten en postcodegebieden bestaat elk gebied van deze indeling, en hoeveel mensen wonen er?
// parameters:
//   indeling:
//     type: relatie
//     uit: [IN_SWV_PO, IN_SWV_VO, IN_GEMEENTE, IN_JEUGDREGIO, IN_DOORSTROOMPUNTREGIO, IN_GGDREGIO, IN_ZORGKANTOORREGIO,
//       IN_VEILIGHEIDSREGIO, IN_ARBEIDSMARKTREGIO, IN_PROVINCIE]
//     voorbeeld: IN_JEUGDREGIO
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, naam, gemeenten, geheleGemeenten, pc4, inwoners]
// toelichting: >-
//   inwoners is leeg als een gemeente maar voor een deel in het gebied ligt: hoeveel mensen er in dat deel wonen,
//   zeggen de gegevens niet. Het aantal inwoners van een gemeente is dat van de laatste telling, ook op een eerdere
//   peildatum.
// python: queries.indeling.gebieden_per_pc4

MATCH pad = (p:Postcodegebied)-[:IN_GEMEENTE*0..1]->()-[r]->(gebied)
WHERE type(r) = $indeling AND all(x IN nodes(pad) + relationships(pad)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (p)-[a:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH g, gebied, count(p) AS pc4
WITH g, collect([gebied, pc4]) AS delen
UNWIND delen AS deel
WITH deel[0] AS gebied, deel[1] AS pc4, g, size(delen) = 1 AS geheel
WITH gebied, count(g) AS gemeenten, sum(pc4) AS pc4, count(CASE WHEN geheel THEN g END) AS geheleGemeenten,
     count(CASE WHEN geheel THEN g.inwoners END) AS geteld, sum(g.inwoners) AS inwoners
RETURN gebied.id AS id, gebied.naam AS naam, gemeenten, geheleGemeenten, pc4,
       CASE WHEN geteld = gemeenten THEN inwoners END AS inwoners
ORDER BY naam, id
