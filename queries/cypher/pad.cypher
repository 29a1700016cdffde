// id: pad
// thema: zoeken
// titel: De kortste weg tussen twee organisaties of gebieden
// vraag: Hoe zijn deze twee met elkaar verbonden, in zo min mogelijk stappen?
// parameters:
//   van: {type: id, voorbeeld: vestiging:20MH00}
//   naar: {type: id, voorbeeld: jeugdregio:JZ10}
//   aantal: {type: getal, minstens: 1, standaard: 3, voorbeeld: 3}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [weg, stap, id, naam, relatie, richting, naarId, naarNaam]
// toelichting: >-
//   Zijn er meer even korte wegen, dan staan er hoogstens zoveel als u met aantal vraagt. “speelveld pad” zet de wegen
//   die het meest zeggen voorop. De richting “terug” betekent dat de relatie andersom loopt.
// python: queries.pad.pad

MATCH (a:Knoop {id: $van})
WHERE coalesce(a.geldigVan <= $peildatum, true) AND coalesce(a.geldigTot > $peildatum, true)
WITH a
MATCH (b:Knoop {id: $naar})
WHERE a <> b
WITH a, b
MATCH pad = ALL SHORTEST (a) ((:Knoop)-[r WHERE coalesce(r.geldigVan <= $peildatum, true)
  AND coalesce(r.geldigTot > $peildatum, true)]-(m:Knoop WHERE coalesce(m.geldigVan <= $peildatum, true)
  AND coalesce(m.geldigTot > $peildatum, true))){1,8} (b)
WITH pad
ORDER BY [n IN nodes(pad) | n.id]
LIMIT $aantal
WITH collect(pad) AS paden
UNWIND range(1, size(paden)) AS weg
WITH weg, paden[weg - 1] AS pad
UNWIND range(1, length(pad)) AS stap
WITH weg, stap, nodes(pad)[stap - 1] AS x, relationships(pad)[stap - 1] AS r, nodes(pad)[stap] AS y
RETURN weg, stap, x.id AS id, x.naam AS naam, type(r) AS relatie,
       CASE startNode(r) WHEN x THEN 'heen' ELSE 'terug' END AS richting, y.id AS naarId, y.naam AS naarNaam
ORDER BY weg, stap
