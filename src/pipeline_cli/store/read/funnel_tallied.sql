SELECT day, amount FROM tallies WHERE kind = 'calls' AND day >= :first AND day <= :last ORDER BY day
