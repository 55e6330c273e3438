-- Trigrams of the index that begin with one or two characters.
SELECT term FROM temp.terms WHERE term >= :first AND term < :beyond LIMIT :limit
