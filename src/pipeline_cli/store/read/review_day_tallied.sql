-- What was tallied of a kind on a day.
SELECT coalesce(sum(amount), 0) FROM tallies WHERE day = :day AND kind = :kind
