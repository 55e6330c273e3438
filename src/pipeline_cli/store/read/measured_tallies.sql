-- What was tallied in a period, by kind.
SELECT kind, sum(amount) FROM tallies WHERE day >= :day AND day <= :last GROUP BY kind
