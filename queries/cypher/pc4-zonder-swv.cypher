// id: pc4-zonder-swv
// thema: samenwerkingsverbanden
// titel: Postcodegebieden zonder samenwerkingsverband
// vraag: Van welke postcodegebieden noemen de gegevens geen samenwerkingsverband, en staan er scholen?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [pc4, woonplaats, gemeente, adressoort, zonder, vestigingen]
// toelichting: Postcodes met alleen postbussen (adressoort) horen in de regeling niet bij een samenwerkingsverband.
// python: queries.indeling.gebieden_per_pc4

MATCH (p:Postcodegebied)
WHERE coalesce(p.geldigVan <= $peildatum, true) AND coalesce(p.geldigTot > $peildatum, true)
WITH p, [sector IN ['PO', 'VO'] WHERE NOT EXISTS {
  MATCH (p)-[r:IN_SWV_PO|IN_SWV_VO]->(:Samenwerkingsverband {sector: sector})
  WHERE coalesce(r.geldigVan <= $peildatum, true) AND coalesce(r.geldigTot > $peildatum, true)
}] AS zonder
WHERE size(zonder) > 0
OPTIONAL MATCH (p)-[a:IN_GEMEENTE]->(g:Gemeente)
WHERE all(x IN [a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
RETURN p.id AS pc4, p.woonplaats AS woonplaats, g.naam AS gemeente, p.adressoort AS adressoort, zonder, COUNT {
  MATCH (p)<-[r:IN_PC4]-(v:Vestiging)
  WHERE all(x IN [r, v] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
} AS vestigingen
ORDER BY vestigingen DESC, pc4
