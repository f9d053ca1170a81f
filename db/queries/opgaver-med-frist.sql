-- title: Opgaver med frist i en periode
-- description: Opgaver, hvis frist er i perioden, den tidligste først; fra og til er datoer som 2022-06-29 (eller 2022-06), eller tomme.
SELECT task_list.deadline AS frist, task_list.deadline_text AS fristens_ord, task_list.owner AS ansvarlig, task_list.action AS opgave,
  task_list.forum AS forum, task_list.outcome AS udfald, task_list.date AS mødedato, task_list.quote AS ordene, task_list.page AS side,
  task_list.state AS tilstand, task_list.note AS bemærkning, task_list.item_id AS punkt_id
FROM task_list
JOIN meetings ON meetings.id = task_list.meeting_id
WHERE meetings.document_id NOT IN hidden_documents AND task_list.deadline IS NOT NULL AND task_list.deadline >= :fra AND (:til = '' OR task_list.deadline <= :til || '~')
ORDER BY task_list.deadline, task_list.task_id
LIMIT 1000
