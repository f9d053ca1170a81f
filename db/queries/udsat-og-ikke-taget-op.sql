-- title: Udsat og ikke taget op igen
-- description: Udsatte punkter, som intet senere referat af samme forum tager op, selv om der er holdt møde siden; de nyeste først.
SELECT items.date AS dato, forums.name AS forum, items.number AS nr, items.title AS punkt, items.case_number AS sag,
  postponements.later_meetings AS møder_siden, items.id AS punkt_id
FROM postponements
JOIN items ON items.id = postponements.item_id
LEFT JOIN forums ON forums.id = items.forum_id
WHERE postponements.return_id IS NULL AND postponements.later_meetings > 0
ORDER BY items.date DESC, items.id
LIMIT 1000
