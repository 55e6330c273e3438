SELECT custom FROM customers WHERE custom <> '{}'
