// id: doorstroompunt-swv
// thema: indelingen
// titel: Doorstroompuntregio's en de samenwerkingsverbanden die er liggen
// vraag: Welke samenwerkingsverbanden VO en PO delen een doorstroompuntregio?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, naam, gemeenten, aantalVo, swvVo, aantalPo, swvPo]
// toelichting: >-
//   Een samenwerkingsverband staat er ook als het maar voor een deel in de regio ligt; “overlap” geeft de aandelen.
// python: queries.indeling.gebieden_per_pc4

MATCH (d:Doorstroompuntregio)<-[a:IN_DOORSTROOMPUNTREGIO]-(g:Gemeente)
WHERE all(x IN [d, a, g] WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
OPTIONAL MATCH (g)<-[b:IN_GEMEENTE]-(p:Postcodegebied)-[c:IN_SWV_PO|IN_SWV_VO]->(s:Samenwerkingsverband)
WHERE all(x IN [b, p, c, s]
      WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
WITH d, count(DISTINCT g) AS gemeenten, collect(DISTINCT s) AS verbanden
WITH d, gemeenten,
     COLLECT { UNWIND verbanden AS s WITH s WHERE s.sector = 'VO' RETURN substring(s.id,
     4) AS code ORDER BY code } AS swvVo,
     COLLECT { UNWIND verbanden AS s WITH s WHERE s.sector = 'PO' RETURN substring(s.id,
     4) AS code ORDER BY code } AS swvPo
RETURN d.id AS id, d.naam AS naam, gemeenten, size(swvVo) AS aantalVo, swvVo, size(swvPo) AS aantalPo, swvPo
ORDER BY aantalVo DESC, naam
