-- title: Måske samme person
-- description: Navne, der kan være én persons, med hvor sikkert det er, og hvorfor; de samles med kommandoen referat people merge.
SELECT person_proposals.score AS score, one.name AS navn, other.name AS andet_navn, person_proposals.reason AS grund,
  replace(one.forums, char(10), '; ') AS fora, replace(other.forums, char(10), '; ') AS andre_fora, one.id AS person, other.id AS anden_person
FROM person_proposals
JOIN persons AS one ON one.id = person_proposals.person_id
JOIN persons AS other ON other.id = person_proposals.other_id
ORDER BY person_proposals.score DESC, one.name, other.name
LIMIT 1000
