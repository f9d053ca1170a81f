-- title: Forkortelser
-- description: Hvad forkortelserne står for, og i hvor mange møder de er forklaret.
SELECT short AS forkortelse, long AS lang_form, count(DISTINCT meeting_id) AS møder
FROM acronyms
JOIN meetings ON meetings.id = meeting_id
WHERE meetings.document_id NOT IN hidden_documents
GROUP BY short_key, long_key
ORDER BY short
LIMIT 1000
