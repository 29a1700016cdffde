// id: verhuisd
// thema: in de tijd
// titel: Postcodegebieden of gemeenten die van gebied wisselden
// vraag: Wat hoort op de tweede dag bij een ander gebied dan op de eerste, en bij welk?
// parameters:
//   relatie:
//     type: relatie
//     uit: [IN_SWV_PO, IN_SWV_VO, IN_GEMEENTE, IN_JEUGDREGIO, IN_DOORSTROOMPUNTREGIO, IN_GGDREGIO, IN_ZORGKANTOORREGIO,
//       IN_VEILIGHEIDSREGIO, IN_ARBEIDSMARKTREGIO, IN_PROVINCIE]
//     standaard: IN_SWV_PO
//     voorbeeld: IN_SWV_PO
//   van: {type: datum, voorbeeld: 2016-01-01}
//   tot: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, naam, van, vanNaam, naar, naarNaam, dag, bron]
// toelichting: Een leeg gebied betekent dat de gegevens er op die dag geen noemen.
// python: graph.snapshot.Snapshot.out

MATCH (a:Knoop)-[r]->(b:Knoop)
WHERE type(r) = $relatie
WITH a, collect(CASE WHEN coalesce(r.geldigVan <= $van, true) AND coalesce(r.geldigTot > $van, true)
                     THEN {gebied: b, r: r} END)[0] AS eerst,
     collect(CASE WHEN coalesce(r.geldigVan <= $tot, true) AND coalesce(r.geldigTot > $tot, true)
                  THEN {gebied: b, r: r} END)[0] AS later
WHERE coalesce(eerst.gebied.id, '') <> coalesce(later.gebied.id, '')
RETURN a.id AS id, a.naam AS naam, eerst.gebied.id AS van, eerst.gebied.naam AS vanNaam, later.gebied.id AS naar,
       later.gebied.naam AS naarNaam, coalesce(later.r.geldigVan, eerst.r.geldigTot) AS dag,
       coalesce(later.r, eerst.r).bron AS bron
ORDER BY van, naar, id
