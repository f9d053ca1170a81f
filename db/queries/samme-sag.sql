-- title: En sags vej
-- description: Punkter med dette sagsnummer, fra første til sidste behandling.
SELECT items.date AS dato, forums.name AS forum, items.number AS nr, items.title AS punkt, items.outcome AS udfald, items.id AS punkt_id
FROM items
JOIN meetings ON meetings.id = items.meeting_id
LEFT JOIN forums ON forums.id = items.forum_id
WHERE items.case_number = :sagsnummer AND meetings.document_id NOT IN hidden_documents
ORDER BY items.date, items.id
LIMIT 1000
