-- Entries of the history whose summaries hold one of some texts, just as it was typed.
SELECT DISTINCT operations.id, operations.summary
FROM json_each(:texts) AS wanted
JOIN operations ON instr(operations.summary, wanted.value) > 0
