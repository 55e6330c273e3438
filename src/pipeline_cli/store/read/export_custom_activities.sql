SELECT custom FROM activities WHERE custom <> '{}'
