SELECT custom FROM deals WHERE custom <> '{}'
