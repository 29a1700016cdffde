// id: swv-kruist
// thema: samenwerkingsverbanden
// titel: Alles wat het gebied van een samenwerkingsverband kruist
// vraag: Welke regio's, verbanden en regelingen liggen geheel of deels in het gebied van dit samenwerkingsverband?
// parameters:
//   swv: {type: id, soort: Samenwerkingsverband, voorbeeld: swv:PO2711}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [relatie, id, naam, pc4, aandeelVanSwv, aandeelVanRegio, gemeenten]
// toelichting: >-
//   pc4 is het aantal postcodegebieden dat zij delen. aandeelVanSwv 1: het samenwerkingsverband ligt er helemaal in.
//   aandeelVanRegio 1: de regio ligt helemaal in het samenwerkingsverband. Zijn beide kleiner, dan kruisen de grenzen
//   elkaar.
// python: queries.indeling.gebieden_per_pc4

MATCH (s:Samenwerkingsverband {id: $swv})<-[r:IN_SWV_PO|IN_SWV_VO]-(p:Postcodegebied)
WHERE all(x IN [s, r, p] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH s, collect(p) AS gebied
UNWIND gebied AS p
OPTIONAL MATCH (p)-[a:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
CALL (p, g) {
  MATCH (p)-[r:IN_SWV_PO|IN_SWV_VO]->(regio)
  RETURN r, regio
  UNION
  MATCH (g)-[r:IN_JEUGDREGIO|IN_DOORSTROOMPUNTREGIO|IN_GGDREGIO|IN_ZORGKANTOORREGIO|IN_VEILIGHEIDSREGIO
    |IN_ARBEIDSMARKTREGIO|IN_PROVINCIE|NEEMT_DEEL_AAN]->(regio)
  RETURN r, regio
}
WITH s, gebied, p, g, r, regio
WHERE regio <> s
  AND all(x IN [r, regio] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH gebied, type(r) AS relatie, regio, p, g
ORDER BY g.naam
WITH gebied, relatie, regio, count(DISTINCT p) AS pc4, collect(DISTINCT g.naam) AS gemeenten
WITH *, COUNT {
  MATCH pad = (regio)<-[r]-()<-[:IN_GEMEENTE*0..1]-(:Postcodegebied)
  WHERE type(r) = relatie AND all(x IN nodes(pad) + relationships(pad)
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
} AS pc4VanRegio
RETURN relatie, regio.id AS id, regio.naam AS naam, pc4, round(1.0 * pc4 / size(gebied), 3) AS aandeelVanSwv,
       round(1.0 * pc4 / pc4VanRegio, 3) AS aandeelVanRegio, gemeenten
ORDER BY relatie, pc4 DESC, naam
