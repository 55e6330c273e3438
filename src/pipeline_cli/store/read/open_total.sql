SELECT count(*) FROM deal_facts WHERE follow_up IS NOT NULL
