// id: bronconflicten
// thema: bronnen
// titel: Waar bronnen iets anders zeggen over hetzelfde
// vraag: >-
//   Van welke gemeenten, scholen of andere knopen van deze soort noemen bronnen een andere naam, eigenschap of een
//   ander gebied?
// parameters:
//   soort: {type: soort, voorbeeld: Gemeente}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, wat, waarde, bron, rang, peildatumBron, telt]
// toelichting: >-
//   Een regel per bron; telt zegt welke waarde nu in antwoorden staat. wat is een eigenschap, of een relatie waarvan er
//   maar een hoort te zijn; dan is de waarde een id. Coördinaten, leerlingen naar postcode, en wat over de uitspraak
//   zelf gaat, staan er niet bij.
// python: graph.store.Store.statements

MATCH (stand:Stand {id: 0})
WITH stand.teller AS stand
CALL (stand) {
  MATCH (u:Knoopuitspraak)
  WHERE u.type = $soort AND u.sinds <= stand AND coalesce(u.vervallen > stand, true)
    AND coalesce(u.geldigVan <= $peildatum, true) AND coalesce(u.geldigTot > $peildatum, true)
  UNWIND [naam IN keys(u) WHERE NOT naam IN ['nr', 'sinds', 'vervallen', 'levering', 'bron', 'over', 'type',
    'geldigVan', 'geldigTot', 'opmerking', 'herkomst', 'zekerheid', 'lat', 'lon', 'leerlingenWoonachtig',
    'leerlingenZonderPostcode', 'schoolplaatsenLeerlingen', 'woonplaatsenLeerlingen']] AS wat
  RETURN u, wat, u[wat] AS waarde
  UNION ALL
  MATCH (n:Knoop)
  WHERE n.type = $soort
  MATCH (u:Relatieuitspraak {over: n.id})
  WHERE u.type IN ['HEEFT_BESTUUR', 'HEEFT_CONTACTGEMEENTE', 'HEEFT_GRENS', 'HEEFT_LOKAAL_TEAM', 'IN_ARBEIDSMARKTREGIO',
      'IN_DOORSTROOMPUNTREGIO', 'IN_GEMEENTE', 'IN_GGDREGIO', 'IN_JEUGDREGIO', 'IN_PC4', 'IN_PROVINCIE', 'IN_SWV_PO',
      'IN_SWV_VO', 'IN_VEILIGHEIDSREGIO', 'IN_ZORGKANTOORREGIO', 'LEERPLICHT_DOOR', 'VESTIGING_VAN']
    AND u.sinds <= stand AND coalesce(u.vervallen > stand, true)
    AND coalesce(u.geldigVan <= $peildatum, true) AND coalesce(u.geldigTot > $peildatum, true)
  RETURN u, u.type AS wat, u.naar AS waarde
}
WITH u.over AS id, wat, collect(DISTINCT waarde) AS waarden, collect([u.levering, waarde]) AS uitspraken,
     count(DISTINCT u.bron) AS bronnen
WHERE size(waarden) > 1 AND bronnen > 1
MATCH (n:Knoop {id: id})
UNWIND uitspraken AS uitspraak
MATCH (l:Levering {id: uitspraak[0]})
WITH n, wat, uitspraak[1] AS waarde, l
RETURN n.id AS id, wat, waarde, l.bron AS bron, l.rang AS rang, l.peildatum AS peildatumBron,
       coalesce(n[wat] = waarde, EXISTS {
         MATCH (n)-[r]->(ander:Knoop)
         WHERE ander.id = waarde AND type(r) = wat
           AND coalesce(r.geldigVan <= $peildatum, true) AND coalesce(r.geldigTot > $peildatum, true)
       }) AS telt
ORDER BY id, wat, rang, bron
