-- title: En persons møder
-- description: Møder, som en person var indkaldt til, under alle sine skrivemåder; navn er hele navnet eller en del af det.
SELECT meetings.date AS dato, forums.name AS forum, persons.name AS navn, attendance.name AS skrevet_som, attendance.role AS rolle,
  CASE status WHEN 'present' THEN 'til stede' WHEN 'absent' THEN 'fraværende' WHEN 'guest' THEN 'gæst' ELSE 'observatør' END AS fremmøde,
  meetings.id AS møde_id, persons.id AS person
FROM persons
JOIN person_figures ON person_figures.person_id = persons.id
JOIN attendance ON attendance.person_id = person_figures.name_id
JOIN meetings ON meetings.id = attendance.meeting_id
  AND (meetings.id = person_figures.meeting_id OR person_figures.meeting_id IS NULL AND meetings.forum_id = person_figures.forum_id)
LEFT JOIN forums ON forums.id = meetings.forum_id
WHERE meetings.document_id NOT IN hidden_documents AND persons.names LIKE '%' || :navn || '%'
ORDER BY persons.name, meetings.date DESC
LIMIT 1000
