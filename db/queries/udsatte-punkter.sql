-- title: Udsatte punkter
-- description: Punkter, der blev udsat; de nyeste først.
SELECT items.date AS dato, forums.name AS forum, items.number AS nr, items.title AS punkt, items.case_number AS sag, items.id AS punkt_id
FROM items
JOIN meetings ON meetings.id = items.meeting_id
LEFT JOIN forums ON forums.id = items.forum_id
WHERE items.outcome = 'udsat' AND meetings.document_id NOT IN hidden_documents
ORDER BY items.date DESC, items.id
LIMIT 1000
