-- title: Alle beslutninger om …
-- description: Punkter med en beslutning, hvor titlen, indstillingen eller beslutningen handler om emnet; de nyeste først.
SELECT items.date AS dato, forums.name AS forum, items.number AS nr, items.title AS punkt, items.outcome AS udfald,
  (SELECT group_concat(text, char(10)) FROM sections WHERE item_id = items.id AND kind = 'beslutning') AS beslutning,
  items.page AS side, items.id AS punkt_id
FROM search_text
JOIN items ON items.search_key = search_text.rowid
LEFT JOIN forums ON forums.id = items.forum_id
WHERE search_text MATCH referat_match(:emne, 'beslutning')
ORDER BY search_text.rowid DESC
LIMIT 500
