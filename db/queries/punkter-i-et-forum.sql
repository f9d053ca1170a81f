-- title: Punkter i et forum
-- description: Alle punkter i de fora, der har dette i navnet; de nyeste møder først.
SELECT items.date AS dato, forums.name AS forum, items.number AS nr, items.title AS punkt, items.outcome AS udfald, items.id AS punkt_id
FROM items
JOIN meetings ON meetings.id = items.meeting_id
JOIN forums ON forums.id = items.forum_id
WHERE items.forum_id IN (SELECT id FROM forums WHERE name LIKE '%' || :forum || '%') AND meetings.document_id NOT IN hidden_documents
ORDER BY items.date DESC, items.meeting_id, items.ordinal
LIMIT 1000
