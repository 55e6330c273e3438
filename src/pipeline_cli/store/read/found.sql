-- Note what is found, by its rowid in the index: id * 4 + 1 for a customer, + 2 for a deal, + 3 for an activity.
INSERT INTO temp.found (place) SELECT rowid FROM search WHERE (:matches)
