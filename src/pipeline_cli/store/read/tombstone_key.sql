-- What the hashes of tombstones are keyed with, made with the first of them.
SELECT value FROM info WHERE key = 'tombstone_key'
