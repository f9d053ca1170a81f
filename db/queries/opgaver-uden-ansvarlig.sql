-- title: Opgaver uden ansvarlig eller frist
-- description: Det, der skulle gøres, men som ingen fik, eller som ingen frist har; de nyeste først.
SELECT tasks.date AS mødedato, forums.name AS forum, tasks.action AS opgave, tasks.deadline_text AS frist,
  (SELECT group_concat(name, ', ') FROM task_owners WHERE task_id = tasks.id) AS ansvarlig, tasks.item_id AS punkt_id
FROM tasks
JOIN meetings ON meetings.id = tasks.meeting_id
LEFT JOIN forums ON forums.id = tasks.forum_id
WHERE meetings.document_id NOT IN hidden_documents
  AND (tasks.deadline IS NULL OR NOT EXISTS (SELECT 1 FROM task_owners WHERE task_id = tasks.id))
  AND NOT EXISTS (SELECT 1 FROM task_states WHERE task_id = tasks.id AND state IN ('done', 'dropped'))
ORDER BY tasks.date DESC, tasks.id
LIMIT 1000
