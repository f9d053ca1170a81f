-- title: Hvad kunne ikke læses
-- description: Filer, der ikke kunne læses, og hvad man kan gøre ved det.
SELECT path AS fil, code AS art, message AS besked
FROM problems
WHERE stops
ORDER BY path
LIMIT 1000
