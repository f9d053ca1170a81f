-- title: Opgaver
-- description: Hvem skal gøre hvad hvornår; ansvarlig er et navn eller en del af det under alle personens skrivemåder, forum en del af navnet; begge må være tomme.
SELECT task_list.deadline AS frist, task_list.deadline_text AS fristens_ord, task_list.owner AS ansvarlig, task_list.action AS opgave,
  task_list.forum AS forum, task_list.outcome AS udfald, task_list.date AS mødedato, task_list.quote AS ordene, task_list.page AS side,
  task_list.state AS tilstand, task_list.note AS bemærkning, task_list.item_id AS punkt_id
FROM task_list
JOIN meetings ON meetings.id = task_list.meeting_id
LEFT JOIN persons ON persons.id = task_list.person_id
WHERE meetings.document_id NOT IN hidden_documents
  AND (:ansvarlig = '' OR task_list.owner LIKE '%' || :ansvarlig || '%' OR persons.names LIKE '%' || :ansvarlig || '%')
  AND (:forum = '' OR task_list.forum LIKE '%' || :forum || '%')
ORDER BY task_list.deadline IS NULL, task_list.deadline, task_list.date DESC, task_list.task_id
LIMIT 1000
