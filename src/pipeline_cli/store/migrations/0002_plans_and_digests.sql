-- Plans, budgets and goals; whom the store is not to know again; a digest of every record and of every operation.
-- digest(), sum_of_digests() and operation_digest() are functions of store/digests.py; a row is its JSON, as the
-- history writes it down.

CREATE TABLE plans (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    metric TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    targets JSON NOT NULL,
    note TEXT NOT NULL,
    set_at TEXT NOT NULL,
    CONSTRAINT ck_plans_metric CHECK (metric IN ('revenue', 'gross_profit', 'mrr', 'contracts')),
    CONSTRAINT ck_plans_not_negative CHECK (amount >= 0),
    CONSTRAINT ck_plans_currency CHECK ((currency IS NULL) = (metric = 'contracts')),
    CONSTRAINT ck_plans_period CHECK (first_on <= last_on)
);
CREATE UNIQUE INDEX uq_plans_metric_period ON plans (metric, first_on, last_on);

CREATE TABLE budgets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    metric TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT,
    starts_on DATE NOT NULL,
    due_on DATE NOT NULL,
    set_at TEXT NOT NULL,
    CONSTRAINT ck_budgets_not_negative CHECK (amount >= 0),
    CONSTRAINT ck_budgets_period CHECK (starts_on <= due_on)
);
CREATE INDEX ix_budgets_metric ON budgets (metric, starts_on, due_on);

CREATE TABLE goals (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    measure TEXT NOT NULL,
    per_day INTEGER NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    set_at TEXT NOT NULL,
    CONSTRAINT ck_goals_per_day CHECK (per_day > 0)
);
CREATE INDEX ix_goals_starts ON goals (starts_on);

-- What a period brought is counted over these alone, without a look at the records themselves.
DROP INDEX ix_activities_at;
CREATE INDEX ix_activities_at ON activities (at, kind, reached, inbound, appointment, valid);
CREATE INDEX ix_activities_helped ON activities (at, customer_id) WHERE helped <> '' OR thanked;
CREATE INDEX ix_activities_minutes ON activities (at, deal_id, minutes) WHERE minutes > 0;
CREATE INDEX ix_next_steps_ended ON next_steps (ended_at, state) WHERE ended_at IS NOT NULL;
CREATE INDEX ix_stage_changes_parked ON stage_changes (at, deal_id) WHERE state = 'parked';
DROP INDEX ix_deals_customer;
CREATE INDEX ix_deals_customer ON deals (customer_id, state, closed_at);
CREATE INDEX ix_deals_closed ON deals (state, closed_at, currency, value_minor, profit_minor, mrr_minor, customer_id, opened_at) WHERE closed_at IS NOT NULL;

CREATE TABLE tombstones (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    forgotten_at TEXT NOT NULL,
    CONSTRAINT ck_tombstones_kind CHECK (kind IN ('name', 'reading', 'phone', 'email', 'ref'))
);
CREATE UNIQUE INDEX uq_tombstones_digest ON tombstones (digest, kind);

-- Names are compared by a few more old forms of characters: their keys, as they are and as the history has them.
UPDATE customers SET name_key =
    replace(replace(replace(replace(replace(replace(replace(replace(replace(name_key, '靏', '鶴'), '靎', '鶴'), '槙', '槇'), '兔', '兎'), '祗', '祇'), '篭', '籠'), '鑛', '鉱'), '寳', '宝'), '瑤', '瑶')
WHERE name_key GLOB '*[靏靎槙兔祗篭鑛寳瑤]*';
UPDATE changes SET "before" = json_set("before", '$.name_key',
    replace(replace(replace(replace(replace(replace(replace(replace(replace(json_extract("before", '$.name_key'), '靏', '鶴'), '靎', '鶴'), '槙', '槇'), '兔', '兎'), '祗', '祇'), '篭', '籠'), '鑛', '鉱'), '寳', '宝'), '瑤', '瑶'))
WHERE table_name = 'customers' AND json_extract("before", '$.name_key') GLOB '*[靏靎槙兔祗篭鑛寳瑤]*';
UPDATE changes SET "after" = json_set("after", '$.name_key',
    replace(replace(replace(replace(replace(replace(replace(replace(replace(json_extract("after", '$.name_key'), '靏', '鶴'), '靎', '鶴'), '槙', '槇'), '兔', '兎'), '祗', '祇'), '篭', '籠'), '鑛', '鉱'), '寳', '宝'), '瑤', '瑶'))
WHERE table_name = 'customers' AND json_extract("after", '$.name_key') GLOB '*[靏靎槙兔祗篭鑛寳瑤]*';

CREATE TABLE record_digests (
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    digest BLOB NOT NULL,
    CONSTRAINT pk_record_digests PRIMARY KEY (table_name, row_id)
) WITHOUT ROWID;

INSERT INTO record_digests SELECT 'activities', id, digest(json_object(
    'id', id, 'ref', ref, 'customer_id', customer_id, 'deal_id', deal_id, 'at', at, 'zone', zone, 'kind', kind,
    'inbound', inbound, 'reached', reached, 'minutes', minutes, 'appointment', appointment, 'valid', valid,
    'note', note, 'helped', helped, 'thanked', thanked, 'custom', custom
)) FROM activities ORDER BY id;

INSERT INTO record_digests SELECT 'customers', id, digest(json_object(
    'id', id, 'ref', ref, 'name', name, 'name_key', name_key, 'reading', reading, 'reading_key', reading_key,
    'company', company, 'phones', phones, 'emails', emails, 'tags', tags, 'memo', memo, 'custom', custom,
    'created_at', created_at
)) FROM customers ORDER BY id;

INSERT INTO record_digests SELECT 'deals', id, digest(json_object(
    'id', id, 'ref', ref, 'customer_id', customer_id, 'title', title, 'state', state, 'stage', stage,
    'stage_since', stage_since, 'currency', currency, 'value_minor', value_minor, 'profit_minor', profit_minor,
    'mrr_minor', mrr_minor, 'source', source, 'owner', owner, 'tags', tags, 'opened_at', opened_at,
    'closed_at', closed_at, 'lost_reason', lost_reason, 'parked_until', parked_until, 'concern', concern,
    'if_solved', if_solved, 'decides_on', decides_on, 'custom', custom
)) FROM deals ORDER BY id;

INSERT INTO record_digests SELECT 'next_steps', id, digest(json_object(
    'id', id, 'ref', ref, 'deal_id', deal_id, 'due_on', due_on, 'due_at', due_at, 'zone', zone, 'by', "by",
    'why', why, 'agreed', agreed, 'waiting', waiting, 'moves', moves, 'attempts', attempts, 'state', state,
    'set_at', set_at, 'ended_at', ended_at
)) FROM next_steps ORDER BY id;

INSERT INTO record_digests SELECT 'stage_changes', id, digest(json_object(
    'id', id, 'deal_id', deal_id, 'state', state, 'stage', stage, 'at', at
)) FROM stage_changes ORDER BY id;

INSERT INTO record_digests SELECT 'tallies', id, digest(json_object(
    'id', id, 'day', day, 'kind', kind, 'amount', amount
)) FROM tallies ORDER BY id;

ALTER TABLE operations ADD COLUMN digest BLOB;
UPDATE operations SET digest = operation_digest(
    id, at, zone, command, summary, undone_by,
    (SELECT sum_of_digests(table_name, row_id, "before", "after") FROM changes WHERE operation_id = operations.id)
);
