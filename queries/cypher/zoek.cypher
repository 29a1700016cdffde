// id: zoek
// thema: zoeken
// titel: Zoeken op naam
// vraag: Welke organisaties, gebieden en scholen heten ongeveer zo, ook met een tikfout?
// parameters:
//   tekst: {type: tekst, voorbeeld: ijmont}
//   aantal: {type: getal, minstens: 1, standaard: 20, voorbeeld: 20}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, naam, soort, bestaat, score]
// toelichting: >-
//   Gebruikt de index knoop_naam op de naam. Wie een code kent, vindt de knoop met “knoop”. “speelveld zoek” kent ook
//   plaatsen en andere namen.

WITH reduce(t = toLower($tekst), teken IN split('+-&|!(){}[]^"~*?:\\/', '') | replace(t, teken, ' ')) AS tekst
WITH [woord IN split(tekst, ' ') WHERE woord <> '' | woord + '^3 ' + woord + '* ' + woord + '~'] AS woorden
WHERE size(woorden) > 0
CALL db.index.fulltext.queryNodes('knoop_naam', reduce(q = '', woord IN woorden | q + ' ' + woord)) YIELD node, score
RETURN node.id AS id, node.naam AS naam, node.type AS soort,
       coalesce(node.geldigVan <= $peildatum, true) AND coalesce(node.geldigTot > $peildatum, true) AS bestaat,
       round(score, 2) AS score
ORDER BY score DESC, naam, id
LIMIT $aantal
