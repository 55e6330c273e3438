-- As every record is written for its digest.
SELECT json_object('id', id, 'kind', kind, 'digest', digest, 'forgotten_at', forgotten_at) FROM tombstones WHERE id = :id
