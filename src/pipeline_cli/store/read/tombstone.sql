SELECT id, forgotten_at FROM tombstones WHERE digest = :digest AND kind = :kind
