// id: dekking
// thema: bronnen
// titel: Hoe compleet de gegevens zijn
// vraag: Voor hoeveel gemeenten, postcodegebieden, vestigingen en regio's noemen de gegevens waar zij bij horen?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [soort, relatie, aantal, met, zonder, voorbeeldenZonder]
// toelichting: >-
//   Wat ontbreekt is onbekend; het betekent niet dat het er niet is. Van vestigingen en scholen noemen de registers
//   geen begin, dus een vroegere peildatum telt ze ook mee.
// python: graph.snapshot.Snapshot.out

MATCH (n:Postcodegebied|Gemeente|Vestiging|Jeugdregio|Doorstroompuntregio|Ggd)
WHERE coalesce(n.geldigVan <= $peildatum, true) AND coalesce(n.geldigTot > $peildatum, true)
UNWIND CASE n.type
  WHEN 'Postcodegebied' THEN ['IN_GEMEENTE', 'IN_SWV_PO', 'IN_SWV_VO']
  WHEN 'Gemeente' THEN ['IN_PROVINCIE', 'IN_JEUGDREGIO', 'IN_DOORSTROOMPUNTREGIO', 'IN_GGDREGIO', 'IN_ZORGKANTOORREGIO',
                        'IN_VEILIGHEIDSREGIO', 'IN_ARBEIDSMARKTREGIO', 'LEERPLICHT_DOOR', 'HEEFT_LOKAAL_TEAM']
  WHEN 'Vestiging' THEN ['IN_GEMEENTE', 'IN_PC4', 'HEEFT_BESTUUR', 'VESTIGING_VAN']
  WHEN 'Doorstroompuntregio' THEN ['HEEFT_CONTACTGEMEENTE']
  ELSE ['UITGEVOERD_DOOR']
END AS relatie
WITH n, relatie, EXISTS {
  MATCH (n)-[r]->(ander)
  WHERE type(r) = relatie AND all(x IN [r, ander]
        WHERE coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true))
} AS heeft
ORDER BY n.id
RETURN n.type AS soort, relatie, count(n) AS aantal, count(CASE WHEN heeft THEN n END) AS met,
       count(CASE WHEN NOT heeft THEN n END) AS zonder,
       collect(CASE WHEN NOT heeft THEN n.naam END)[0..5] AS voorbeeldenZonder
ORDER BY soort, zonder DESC, relatie
