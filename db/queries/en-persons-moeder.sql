-- title: En persons møder
-- description: Møder, som en person var indkaldt til; navn er hele navnet eller en del af det.
SELECT meetings.date AS dato, forums.name AS forum, people.name AS navn, attendance.role AS rolle,
  CASE status WHEN 'present' THEN 'til stede' WHEN 'absent' THEN 'fraværende' WHEN 'guest' THEN 'gæst' ELSE 'observatør' END AS fremmøde,
  meetings.id AS møde_id
FROM people
JOIN attendance ON attendance.person_id = people.id
JOIN meetings ON meetings.id = attendance.meeting_id
LEFT JOIN forums ON forums.id = meetings.forum_id
WHERE people.name LIKE '%' || :navn || '%' AND meetings.document_id NOT IN hidden_documents
ORDER BY people.name, meetings.date DESC
LIMIT 1000
