BEGIN TRANSACTION;
CREATE TABLE accounts (
	id VARCHAR(32) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	password VARCHAR(200), 
	provider VARCHAR(300), 
	subject VARCHAR(300), 
	created DATETIME NOT NULL, 
	seen DATETIME NOT NULL, 
	disabled DATETIME, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT uq_accounts_email UNIQUE (email)
);
INSERT INTO "accounts" VALUES('670c3b21819549be92ba1c0c98e0dc74','ada@example.org','Ada','contributor','fr',NULL,NULL,NULL,'2026-03-10 12:00:00.000000','2026-03-10 12:00:00.000000',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	moment DATETIME NOT NULL, 
	account VARCHAR(32), 
	role VARCHAR(20) NOT NULL, 
	action VARCHAR(60) NOT NULL, 
	object VARCHAR(200) NOT NULL, 
	details JSON NOT NULL, 
	CONSTRAINT fk_audit_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE SET NULL
);
CREATE TABLE drafts (
	id VARCHAR(32) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	object VARCHAR(200) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	content JSON NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	remark TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created DATETIME NOT NULL, 
	changed DATETIME NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (id), 
	CONSTRAINT fk_drafts_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE CASCADE
);
INSERT INTO "drafts" VALUES('389f13dc91544cc2975c8722c106a5bb','670c3b21819549be92ba1c0c98e0dc74','record','','Un titre','{"title": "Un \u00e9t\u00e9"}','writing','',1,'2026-03-10 12:00:00.000000','2026-03-10 12:00:00.000000');
CREATE TABLE incidents (
	id VARCHAR(32) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	account VARCHAR(32), 
	lat FLOAT NOT NULL, 
	lon FLOAT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	vehicle VARCHAR(20) NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	hour INTEGER, 
	text TEXT NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	refusal VARCHAR(20), 
	created DATETIME NOT NULL, 
	moderated DATETIME, 
	settled DATETIME, 
	CONSTRAINT pk_incidents PRIMARY KEY (id), 
	CONSTRAINT uq_incidents_key UNIQUE ("key"), 
	CONSTRAINT fk_incidents_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE SET NULL
);
INSERT INTO "incidents" VALUES('00000000000000000000000000000002','k',NULL,43.3002,5.3702,'left-across','scooter','2026-03-09',8,'Une trottinette en travers','fr','shown',NULL,'2026-03-10 12:00:00.000000',NULL,NULL);
CREATE TABLE jobs (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(32) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	asked JSON NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	step VARCHAR(200) NOT NULL, 
	done INTEGER NOT NULL, 
	total INTEGER, 
	attempts INTEGER NOT NULL, 
	claim VARCHAR(32), 
	cancelling BOOLEAN NOT NULL, 
	problem JSON, 
	account VARCHAR(32), 
	notify BOOLEAN NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	started_at DATETIME, 
	ended_at DATETIME, 
	CONSTRAINT uq_jobs_id UNIQUE (id), 
	CONSTRAINT fk_jobs_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE SET NULL
);
CREATE TABLE links (
	token VARCHAR(64) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	purpose VARCHAR(20) NOT NULL, 
	created DATETIME NOT NULL, 
	expires DATETIME NOT NULL, 
	used DATETIME, 
	CONSTRAINT pk_links PRIMARY KEY (token)
);
CREATE TABLE messages (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR(64) NOT NULL, 
	draft VARCHAR(32) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT uq_messages_key UNIQUE ("key"), 
	CONSTRAINT fk_messages_draft FOREIGN KEY(draft) REFERENCES drafts (id) ON DELETE CASCADE, 
	CONSTRAINT fk_messages_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE CASCADE
);
INSERT INTO "messages" VALUES(1,'a','389f13dc91544cc2975c8722c106a5bb','670c3b21819549be92ba1c0c98e0dc74','Une source ?','2026-03-10 12:00:00.000000');
CREATE TABLE pains (
	id VARCHAR(32) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	account VARCHAR(32), 
	lat FLOAT NOT NULL, 
	lon FLOAT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	text TEXT NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	created DATETIME NOT NULL, 
	moderated DATETIME, refusal VARCHAR(20), 
	CONSTRAINT pk_pains PRIMARY KEY (id), 
	CONSTRAINT uq_pains_key UNIQUE ("key"), 
	CONSTRAINT fk_pains_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE TABLE said (
	id VARCHAR(64) NOT NULL, 
	workshop VARCHAR(120) NOT NULL, 
	account VARCHAR(32), 
	seat INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	motive VARCHAR(40) NOT NULL, 
	language VARCHAR(12) NOT NULL, 
	created DATETIME NOT NULL, 
	brought VARCHAR(40), 
	CONSTRAINT pk_said PRIMARY KEY (id), 
	CONSTRAINT fk_said_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE SET NULL
);
INSERT INTO "said" VALUES('00000000000000000000000000000001','workshop/mars','670c3b21819549be92ba1c0c98e0dc74',1,'pain','Le bus','work','fr','2026-03-10 12:00:00.000000',NULL);
CREATE TABLE sessions (
	token VARCHAR(64) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	created DATETIME NOT NULL, 
	used DATETIME NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (token), 
	CONSTRAINT fk_sessions_account FOREIGN KEY(account) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE TABLE settings (
	name VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (name)
);
CREATE UNIQUE INDEX ix_accounts_provider ON accounts (provider, subject);
CREATE INDEX ix_links_email ON links (email);
CREATE INDEX ix_audit_account ON audit (account);
CREATE INDEX ix_audit_action ON audit (action);
CREATE INDEX ix_audit_moment ON audit (moment);
CREATE INDEX ix_drafts_account ON drafts (account);
CREATE INDEX ix_drafts_state ON drafts (state);
CREATE INDEX ix_jobs_account ON jobs (account);
CREATE INDEX ix_jobs_key ON jobs ("key");
CREATE INDEX ix_jobs_state ON jobs (state);
CREATE INDEX ix_pains_account ON pains (account);
CREATE INDEX ix_pains_created ON pains (created);
CREATE INDEX ix_pains_state ON pains (state);
CREATE INDEX ix_sessions_account ON sessions (account);
CREATE INDEX ix_messages_draft ON messages (draft);
CREATE INDEX ix_messages_account ON messages (account);
CREATE INDEX ix_said_workshop ON said (workshop);
CREATE INDEX ix_said_account ON said (account);
CREATE INDEX ix_incidents_account ON incidents (account);
CREATE INDEX ix_incidents_day ON incidents (day);
CREATE INDEX ix_incidents_state ON incidents (state);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('messages',1);
COMMIT;
