-- title: Hvem var til stede
-- description: Fremmødet ved møderne i et forum; dato kan være 2022, 2022-06 eller 2022-06-29, eller tom.
SELECT meetings.date AS dato, forums.name AS forum, attendance.name AS navn, attendance.role AS rolle, attendance.organisation AS organisation,
  CASE status WHEN 'present' THEN 'til stede' WHEN 'absent' THEN 'fraværende' WHEN 'guest' THEN 'gæst' ELSE 'observatør' END AS fremmøde
FROM meetings
JOIN forums ON forums.id = meetings.forum_id
JOIN attendance ON attendance.meeting_id = meetings.id
WHERE meetings.forum_id IN (SELECT id FROM forums WHERE name LIKE '%' || :forum || '%') AND meetings.date LIKE :dato || '%'
  AND meetings.document_id NOT IN hidden_documents
ORDER BY meetings.date DESC, meetings.id, attendance.ordinal
LIMIT 1000
