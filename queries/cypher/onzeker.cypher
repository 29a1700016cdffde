// id: onzeker
// thema: bronnen
// titel: Relaties waar de bron aan twijfelt
// vraag: Welke relaties zijn afgeleid, niet zeker of van een opmerking voorzien?
// parameters:
//   soort: {type: relatie, standaard: alles, voorbeeld: alles}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [relatie, id, naam, naar, naarNaam, zekerheid, opmerking, bron]
// toelichting: Met soort beperkt u het tot een soort relatie, zoals IN_GEMEENTE.
// python: graph.snapshot.Snapshot.relations

MATCH (a:Knoop)-[r]->(b:Knoop)
WHERE $soort IN ['alles', type(r)]
  AND (r.opmerking IS NOT NULL OR NOT r.zekerheid IN ['gevonden', 'hoog'])
  AND coalesce(r.geldigVan <= $peildatum, true) AND coalesce(r.geldigTot > $peildatum, true)
RETURN type(r) AS relatie, a.id AS id, a.naam AS naam, b.id AS naar, b.naam AS naarNaam, r.zekerheid AS zekerheid,
       r.opmerking AS opmerking, r.bron AS bron
ORDER BY relatie, id, naar
