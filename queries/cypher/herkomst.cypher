// id: herkomst
// thema: bronnen
// titel: Welke bron zegt wat over een knoop
// vraag: Waar komen de naam en de eigenschappen van deze organisatie, dit gebied of deze school vandaan?
// parameters:
//   knoop: {type: id, voorbeeld: gemeente:GM0396}
// kolommen: [eigenschap, waarde, bron, naam, uitgever, peildatum, rang, geldigVan, geldigTot]
// toelichting: >-
//   “bestaat” zegt dat de bron de knoop noemt, met de dagen die zij geeft. Spreken bronnen elkaar tegen, dan gaat de
//   laagste rang voor. Alles wat een bron ooit zei staat erbij, ook wat voorbij is, behalve leerlingen naar postcode:
//   daar zijn aantallen onder vijf bij.
// python: graph.store.Store.statements

MATCH (stand:Stand {id: 0})
WITH stand.teller AS stand
MATCH (u:Knoopuitspraak {over: $knoop})
WHERE u.sinds <= stand AND coalesce(u.vervallen > stand, true)
  AND coalesce(u.geldigTot > coalesce(u.geldigVan, date('0001-01-01')), true)
MATCH (l:Levering {id: u.levering})
UNWIND ['bestaat'] + [naam IN keys(u) WHERE NOT naam IN ['nr', 'sinds', 'vervallen', 'levering', 'bron', 'over', 'type',
  'geldigVan', 'geldigTot', 'leerlingenWoonachtig', 'leerlingenZonderPostcode', 'schoolplaatsenLeerlingen',
  'woonplaatsenLeerlingen']] AS eigenschap
RETURN eigenschap, CASE eigenschap WHEN 'bestaat' THEN true ELSE u[eigenschap] END AS waarde, l.bron AS bron,
       l.naam AS naam, l.uitgever AS uitgever, l.peildatum AS peildatum, l.rang AS rang,
       u.geldigVan AS geldigVan, u.geldigTot AS geldigTot
ORDER BY eigenschap <> 'bestaat', eigenschap, rang, peildatum, geldigVan
