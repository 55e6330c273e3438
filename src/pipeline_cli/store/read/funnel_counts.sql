-- How many deals of a period stand where; (:key) tells cohorts apart. coalesce keeps SQLite from fetching them one by
-- one over the index of opened_at: once through all takes a fifth of the time.
SELECT deals.state, deals.stage, (:key), count(*)
FROM deals
WHERE coalesce(deals.opened_at, '') >= :start AND coalesce(deals.opened_at, '') < :end
GROUP BY (:key_and)1, 2
