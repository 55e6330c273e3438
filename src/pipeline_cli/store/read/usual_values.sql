-- What the open deals are worth, by currency.
SELECT currency, value_minor FROM deals WHERE state = 'open' AND value_minor > 0 AND currency IS NOT NULL
