// id: overlap
// thema: indelingen
// titel: Hoe twee indelingen over elkaar liggen
// vraag: Hoeveel postcodegebieden deelt elk gebied van de ene indeling met elk gebied van de andere?
// parameters:
//   eerste:
//     type: relatie
//     uit: &indelingen [IN_SWV_PO, IN_SWV_VO, IN_GEMEENTE, IN_JEUGDREGIO, IN_DOORSTROOMPUNTREGIO, IN_GGDREGIO,
//       IN_ZORGKANTOORREGIO, IN_VEILIGHEIDSREGIO, IN_ARBEIDSMARKTREGIO, IN_PROVINCIE]
//     voorbeeld: IN_JEUGDREGIO
//   tweede: {type: relatie, uit: *indelingen, voorbeeld: IN_SWV_PO}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [eerste, eersteNaam, tweede, tweedeNaam, pc4, gemeenten, aandeelVanEerste, aandeelVanTweede]
// toelichting: Een leeg gebied betekent dat de gegevens voor die postcodegebieden geen gebied van deze indeling noemen.
// python: queries.aansluiting.atlas.Atlas.overlap

MATCH (p:Postcodegebied)
WHERE coalesce(p.geldigVan <= $peildatum, true) AND coalesce(p.geldigTot > $peildatum, true)
OPTIONAL MATCH een = (p)-[:IN_GEMEENTE*0..1]->()-[r]->(eerste)
WHERE type(r) = $eerste AND all(x IN nodes(een) + relationships(een)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH twee = (p)-[:IN_GEMEENTE*0..1]->()-[q]->(tweede)
WHERE type(q) = $tweede AND all(x IN nodes(twee) + relationships(twee)
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (p)-[a:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH eerste, tweede, p, g
ORDER BY g.naam
WITH eerste, tweede, count(DISTINCT p) AS pc4, collect(DISTINCT g.naam) AS gemeenten
WHERE eerste IS NOT NULL OR tweede IS NOT NULL
WITH eerste, sum(pc4) AS vanEerste, collect([tweede, pc4, gemeenten]) AS delen
UNWIND delen AS deel
WITH deel[0] AS tweede, sum(deel[1]) AS vanTweede, collect([eerste, vanEerste, deel[1], deel[2]]) AS delen
UNWIND delen AS deel
WITH deel[0] AS eerste, tweede, deel[1] AS vanEerste, vanTweede, deel[2] AS pc4, deel[3] AS gemeenten
RETURN eerste.id AS eerste, eerste.naam AS eersteNaam, tweede.id AS tweede, tweede.naam AS tweedeNaam, pc4, gemeenten,
       CASE WHEN eerste IS NOT NULL THEN round(1.0 * pc4 / vanEerste, 3) END AS aandeelVanEerste,
       CASE WHEN tweede IS NOT NULL THEN round(1.0 * pc4 / vanTweede, 3) END AS aandeelVanTweede
ORDER BY eersteNaam, pc4 DESC, tweedeNaam
