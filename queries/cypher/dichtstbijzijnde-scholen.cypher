// id: dichtstbijzijnde-scholen
// thema: scholen en besturen
// titel: De dichtstbijzijnde scholen van een soort
// vraag: >-
//   Welke vestigingen van deze soort liggen het dichtst bij dit postcodegebied, en in welke gemeente en welk verband?
// parameters:
//   pc4: {type: id, soort: Postcodegebied, voorbeeld: pc4:1963}
//   soort: {type: tekst, uit: [bo, sbo, so, vso, vo, pro], voorbeeld: vso}
//   aantal: {type: getal, minstens: 1, standaard: 10, voorbeeld: 10}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [km, vestiging, naam, gemeente, swv, swvNaam, leerlingen]
// toelichting: >-
//   km is de afstand hemelsbreed vanaf het midden van het postcodegebied. Vestigingen zonder coördinaten staan er niet
//   bij. swv is het verband van het postcodegebied van de school; een school van een landelijk verband hoort daar niet
//   bij.

MATCH (p:Postcodegebied {id: $pc4})
WITH point({latitude: p.lat, longitude: p.lon}) AS midden
MATCH (v:Vestiging)
WHERE $soort IN v.onderwijssoort
  AND coalesce(v.geldigVan <= $peildatum, true) AND coalesce(v.geldigTot > $peildatum, true)
WITH v, point.distance(midden, point({latitude: v.lat, longitude: v.lon})) AS meter
WHERE meter IS NOT NULL
ORDER BY meter, v.id
LIMIT $aantal
OPTIONAL MATCH (v)-[a:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (v)-[c:IN_PC4]->(q:Postcodegebied)-[d:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
WHERE s.sector = CASE WHEN $soort IN ['bo', 'sbo', 'so'] THEN 'PO' ELSE 'VO' END
  AND all(x IN [c, q, d, s]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
RETURN round(meter / 1000, 1) AS km, v.id AS vestiging, v.naam AS naam, g.naam AS gemeente, s.id AS swv,
       s.naam AS swvNaam, v.leerlingen AS leerlingen
ORDER BY meter, vestiging
