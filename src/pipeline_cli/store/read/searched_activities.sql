SELECT id, note, helped FROM activities WHERE id = ?
