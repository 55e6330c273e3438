SELECT min(opened_at) FROM deals WHERE opened_at >= :start AND opened_at < :end
