-- What was tallied in a period and is not nothing, day by day.
SELECT id, day, kind, amount FROM tallies WHERE day >= :day AND day <= :last AND amount > 0 ORDER BY day, kind
