-- title: Opgaver, der er taget op igen
-- description: Opgaver, som et senere referat ser ud til at vende tilbage til, med begge steders ord og grunden; de nyeste først.
SELECT tasks.date AS mødedato, forums.name AS forum, tasks.action AS opgave, tasks.quote AS ordene, items.date AS senere_dato,
  items.title AS senere_punkt, followups.quote AS senere_ord, followups.score AS lighed, followups.reason AS grund,
  followups.proposal AS tyder_på, items.id AS punkt_id
FROM items
JOIN followups ON followups.item_id = items.id
JOIN tasks ON tasks.id = followups.task_id
LEFT JOIN forums ON forums.id = tasks.forum_id
ORDER BY items.date DESC, items.id, tasks.id
LIMIT 1000
