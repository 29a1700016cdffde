// id: bronnen
// thema: bronnen
// titel: De bronnen en hun ouderdom
// vraag: Welke leveringen staan in de gegevens, van wie, hoe oud zijn ze, en hoeveel zeggen ze?
// parameters:
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [bron, naam, uitgever, licentie, levering, peildatum, dagenOud, rang, knopen, relaties]
// toelichting: >-
//   Van elke bron geldt de laatste levering; een oudere telt nog mee voor wat daarna niet meer veranderde. knopen en
//   relaties zijn de uitspraken die uit de levering komen. Van twee bronnen die iets over hetzelfde zeggen, gaat de
//   laagste rang voor.
// python: graph.store.Store.leveringen

MATCH (stand:Stand {id: 0})
WITH stand.teller AS stand
MATCH (l:Levering)
WHERE l.sinds <= stand
RETURN l.bron AS bron, l.naam AS naam, l.uitgever AS uitgever, l.licentie AS licentie, l.id AS levering,
       l.peildatum AS peildatum, duration.inDays(l.peildatum, $peildatum).days AS dagenOud, l.rang AS rang,
       COUNT {
         MATCH (u:Knoopuitspraak {bron: l.bron})
         WHERE u.levering = l.id AND u.sinds <= stand AND coalesce(u.vervallen > stand, true)
       } AS knopen,
       COUNT {
         MATCH (u:Relatieuitspraak {bron: l.bron})
         WHERE u.levering = l.id AND u.sinds <= stand AND coalesce(u.vervallen > stand, true)
       } AS relaties
ORDER BY dagenOud DESC, bron
