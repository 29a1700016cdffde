// id: wijzigingen
// thema: in de tijd
// titel: Wat er tussen twee dagen veranderde
// vraag: Welke organisaties, gebieden en relaties zijn er op de tweede dag wel en op de eerste niet, of andersom?
// parameters:
//   van: {type: datum, voorbeeld: 2022-01-01}
//   tot: {type: datum, standaard: vandaag, voorbeeld: 2023-06-01}
//   soort: {type: soort of relatie, standaard: alles, voorbeeld: alles}
// kolommen: [wat, soort, id, naam, naar, naarNaam, dag, bron]
// toelichting: >-
//   Met soort beperkt u het tot een soort knoop (Gemeente) of een soort relatie (IN_SWV_PO). Wat begon en weer eindigde
//   tussen de twee dagen staat er niet bij, en ook niet wat een andere naam of eigenschap kreeg. “speelveld
//   wijzigingen” zegt erbij of de wereld veranderde of alleen wat ervan bekend is. Een feit waarvan de bron het begin
//   niet noemt, telt als altijd zo geweest.
// python: graph.snapshot.Snapshot.relations

CALL () {
  MATCH (a:Knoop)-[r]->(b:Knoop)
  WHERE $soort IN ['alles', type(r)]
  WITH a, b, type(r) AS soort, collect(r) AS perioden
  WITH a, b, soort,
       [r IN perioden WHERE coalesce(r.geldigVan <= $van, true) AND coalesce(r.geldigTot > $van, true)] AS eerst,
       [r IN perioden WHERE coalesce(r.geldigVan <= $tot, true) AND coalesce(r.geldigTot > $tot, true)] AS later
  WHERE (size(eerst) = 0) <> (size(later) = 0)
  RETURN CASE size(eerst) WHEN 0 THEN 'relatie erbij' ELSE 'relatie eraf' END AS wat, soort, a, b,
         coalesce(later[0].geldigVan, eerst[0].geldigTot) AS dag, coalesce(later[0], eerst[0]).bron AS bron
  UNION
  MATCH (a:Knoop)
  WHERE $soort IN ['alles', a.type]
  WITH a, coalesce(a.geldigVan <= $van, true) AND coalesce(a.geldigTot > $van, true) AS eerst,
       coalesce(a.geldigVan <= $tot, true) AND coalesce(a.geldigTot > $tot, true) AS later
  WHERE eerst <> later
  RETURN CASE WHEN later THEN 'knoop erbij' ELSE 'knoop eraf' END AS wat, a.type AS soort, a, null AS b,
         CASE WHEN later THEN a.geldigVan ELSE a.geldigTot END AS dag, a.bronnen[0] AS bron
}
RETURN wat, soort, a.id AS id, a.naam AS naam, b.id AS naar, b.naam AS naarNaam, dag, bron
ORDER BY wat, soort, dag, id, naar
