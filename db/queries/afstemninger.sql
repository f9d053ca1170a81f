-- title: Afstemninger
-- description: Stemmer, der er talt; de nyeste først.
SELECT items.date AS dato, forums.name AS forum, items.title AS punkt, votes.subject AS om, votes.for_count AS for, votes.against_count AS imod,
  votes.abstain_count AS hverken_eller, CASE votes.carried WHEN 1 THEN 'vedtaget' WHEN 0 THEN 'forkastet' END AS resultat, items.id AS punkt_id
FROM votes
JOIN items ON items.id = votes.item_id
JOIN meetings ON meetings.id = items.meeting_id
LEFT JOIN forums ON forums.id = items.forum_id
WHERE meetings.document_id NOT IN hidden_documents
ORDER BY items.date DESC, items.id, votes.ordinal
LIMIT 1000
