-- title: Personer på tværs af referaterne
-- description: Hver person med alle skrivemåder, fora, roller, møder og opgaver; navn er en del af navnet, eller tomt.
SELECT name AS navn, replace(names, char(10), '; ') AS skrivemåder, replace(forums, char(10), '; ') AS fora,
  replace(roles, char(10), '; ') AS roller, meetings AS møder, tasks AS opgaver, first AS første_møde, last AS seneste_møde, id AS person
FROM persons
WHERE :navn = '' OR names LIKE '%' || :navn || '%'
ORDER BY meetings DESC, name, id
LIMIT 1000
