-- Open deals without a date: those that wait for the customer, or those with no next step; the last reached first.
SELECT deal_id
FROM deal_facts
WHERE follow_up = :follow_up
ORDER BY last_reached_at DESC
LIMIT :limit
