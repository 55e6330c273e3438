-- Whether calls, appointments, meetings held and valid meetings are among the latest activities and the tallies, and
-- whether any deal has a value, a profit, an MRR.
WITH lately AS (
    SELECT kind, inbound, reached, appointment, valid
    FROM activities
    WHERE at < :end
    ORDER BY at DESC
    LIMIT 20000
)
SELECT
    EXISTS (SELECT 1 FROM lately WHERE kind = 'call' AND NOT inbound)
    OR EXISTS (SELECT 1 FROM tallies WHERE kind = 'calls' AND amount > 0),
    EXISTS (SELECT 1 FROM lately WHERE appointment)
    OR EXISTS (SELECT 1 FROM tallies WHERE kind = 'appointments' AND amount > 0),
    EXISTS (SELECT 1 FROM lately WHERE kind IN ('meeting', 'visit') AND reached),
    EXISTS (SELECT 1 FROM lately WHERE kind IN ('meeting', 'visit') AND reached AND valid),
    EXISTS (SELECT 1 FROM deals WHERE value_minor IS NOT NULL),
    EXISTS (SELECT 1 FROM deals WHERE profit_minor IS NOT NULL),
    EXISTS (SELECT 1 FROM deals WHERE mrr_minor IS NOT NULL)
