SELECT id, kind, amount FROM tallies WHERE day = :day
