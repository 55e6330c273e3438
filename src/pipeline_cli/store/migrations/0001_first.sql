-- The first schema: every table of store/tables.py, and the search index, which SQLModel has no word for.

CREATE TABLE customers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ref TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    reading TEXT NOT NULL,
    reading_key TEXT NOT NULL,
    company TEXT NOT NULL,
    phones JSON NOT NULL,
    emails JSON NOT NULL,
    tags JSON NOT NULL,
    memo TEXT NOT NULL,
    custom JSON NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT ck_customers_name CHECK (name <> ''),
    CONSTRAINT uq_customers_ref UNIQUE (ref)
);
CREATE INDEX ix_customers_name_key ON customers (name_key);
CREATE INDEX ix_customers_reading_key ON customers (reading_key) WHERE reading_key <> '';

CREATE TABLE info (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_info PRIMARY KEY ("key")
);

CREATE TABLE operations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL,
    undone_by INTEGER,
    CONSTRAINT fk_operations_undone_by FOREIGN KEY(undone_by) REFERENCES operations (id)
);

CREATE TABLE tallies (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    day DATE NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    CONSTRAINT ck_tallies_not_negative CHECK (amount >= 0)
);
CREATE UNIQUE INDEX uq_tallies_day_kind ON tallies (day, kind);

CREATE TABLE changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT fk_changes_operation_id FOREIGN KEY(operation_id) REFERENCES operations (id)
);
CREATE INDEX ix_changes_operation ON changes (operation_id);
CREATE INDEX ix_changes_row ON changes (table_name, row_id);

CREATE TABLE deals (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ref TEXT,
    customer_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_since TEXT NOT NULL,
    currency TEXT,
    value_minor INTEGER,
    profit_minor INTEGER,
    mrr_minor INTEGER,
    source TEXT NOT NULL,
    owner TEXT NOT NULL,
    tags JSON NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    lost_reason TEXT NOT NULL,
    parked_until DATE,
    concern TEXT NOT NULL,
    if_solved TEXT NOT NULL,
    decides_on DATE,
    custom JSON NOT NULL,
    CONSTRAINT ck_deals_state CHECK (state IN ('open', 'won', 'lost', 'parked')),
    CONSTRAINT ck_deals_if_solved CHECK (if_solved IN ('', 'yes', 'no', 'unknown')),
    CONSTRAINT ck_deals_not_negative CHECK (value_minor >= 0),
    CONSTRAINT ck_deals_currency CHECK (currency IS NOT NULL OR (value_minor IS NULL AND profit_minor IS NULL AND mrr_minor IS NULL)),
    CONSTRAINT ck_deals_closed_at CHECK ((closed_at IS NOT NULL) = (state IN ('won', 'lost'))),
    CONSTRAINT ck_deals_parked_until CHECK ((parked_until IS NOT NULL) = (state = 'parked')),
    CONSTRAINT uq_deals_ref UNIQUE (ref),
    CONSTRAINT fk_deals_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
);
CREATE INDEX ix_deals_customer ON deals (customer_id, state);
CREATE INDEX ix_deals_decides ON deals (state, decides_on) WHERE decides_on IS NOT NULL;
CREATE INDEX ix_deals_opened ON deals (opened_at);
CREATE INDEX ix_deals_parked ON deals (state, parked_until) WHERE parked_until IS NOT NULL;
CREATE INDEX ix_deals_stage ON deals (state, stage, opened_at, closed_at, currency, value_minor);
CREATE INDEX ix_deals_state_opened ON deals (state, opened_at);

CREATE TABLE romaji (
    customer_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_romaji PRIMARY KEY (customer_id),
    CONSTRAINT fk_romaji_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) ON DELETE CASCADE
);
CREATE INDEX ix_romaji_key ON romaji ("key");

CREATE TABLE activities (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ref TEXT,
    customer_id INTEGER NOT NULL,
    deal_id INTEGER,
    at TEXT NOT NULL,
    zone TEXT NOT NULL,
    kind TEXT NOT NULL,
    inbound BOOLEAN NOT NULL,
    reached BOOLEAN NOT NULL,
    minutes INTEGER,
    appointment BOOLEAN NOT NULL,
    valid BOOLEAN,
    note TEXT NOT NULL,
    helped TEXT NOT NULL,
    thanked BOOLEAN NOT NULL,
    custom JSON NOT NULL,
    CONSTRAINT ck_activities_kind CHECK (kind IN ('call', 'meeting', 'visit', 'email', 'chat', 'note')),
    CONSTRAINT ck_activities_not_negative CHECK (minutes >= 0),
    CONSTRAINT uq_activities_ref UNIQUE (ref),
    CONSTRAINT fk_activities_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
    CONSTRAINT fk_activities_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id),
    CONSTRAINT ck_activities_inbound CHECK (inbound IN (0, 1)),
    CONSTRAINT ck_activities_reached CHECK (reached IN (0, 1)),
    CONSTRAINT ck_activities_appointment CHECK (appointment IN (0, 1)),
    CONSTRAINT ck_activities_valid CHECK (valid IN (0, 1)),
    CONSTRAINT ck_activities_thanked CHECK (thanked IN (0, 1))
);
CREATE INDEX ix_activities_at ON activities (at);
CREATE INDEX ix_activities_customer ON activities (customer_id, at);
CREATE INDEX ix_activities_deal ON activities (deal_id, at);

CREATE TABLE deal_facts (
    deal_id INTEGER NOT NULL,
    follow_up TEXT,
    outcome TEXT,
    stage TEXT NOT NULL,
    furthest_stage TEXT NOT NULL,
    last_reached_at TEXT,
    last_reached_id INTEGER,
    contacts INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    moves INTEGER NOT NULL,
    longest_silence_days INTEGER NOT NULL,
    CONSTRAINT pk_deal_facts PRIMARY KEY (deal_id),
    CONSTRAINT ck_deal_facts_follow_up CHECK (follow_up IN ('planned', 'waiting', 'none')),
    CONSTRAINT ck_deal_facts_outcome CHECK (outcome IN ('won', 'lost')),
    CONSTRAINT fk_deal_facts_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id) ON DELETE CASCADE
);
CREATE INDEX ix_deal_facts_follow_up ON deal_facts (follow_up, last_reached_at);
CREATE INDEX ix_deal_facts_moved_back ON deal_facts (deal_id) WHERE furthest_stage <> stage;
CREATE INDEX ix_deal_facts_outcome ON deal_facts (stage, longest_silence_days, outcome) WHERE outcome IS NOT NULL;

CREATE TABLE next_steps (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ref TEXT,
    deal_id INTEGER NOT NULL,
    due_on DATE,
    due_at TEXT,
    zone TEXT NOT NULL,
    "by" TEXT NOT NULL,
    why TEXT NOT NULL,
    agreed BOOLEAN NOT NULL,
    waiting BOOLEAN NOT NULL,
    moves INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    set_at TEXT NOT NULL,
    ended_at TEXT,
    CONSTRAINT ck_next_steps_state CHECK (state IN ('open', 'kept', 'moved', 'missed', 'dropped')),
    CONSTRAINT ck_next_steps_not_negative CHECK (moves >= 0 AND attempts >= 0),
    CONSTRAINT ck_next_steps_one_due CHECK (due_on IS NULL OR due_at IS NULL),
    CONSTRAINT ck_next_steps_due CHECK (waiting OR due_on IS NOT NULL OR due_at IS NOT NULL),
    CONSTRAINT uq_next_steps_ref UNIQUE (ref),
    CONSTRAINT fk_next_steps_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id),
    CONSTRAINT ck_next_steps_agreed CHECK (agreed IN (0, 1)),
    CONSTRAINT ck_next_steps_waiting CHECK (waiting IN (0, 1))
);
CREATE INDEX ix_next_steps_deal ON next_steps (deal_id);
CREATE INDEX ix_next_steps_due_at ON next_steps (state, due_at, deal_id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_next_steps_due_on ON next_steps (state, due_on, deal_id) WHERE due_on IS NOT NULL;
CREATE UNIQUE INDEX uq_next_steps_open ON next_steps (deal_id) WHERE state = 'open';

CREATE TABLE stage_changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    deal_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    stage TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT ck_stage_changes_state CHECK (state IN ('open', 'won', 'lost', 'parked')),
    CONSTRAINT fk_stage_changes_deal_id FOREIGN KEY(deal_id) REFERENCES deals (id)
);
CREATE INDEX ix_stage_changes_deal ON stage_changes (deal_id, at);

-- One row for each customer (rowid = id * 4 + 1), deal (+ 2) and activity (+ 3): what is found by its words, folded.
-- Two line feeds at the end of each text give its last characters trigrams of their own.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'trigram case_sensitive 1');
