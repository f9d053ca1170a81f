-- title: Opgaver
-- description: Hvem skal gøre hvad hvornår; ansvarlig er et navn eller en del af det, eller tom.
SELECT tasks.deadline AS frist, tasks.deadline_text AS fristens_ord, task_owners.name AS ansvarlig, tasks.action AS opgave, forums.name AS forum,
  tasks.date AS mødedato, tasks.quote AS ordene, tasks.item_id AS punkt_id
FROM tasks
LEFT JOIN task_owners ON task_owners.task_id = tasks.id
LEFT JOIN forums ON forums.id = tasks.forum_id
WHERE :ansvarlig = '' OR task_owners.name LIKE '%' || :ansvarlig || '%'
ORDER BY tasks.deadline IS NULL, tasks.deadline, tasks.date DESC, tasks.id
LIMIT 1000
